package org.tare.scan;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.NameIndex;

/**
 * What one pass over a Dataset learned of its feature columns; immutable.
 *
 * <p>Columns are numbers (byte to double, decimal), ML vectors, {@code array<float>} or {@code array<double>}. Each
 * value is the double that Spark's cast gives. Null, NaN and null elements are counted as missing; a null vector or
 * array is missing in all of its elements. Infinities are counted apart and warned of once. The zeros that sparse
 * vectors leave out are counted without being written out.
 *
 * <p>Nothing is rounded before a result is asked for, so the same rows give equal statistics on any number of
 * partitions, in any order, and however often they were split and {@linkplain #merge merged}. A Dataset without rows
 * gives the identity of that merge.
 */
public final class DatasetStatistics implements Serializable {
    private final List<ColumnStatistics> columns;
    private final long rows;
    private final String weightCol;
    private final NameIndex index;

    DatasetStatistics(List<ColumnStatistics> columns, long rows, String weightCol) {
        this.columns = columns;
        this.rows = rows;
        this.weightCol = weightCol;
        this.index = new NameIndex(names(), false);
    }

    /**
     * Scans these columns, a column named twice once; each row has weight 1.
     *
     * @throws IllegalArgumentException if a column is unknown or holds no features, if vectors or arrays differ in
     *     size, or if the Dataset is a stream
     */
    public static DatasetStatistics of(Dataset<?> data, String... columns) {
        return Scan.run(data, null, columns);
    }

    /**
     * Scans these columns, each row weighing what {@code weightCol} says; a row of weight 0 is seen but not counted.
     *
     * @throws IllegalArgumentException as {@link #of} does, and if a weight is null, negative, NaN or infinite
     */
    public static DatasetStatistics weighted(Dataset<?> data, String weightCol, String... columns) {
        return Scan.run(data, Objects.requireNonNull(weightCol, "weightCol"), columns);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws IllegalArgumentException if there are no whole statistics at that path, or of a newer format version
     */
    public static DatasetStatistics load(SparkSession spark, String path) {
        return new StatisticsFolder(spark, path).load();
    }

    /**
     * Writes a folder of Parquet with the rows of {@link #toDataset}, and beside it the layout that makes it whole.
     *
     * @throws IllegalArgumentException if the path exists
     */
    public void save(SparkSession spark, String path) {
        new StatisticsFolder(spark, path).save(this);
    }

    /**
     * The statistics of both together; neither's rows are read again.
     *
     * @throws IllegalArgumentException if the other's columns, their types or sizes, or the weighting differ
     */
    public DatasetStatistics merge(DatasetStatistics other) {
        requireColumnsOf(other);
        other.requireColumnsOf(this);
        if (!Objects.equals(weightCol, other.weightCol)) {
            throw new IllegalArgumentException("The rows of one statistic are " + weighting()
                    + " and those of the other " + other.weighting() + "; scan again with one weighting.");
        }
        List<ColumnStatistics> merged = columns.stream()
                .map(column -> column.merge(other.column(column.name())))
                .toList();
        return new DatasetStatistics(merged, Math.addExact(rows, other.rows), weightCol);
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
        return columns.get(index.indexOf(name));
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
     * A row per feature: feature, column, element, count, missing, infinite, mean, deviation, min, max, and the exact
     * statistic as {@link org.tare.stat.Moments#toText()} writes it. The deviation is that of the population.
     */
    public Dataset<Row> toDataset(SparkSession spark) {
        return StatisticsTable.of(spark, this);
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
