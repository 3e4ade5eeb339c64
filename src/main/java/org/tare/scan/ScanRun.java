package org.tare.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.plan.FilePart;
import org.tare.spark.plan.Plans;

/**
 * How a scan without groups is run: by files, batches or rows, and in how many jobs.
 *
 * @param selected the columns of the request, as they are in the data
 */
record ScanRun(Dataset<?> data, ScanRequest request, Dataset<Row> selected) {
    private static final Logger LOG = LoggerFactory.getLogger(ScanRun.class);

    /**
     * How many columns one job reads where they are stored apart. What Spark's Parquet reader spends on a column grows with
     * the number of columns beside it, and so does the memory that a task needs; reading pages, it is only large states that do.
     */
    private static final int COLUMNS_AT_ONCE = 1_000;

    ScanRun(Dataset<?> data, ScanRequest request) {
        this(data, request, request.from(data));
    }

    DatasetStatistics statistics() {
        LongAccumulator told = data.sparkSession().sparkContext().longAccumulator();
        Optional<JavaRDD<FilePart>> files = files();
        DatasetStatistics found = footersApart(files.isPresent(), told).orElseGet(() -> run(files, told));
        long withoutSums = request.columns().stream()
                .filter(column -> request.takesMoments() && !column.takesSums())
                .mapToLong(column -> found.rows() * found.column(column.name()).size())
                .sum();
        if (withoutSums > 0) {
            LOG.info(
                    "Footers told {} of {} values of columns without sums; the others were read.",
                    told.value(),
                    withoutSums);
        }
        return found;
    }

    /** What only Spark reads has it read all columns of a scan, of none of which it then takes anything from footers. */
    private Optional<DatasetStatistics> footersApart(boolean areFiles, LongAccumulator told) {
        Map<Boolean, List<ColumnRequest>> parts =
                request.columns().stream().collect(Collectors.partitioningBy(ColumnRequest::mayBeInFooters));
        List<ColumnRequest> others = parts.get(false);
        boolean readsAllItself = areFiles && others.stream().allMatch(ColumnRequest::mayBeInPages);
        if (request.weight() != null || parts.get(true).isEmpty() || others.isEmpty() || readsAllItself) {
            return Optional.empty();
        }
        ScanRun footers = of(parts.get(true));
        Optional<JavaRDD<FilePart>> files = footers.files();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(DatasetStatistics.join(
                                List.of(footers.run(files, told), of(others).run(told)))
                        .of(request));
    }

    private ScanRun of(List<ColumnRequest> columns) {
        return new ScanRun(data, ScanRequest.of(data.schema(), columns, request.weightCol(), request.takesMoments()));
    }

    private Optional<JavaRDD<FilePart>> files() {
        return request.isByColumn() ? Plans.files(selected, request.pageOrder()) : Optional.empty();
    }

    private DatasetStatistics run(LongAccumulator told) {
        return run(files(), told);
    }

    private DatasetStatistics run(Optional<JavaRDD<FilePart>> files, LongAccumulator told) {
        Optional<JavaRDD<ColumnarBatch>> batches = files.isPresent() ? Optional.empty() : Plans.batches(selected);
        List<ColumnRequest> columns = request.columns();
        boolean areLarge = columns.stream().anyMatch(ColumnRequest::takesMoreThanMoments);
        if (columns.size() > COLUMNS_AT_ONCE && (batches.isPresent() || (files.isPresent() && areLarge))) {
            return runByGroupsOfColumns(told);
        }
        // A task takes this with it, and nothing of the driver's.
        ScanRequest asked = request;
        StateMerge states = new StateMerge(asked);
        if (files.isPresent()) {
            return states.of(files.get(), part -> PartitionScan.ofFiles(asked, part, told));
        }
        return batches.isPresent()
                ? states.of(batches.get(), part -> PartitionScan.ofBatches(asked, part))
                : states.of(Plans.rows(selected), part -> PartitionScan.ofRows(asked, part));
    }

    private DatasetStatistics runByGroupsOfColumns(LongAccumulator told) {
        List<ColumnRequest> columns = request.columns();
        List<DatasetStatistics> groups = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            groups.add(of(List.copyOf(columns.subList(from, Math.min(from + COLUMNS_AT_ONCE, columns.size()))))
                    .run(told));
        }
        return DatasetStatistics.join(groups);
    }
}
