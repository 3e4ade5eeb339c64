package org.tare.scan;

import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.plan.FilePart;
import org.tare.spark.plan.Plans;

/**
 * One pass over a Dataset into statistics of each group of rows. Each partition accumulates the groups it meets first, as many
 * as memory is for; rows of others go by a shuffle to where their group is accumulated. So the number of groups is not
 * bounded by the memory of a task, nor of the driver.
 */
public final class GroupScan {
    private final Dataset<?> data;
    private final ScanRequest request;

    GroupScan(Dataset<?> data, ScanRequest request) {
        this.data = data;
        this.request = request;
    }

    /**
     * Reads the data.
     *
     * @throws IllegalArgumentException as {@link Scan#run()}
     */
    public GroupedStatistics run() {
        Dataset<Row> selected = request.from(data);
        String description = "Tare scan of " + request.columns().size() + " columns by group";
        return Plans.execute(selected, description, () -> new GroupedStatistics(states(selected)));
    }

    private GroupStates states(Dataset<Row> selected) {
        SparkSession session = selected.sparkSession();
        return FewGroups.find(session, request, room -> partial(selected, room))
                .orElseGet(() ->
                        GroupMerge.merge(session, request, partial(selected, partitions -> KnownGroups.MOST_MOMENTS)));
    }

    /**
     * States of groups, and rows of those for which there was no room.
     *
     * @param room how many moments each of so many partitions may keep
     */
    private JavaRDD<InternalRow> partial(Dataset<Row> selected, IntToLongFunction room) {
        ScanRequest read = request;
        Optional<JavaRDD<FilePart>> files =
                read.isByColumn() ? Plans.files(selected, read.pageOrder()) : Optional.empty();
        if (files.isPresent()) {
            long moments = room.applyAsLong(files.get().getNumPartitions());
            return files.get().mapPartitions(parts -> PartialGroups.ofFiles(read, moments, parts));
        }
        Optional<JavaRDD<ColumnarBatch>> batches = Plans.batches(selected);
        if (batches.isPresent()) {
            long moments = room.applyAsLong(batches.get().getNumPartitions());
            return batches.get().mapPartitions(part -> PartialGroups.ofBatches(read, moments, part));
        }
        JavaRDD<InternalRow> rows = Plans.rows(selected);
        long moments = room.applyAsLong(rows.getNumPartitions());
        return rows.mapPartitions(part -> PartialGroups.ofRows(read, moments, part));
    }
}
