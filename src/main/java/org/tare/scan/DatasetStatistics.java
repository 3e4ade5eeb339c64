package org.tare.scan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.column.NameIndex;

/**
 * What one {@link Scan} learned of a Dataset's columns; immutable.
 *
 * <p>Nothing is rounded before a result is asked for, so the same rows give equal statistics on any number of partitions, in any
 * order, and however often they were split and {@linkplain #merge merged}. A Dataset without rows gives the identity of that merge.
 */
// Left to itself, Kryo writes neither records nor lists that do not change.
@DefaultSerializer(JavaSerializer.class)
public final class DatasetStatistics implements Serializable {
    private final List<ColumnStatistics> columns;
    private final long rows;
    private final String weightCol;
    private transient NameIndex index;

    DatasetStatistics(List<ColumnStatistics> columns, long rows, String weightCol) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.weightCol = weightCol;
    }

    DatasetStatistics(TableState state) {
        this(state.columns(), state.rows(), state.weightCol());
    }

    /**
     * Reads what {@link #save} wrote, or the rows of {@link #toDataset} that are there as Parquet.
     *
     * @throws IllegalArgumentException if there are no whole statistics at that path, or of a newer format version
     */
    public static DatasetStatistics load(SparkSession spark, String path) {
        return merged(new StatisticsFolder(spark, path).states());
    }

    /**
     * Reads the rows of {@link #toDataset} from any table or query, and merges the states it finds there. Rows of one state find
     * each other whatever their order; columns that {@code toDataset} does not make, such as a day, tell states of the same
     * numbers apart.
     *
     * @throws IllegalArgumentException if a column is missing, there are no rows, a state lacks a feature, has one twice or was
     *     changed, or states do not {@linkplain #merge merge}
     */
    public static DatasetStatistics of(Dataset<Row> table) {
        return merged(StateTable.read(table));
    }

    private static DatasetStatistics merged(List<TableState> states) {
        return states.stream()
                .map(DatasetStatistics::new)
                .reduce(DatasetStatistics::merge)
                .orElseThrow();
    }

    /** Whether statistics that are not by group were saved at that path. */
    public static boolean isAt(SparkSession spark, String path) {
        return new StatisticsFolder(spark, path).isThere();
    }

    /**
     * Writes a folder of Parquet with the rows of {@link #toDataset}, and beside it the manifest that makes it whole.
     *
     * @throws IllegalArgumentException if the path exists
     */
    public void save(SparkSession spark, String path) {
        StatisticsManifest manifest = StatisticsManifest.of(columns, rows, weightCol);
        new StatisticsFolder(spark, path).save(StatisticsTable.features(columns), manifest);
    }

    /**
     * The statistics of both together; neither's rows are read again. Kinds of statistics that only one of them has are
     * left out, and a log line says so; so are kinds that {@linkplain org.tare.stat.Statistic#isOfOneDataset only make sense
     * for one dataset}, of which nothing is logged.
     *
     * @throws IllegalArgumentException if the other's columns, their types or sizes, or the weighting differ
     */
    public DatasetStatistics merge(DatasetStatistics other) {
        requireWeighting(other);
        requireColumnsOf(other);
        other.requireColumnsOf(this);
        DatasetStatistics aligned = other.select(names().toArray(String[]::new));
        KindsInCommon.check(columns, aligned.columns);
        return ofAnyDataset().plus(aligned.ofAnyDataset());
    }

    private DatasetStatistics ofAnyDataset() {
        return new DatasetStatistics(
                columns.stream().map(ColumnStatistics::ofAnyDataset).toList(), rows, weightCol);
    }

    /** The statistics of both together, of the same columns in the same order. */
    DatasetStatistics plus(DatasetStatistics other) {
        List<ColumnStatistics> merged = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).merge(other.columns.get(i)))
                .toList();
        return new DatasetStatistics(merged, Math.addExact(rows, other.rows), weightCol);
    }

    /**
     * These statistics and those that a further scan took of the same rows, of some or all of these columns; of a kind
     * that both have, the further one.
     *
     * @throws IllegalArgumentException if the further scan saw another number of rows, weighed them otherwise, or has a
     *     column that is unknown here
     */
    public DatasetStatistics and(DatasetStatistics further) {
        requireWeighting(further);
        requireRowsOf(further);
        List<ColumnStatistics> all = new ArrayList<>(columns);
        for (ColumnStatistics column : further.columns) {
            int at = index().indexOf(column.name());
            all.set(at, columns.get(at).and(column));
        }
        return new DatasetStatistics(all, rows, weightCol);
    }

    /** Just the columns and kinds of a request. */
    DatasetStatistics of(ScanRequest request) {
        return new DatasetStatistics(
                request.columns().stream()
                        .map(column -> column(column.name()).of(column))
                        .toList(),
                rows,
                weightCol);
    }

    DatasetStatistics part(int from, int to) {
        return new DatasetStatistics(columns.subList(from, to), rows, weightCol);
    }

    private void requireRowsOf(DatasetStatistics later) {
        if (rows != later.rows) {
            throw new IllegalArgumentException("The data has " + later.rows + " rows and had " + rows
                    + " in the scan before; fit to data that does not change, or cache it first.");
        }
    }

    /**
     * The statistics of parts of one Dataset's columns, one behind the other.
     *
     * @throws IllegalArgumentException if the number of rows changed from part to part
     */
    static DatasetStatistics join(List<DatasetStatistics> parts) {
        DatasetStatistics first = parts.get(0);
        parts.forEach(first::requireRowsOf);
        List<ColumnStatistics> columns =
                parts.stream().flatMap(part -> part.columns.stream()).toList();
        return new DatasetStatistics(columns, first.rows, first.weightCol);
    }

    private void requireWeighting(DatasetStatistics other) {
        Objects.requireNonNull(other, "The other statistic is null; give one.");
        if (!Objects.equals(weightCol, other.weightCol)) {
            throw new IllegalArgumentException("The rows of one statistic are " + weighting()
                    + " and those of the other " + other.weighting() + "; scan again with one weighting.");
        }
    }

    private void requireColumnsOf(DatasetStatistics other) {
        Set<String> mine = new HashSet<>(names());
        for (ColumnStatistics column : other.columns) {
            if (!mine.contains(column.name())) {
                throw new IllegalArgumentException("Column '" + column.name()
                        + "' is in one of the statistics only; select the columns that both have, or scan again.");
            }
        }
    }

    /**
     * The statistics of these columns only, in this order.
     *
     * @throws IllegalArgumentException if a column is unknown, with the nearest names
     */
    public DatasetStatistics select(String... names) {
        Objects.requireNonNull(names, "The list of names is null; give names of columns.");
        List<ColumnStatistics> selected =
                Arrays.stream(names).map(this::column).distinct().toList();
        return new DatasetStatistics(selected, rows, weightCol);
    }

    /** One for each column, in the order in which they were asked for. */
    public List<ColumnStatistics> columns() {
        return columns;
    }

    /**
     * The statistics of one column; letter case matters only where two names differ in nothing else.
     *
     * @throws IllegalArgumentException if the column is unknown, with the nearest names
     */
    public ColumnStatistics column(String name) {
        return columns.get(index().indexOf(name));
    }

    /** The statistics of one column, found as by {@link #column}, if they are known. */
    public Optional<ColumnStatistics> find(String name) {
        OptionalInt at = index().find(name);
        return at.isPresent() ? Optional.of(columns.get(at.getAsInt())) : Optional.empty();
    }

    /** How many rows were seen, whatever their weight. */
    public long rows() {
        return rows;
    }

    /** The column that weighed the rows, if one did. */
    public Optional<String> weightCol() {
        return Optional.ofNullable(weightCol);
    }

    /**
     * A row per feature: feature, column, element, count, missing, infinite, mean, standardDeviation (the population's),
     * min, max, the exact moments as {@link org.tare.stat.Moments#toText()} writes them, the further statistics, text
     * of the kind to text of the value, and the state that the row is part of, as JSON: rows, weighting, and the column's type
     * and size. A column of which only null vectors or arrays were seen has a row without a feature. {@link #of} reads it.
     */
    public Dataset<Row> toDataset(SparkSession spark) {
        Objects.requireNonNull(spark, "The session is null; give a SparkSession.");
        return spark.createDataFrame(tableRows(), StatisticsTable.SCHEMA);
    }

    List<Row> tableRows() {
        return StatisticsTable.rows(new TableState(columns, rows, weightCol));
    }

    /** Writes the numbers, without names, types and kinds. */
    void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        for (ColumnStatistics column : columns) {
            column.write(out);
        }
    }

    /** Reads what {@link #write} wrote of the columns of a request. */
    static DatasetStatistics read(ScanRequest request, DataInput in) throws IOException {
        long rows = in.readLong();
        List<ColumnStatistics> columns = new ArrayList<>(request.columns().size());
        for (ColumnRequest column : request.columns()) {
            columns.add(ColumnStatistics.read(column, in));
        }
        return new DatasetStatistics(columns, rows, request.weightCol());
    }

    private NameIndex index() {
        if (index == null) {
            index = new NameIndex(names(), false);
        }
        return index;
    }

    private String weighting() {
        return weightCol == null ? "not weighted" : "weighted by '" + weightCol + "'";
    }

    private List<String> names() {
        return columns.stream().map(ColumnStatistics::name).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetStatistics that
                && rows == that.rows
                && Objects.equals(weightCol, that.weightCol)
                && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, rows, weightCol);
    }

    /** One line for each feature. */
    @Override
    public String toString() {
        return columns.stream()
                .map(ColumnStatistics::toString)
                .collect(Collectors.joining("\n", rows + " rows, " + weighting() + "\n", ""));
    }
}
