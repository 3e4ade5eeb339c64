package org.tare.scan;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.SparkVersion;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.group.GroupKeys;
import org.tare.spark.plan.GivenData;
import org.tare.spark.plan.Plans;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;

/**
 * One pass over a Dataset: a task per partition accumulates, and the states merge.
 *
 * <p>Columns are numbers (byte to double, decimal), ML vectors, {@code array<float>} or {@code array<double>}. Each
 * value is the double that Spark's cast gives. Null, NaN and null elements are counted as missing; a null vector or
 * array is missing in all of its elements. Infinities are counted apart and warned of once. The zeros that sparse
 * vectors leave out are counted without being written out.
 *
 * <pre>{@code
 * DatasetStatistics monday = Scan.of(flights, "delay", "distance").with(new HistogramStatistic()).run();
 * }</pre>
 *
 * <p>A scan is immutable: each method returns another one.
 */
public final class Scan {
    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    /** How many features a warning names. */
    private static final int NAMED = 20;

    private final Dataset<?> data;
    private final List<ColumnRequest> columns;
    private final String weightCol;
    private final boolean isFirst;

    private Scan(Dataset<?> data, List<ColumnRequest> columns, String weightCol, boolean isFirst) {
        this.data = data;
        this.columns = columns;
        this.weightCol = weightCol;
        this.isFirst = isFirst;
    }

    /**
     * A scan of these columns, a column named twice once, in which each row has weight 1.
     *
     * @throws IllegalArgumentException if no column is named, one is unknown or holds no features, or the Dataset is a
     *     stream
     */
    public static Scan of(Dataset<?> data, String... columns) {
        SparkVersion.require();
        if (GivenData.of(data).isStreaming()) {
            throw new IllegalArgumentException("The Dataset is a stream, which has no end to scan to; read it as a"
                    + " batch, or scan each batch in foreachBatch and merge the statistics.");
        }
        if (columns == null || columns.length == 0) {
            throw new IllegalArgumentException("No columns were named; name at least one to scan.");
        }
        ColumnIndex known = ColumnIndex.of(data.schema());
        List<ColumnRequest> requests = Arrays.stream(columns)
                .map(known::find)
                .distinct()
                .map(ColumnRequest::of)
                .toList();
        return new Scan(data, requests, null, true);
    }

    /**
     * The same scan in which each row weighs what that column says; a row of weight 0 is seen but not counted.
     *
     * @param column the column of weights, or null where each row has weight 1
     */
    public Scan weightCol(String column) {
        return new Scan(data, columns, column, isFirst);
    }

    /** The same scan that also takes these kinds of statistics, of all features. */
    public Scan with(Statistic<?>... kinds) {
        if (kinds == null || Arrays.asList(kinds).contains(null)) {
            throw new NullPointerException("A kind of statistics is null; give kinds, as new HistogramStatistic().");
        }
        return with(column -> column.with(List.of(kinds)));
    }

    /**
     * The same scan that also takes these kinds of statistics, of the columns that are named as the data spells them.
     *
     * @throws IllegalArgumentException if a column is not one of this scan
     */
    public Scan with(Map<String, List<Statistic<?>>> ofColumns) {
        Objects.requireNonNull(
                ofColumns, "The map of kinds is null; give kinds of statistics by the names of columns.");
        requireScanned(ofColumns.keySet());
        return with(column -> column.with(ofColumns.getOrDefault(column.name(), List.of())));
    }

    /** The same scan that takes the moments of all its columns {@linkplain #withoutSums(String...) without sums}. */
    public Scan withoutSums() {
        return with(ColumnRequest::withoutSums);
    }

    /**
     * The same scan that takes the moments of these columns, named as the data spells them,
     * {@linkplain Moments#withoutSums() without sums}. Where nothing else is
     * asked of a column of whole numbers, decimals or booleans, it is told by the footers of Parquet files, as far as these tell
     * it; further kinds of statistics read the values as ever. The log tells how many values footers told.
     *
     * @throws IllegalArgumentException if no column is named, or one that is not of this scan
     */
    public Scan withoutSums(String... names) {
        Objects.requireNonNull(names, "The list of columns is null; name those to scan without sums.");
        if (names.length == 0) {
            throw new IllegalArgumentException("No columns were named; name those to scan without sums.");
        }
        Set<String> found = new LinkedHashSet<>(Arrays.asList(names));
        requireScanned(found);
        return with(column -> found.contains(column.name()) ? column.withoutSums() : column);
    }

    /**
     * A further scan of rows that were scanned before, for {@link DatasetStatistics#and}. It takes no moments, and these
     * kinds of statistics of the columns named as the data spells them, and no others: a list for each of the column's
     * elements.
     *
     * @throws IllegalArgumentException if no column is named, or one that is not of this scan
     */
    public Scan further(Map<String, List<List<Statistic<?>>>> ofElements) {
        Objects.requireNonNull(
                ofElements, "The map of kinds is null; give kinds of statistics by the names of columns.");
        if (ofElements.isEmpty()) {
            throw new IllegalArgumentException("No columns were named; name at least one to scan further.");
        }
        requireScanned(ofElements.keySet());
        return new Scan(
                data,
                columns.stream()
                        .filter(column -> ofElements.containsKey(column.name()))
                        .map(column -> column.withOnly(ofElements.get(column.name())))
                        .toList(),
                weightCol,
                false);
    }

    private void requireScanned(Set<String> names) {
        Set<String> known =
                columns.stream().map(ColumnRequest::name).collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "Column '" + name + "' is not among the scanned columns " + known + "; name one of these.");
            }
        }
    }

    /**
     * The same scan, which tells the statistics of each group of rows that have the same values in these columns. Null is a
     * value, NaN is one, and -0 is 0, as in {@code GROUP BY}.
     *
     * @throws IllegalArgumentException if a column is missing, scanned itself, or of a type by which rows cannot be grouped
     */
    public GroupScan groupBy(String... groupCols) {
        if (groupCols == null || groupCols.length == 0) {
            throw new IllegalArgumentException("No columns were named to group by; name at least one.");
        }
        for (String column : groupCols) {
            Objects.requireNonNull(column, "The name of a group column is null; give one.");
        }
        List<String> scanned = columns.stream().map(ColumnRequest::name).toList();
        return new GroupScan(
                data,
                ScanRequest.of(
                        data.schema(),
                        columns,
                        weightCol,
                        GroupKeys.find(data.schema(), List.of(groupCols), scanned),
                        isFirst));
    }

    private Scan with(UnaryOperator<ColumnRequest> change) {
        return new Scan(data, columns.stream().map(change).toList(), weightCol, isFirst);
    }

    /**
     * Reads the data.
     *
     * @throws IllegalArgumentException if vectors or arrays differ in size, a weight is null, negative, NaN or infinite,
     *     or a decimal is beyond the range of double
     */
    public DatasetStatistics run() {
        ScanRun run = new ScanRun(data, ScanRequest.of(data.schema(), columns, weightCol, isFirst));
        DatasetStatistics scanned =
                Plans.execute(run.selected(), "Tare scan of " + columns.size() + " columns", run::statistics);
        if (isFirst) {
            warnOfRounding(scanned);
            warnOfInfinities(scanned);
        }
        return scanned;
    }

    private static void warnOfRounding(DatasetStatistics statistics) {
        for (ColumnStatistics column : statistics.columns()) {
            if (column.rounded() > 0) {
                LOG.warn(
                        "Column '{}' has {} whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's"
                                + " cast to double does.",
                        column.name(),
                        column.rounded());
            }
        }
    }

    private static void warnOfInfinities(DatasetStatistics statistics) {
        List<String> infinite = statistics.columns().stream()
                .flatMap(column -> column.features().stream())
                .filter(feature -> feature.moments().infinite() > 0)
                .map(feature -> "'" + feature.name() + "' (" + feature.moments().infinite() + ")")
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
