package org.tare.spark.group;

import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Brings the rows of each group to one partition. They go in blocks, as a record of a shuffle costs Spark many times what a row costs
 * here.
 */
public final class GroupShuffle {
    private GroupShuffle() {}

    /**
     * The rows in so many partitions, those of one key in one of them. Each is valid until the next.
     *
     * @param rows of {@link GroupRows#schema()}
     */
    public static JavaRDD<InternalRow> byKey(GroupRows form, JavaRDD<InternalRow> rows, int partitions) {
        return rows.mapPartitionsToPair(part -> new RowBlocks(form, part, partitions))
                .partitionBy(new HashPartitioner(partitions))
                .values()
                .mapPartitions(blocks -> RowBlocks.rows(form, blocks));
    }
}
