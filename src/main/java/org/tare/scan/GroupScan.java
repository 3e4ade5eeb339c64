package org.tare.scan;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
        return Plans.execute(
                selected,
                description,
                () -> new GroupedStatistics(
                        GroupMerge.merge(selected.sparkSession(), request, partial(selected, request))));
    }

    private static JavaRDD<InternalRow> partial(Dataset<Row> selected, ScanRequest request) {
        Optional<JavaRDD<FilePart>> files =
                request.isByColumn() ? Plans.files(selected, request.pageOrder()) : Optional.empty();
        if (files.isPresent()) {
            return files.get().mapPartitions(parts -> PartialGroups.ofFiles(request, parts));
        }
        Optional<JavaRDD<ColumnarBatch>> batches = Plans.batches(selected);
        return batches.isPresent()
                ? batches.get().mapPartitions(part -> PartialGroups.ofBatches(request, part))
                : Plans.rows(selected).mapPartitions(part -> PartialGroups.ofRows(request, part));
    }
}
