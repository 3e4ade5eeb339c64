package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.stat.Moments;

/** What a model learned, a row for each feature; what a scaler did not learn is null. */
public final class FeatureTable {
    /** How many features a text or a message names. */
    public static final int ROWS = 20;

    private static final int LONGEST = 250;

    private final List<FittedFeature> features;
    private final Set<String> learned;

    /** Of these features. */
    public FeatureTable(List<FittedFeature> features) {
        this.features = features;
        this.learned = features.stream()
                .flatMap(feature -> feature.learned().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The table as a Dataset. */
    public Dataset<Row> toDataset(SparkSession spark) {
        Objects.requireNonNull(spark, "The session is null; give a SparkSession.");
        return spark.createDataFrame(
                features.stream()
                        .map(feature -> RowFactory.create(cells(feature).toArray()))
                        .toList(),
                schema());
    }

    /** The columns of {@link #toDataset}. */
    public StructType schema() {
        StructType schema = new StructType()
                .add("feature", DataTypes.StringType, false)
                .add("count", DataTypes.LongType, false)
                .add("missing", DataTypes.LongType, false)
                .add("mean", DataTypes.DoubleType, true)
                .add("standardDeviation", DataTypes.DoubleType, true)
                .add("min", DataTypes.DoubleType, false)
                .add("max", DataTypes.DoubleType, false);
        for (String name : learned) {
            schema = schema.add(name, DataTypes.DoubleType, true);
        }
        return schema.add("curve", DataTypes.StringType, false);
    }

    private List<Object> cells(FittedFeature feature) {
        Moments moments = feature.moments();
        List<Object> cells = new ArrayList<>(Arrays.asList(
                feature.name(),
                moments.count(),
                moments.missing(),
                moments.hasSums() ? moments.mean() : null,
                moments.hasSums() ? moments.standardDeviation() : null,
                moments.min(),
                moments.max()));
        learned.forEach(name -> cells.add(feature.learned().get(name)));
        cells.add(feature.curve().toText());
        return cells;
    }

    /** Aligned text of the first rows, with nothing for what is not known. */
    @Override
    public String toString() {
        List<List<String>> lines = Stream.concat(
                        Stream.of(List.of(schema().fieldNames())),
                        features.stream().limit(ROWS).map(this::words))
                .toList();
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        String table = lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
        return features.size() > ROWS ? table + "\n... and " + (features.size() - ROWS) + " more" : table;
    }

    private List<String> words(FittedFeature feature) {
        return cells(feature).stream()
                .map(cell -> cell == null || cell.equals(Double.NaN) ? "" : shortened(cell.toString()))
                .toList();
    }

    /** A curve of a thousand knots would fill the screen; {@link #toDataset} has it. */
    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private static String aligned(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
