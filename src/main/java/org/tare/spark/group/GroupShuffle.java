package org.tare.spark.group;

import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.plan.RowBlocks;

/** Brings the rows of each group to one partition. */
public final class GroupShuffle {
    private GroupShuffle() {}

    /**
     * The rows in so many partitions, those of one key in one of them. Each is valid until the next.
     *
     * @param rows of {@link GroupRows#schema()}
     */
    public static JavaRDD<InternalRow> byKey(GroupRows form, JavaRDD<InternalRow> rows, int partitions) {
        int columns = form.schema().length();
        return rows.mapPartitionsToPair(
                        part -> new RowBlocks(part, form::unsafe, row -> form.partition(row, partitions), partitions))
                .partitionBy(new HashPartitioner(partitions))
                .values()
                .mapPartitions(blocks -> RowBlocks.rows(blocks, columns));
    }
}
