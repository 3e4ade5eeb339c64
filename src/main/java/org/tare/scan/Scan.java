package org.tare.scan;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.FeatureKind;
import org.tare.spark.Plans;

/** One pass over a Dataset: a task per partition accumulates, and the states merge, in a tree where they are many. */
final class Scan {
    private static final Logger LOG = LoggerFactory.getLogger(DatasetStatistics.class);

    /** States of scalars are some 100 bytes each; up to 10 MB of them go straight to the driver, more by way of groups. */
    private static final long STATES_FOR_DRIVER = 100_000;

    /** How many elements to expect of a column whose type does not tell. */
    private static final int ELEMENTS = 1_000;

    /** How many features a warning names. */
    private static final int NAMED = 20;

    private Scan() {}

    static DatasetStatistics run(Dataset<?> data, String weightCol, String... columns) {
        if (data.isStreaming()) {
            throw new IllegalArgumentException("The Dataset is a stream, which has no end to scan to; read it as a"
                    + " batch, or scan each batch in foreachBatch and merge the statistics.");
        }
        Selection selection = Selection.of(data.schema(), weightCol, columns);
        Dataset<Row> selected = selection.from(data);
        String description = "Tare scan of " + selection.features().size() + " columns";
        Partial result = Plans.execute(selected, description, () -> scan(selected, selection));
        if (!result.failure().isEmpty()) {
            throw new IllegalArgumentException(result.failure());
        }
        List<ColumnStatistics> statistics = IntStream.range(
                        0, selection.features().size())
                .mapToObj(i -> ColumnStatistics.of(
                        selection.features().get(i), result.columns().get(i)))
                .toList();
        DatasetStatistics scanned = new DatasetStatistics(statistics, result.rows(), selection.weightCol());
        warnOfRounding(selection, result);
        warnOfInfinities(scanned);
        return scanned;
    }

    private static Partial scan(Dataset<Row> selected, Selection selection) {
        Optional<JavaRDD<ColumnarBatch>> batches = Plans.batches(selected);
        JavaRDD<byte[]> states = batches.isPresent()
                ? batches.get()
                        .mapPartitions(part -> List.of(
                                        PartitionScan.ofBatches(selection, part).toBytes())
                                .iterator())
                : Plans.rows(selected)
                        .mapPartitions(part -> List.of(
                                        PartitionScan.ofRows(selection, part).toBytes())
                                .iterator());
        return merge(states, selection);
    }

    private static Partial merge(JavaRDD<byte[]> states, Selection selection) {
        List<String> names = selection.names();
        int partitions = states.getNumPartitions();
        long features = selection.features().stream()
                .mapToLong(column -> FeatureKind.of(column) == FeatureKind.SCALAR ? 1 : ELEMENTS)
                .sum();
        JavaRDD<byte[]> few = features * partitions <= STATES_FOR_DRIVER
                ? states
                : states.repartition((int) Math.ceil(Math.sqrt(partitions)))
                        .mapPartitions(group -> merge(group, names).map(Partial::toBytes).stream()
                                .iterator());
        return merge(few.collect().iterator(), names).orElseGet(() -> PartitionScan.ofNothing(selection));
    }

    private static Optional<Partial> merge(Iterator<byte[]> states, List<String> names) {
        Partial merged = null;
        while (states.hasNext()) {
            Partial next = Partial.fromBytes(states.next());
            merged = merged == null ? next : merged.merge(next, names);
        }
        return Optional.ofNullable(merged);
    }

    private static void warnOfRounding(Selection selection, Partial result) {
        for (int i = 0; i < selection.features().size(); i++) {
            long rounded = result.rounded().get(i);
            if (rounded > 0) {
                LOG.warn(
                        "Column '{}' has {} whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's"
                                + " cast to double does.",
                        selection.features().get(i).name(),
                        rounded);
            }
        }
    }

    private static void warnOfInfinities(DatasetStatistics statistics) {
        List<String> infinite = statistics.columns().stream()
                .flatMap(column -> IntStream.range(0, column.size())
                        .filter(e -> column.moments(e).infinite() > 0)
                        .mapToObj(e -> "'" + column.feature(e) + "' ("
                                + column.moments(e).infinite() + ")"))
                .toList();
        if (!infinite.isEmpty()) {
            String more = infinite.size() > NAMED ? " and " + (infinite.size() - NAMED) + " more" : "";
            LOG.warn(
                    "Infinite values were not counted in {}{}.",
                    infinite.stream().limit(NAMED).collect(Collectors.joining(", ")),
                    more);
        }
    }
}
