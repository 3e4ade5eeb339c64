package org.tare.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.stat.Moments;

/** What a model learned, a row for each feature. */
final class FeatureTable {
    static final int ROWS = 20;

    private static final StructType SCHEMA = new StructType()
            .add("feature", DataTypes.StringType, false)
            .add("count", DataTypes.LongType, false)
            .add("missing", DataTypes.LongType, false)
            .add("mean", DataTypes.DoubleType, false)
            .add("deviation", DataTypes.DoubleType, false)
            .add("min", DataTypes.DoubleType, false)
            .add("max", DataTypes.DoubleType, false)
            .add("curve", DataTypes.StringType, false);

    private FeatureTable() {}

    static Dataset<Row> of(SparkSession spark, List<FittedFeature> features) {
        return spark.createDataFrame(
                features.stream()
                        .map(feature -> RowFactory.create(cells(feature)))
                        .toList(),
                SCHEMA);
    }

    /** Aligned text of the first rows. */
    static String text(List<FittedFeature> features) {
        List<String[]> lines = new ArrayList<>();
        lines.add(SCHEMA.fieldNames());
        features.stream()
                .limit(ROWS)
                .map(feature ->
                        Arrays.stream(cells(feature)).map(String::valueOf).toArray(String[]::new))
                .forEach(lines::add);
        int[] widths = IntStream.range(0, SCHEMA.size())
                .map(i ->
                        lines.stream().mapToInt(line -> line[i].length()).max().orElse(0))
                .toArray();
        String table = lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
        return features.size() > ROWS ? table + "\n... and " + (features.size() - ROWS) + " more" : table;
    }

    private static String aligned(String[] line, int[] widths) {
        return IntStream.range(0, line.length)
                .mapToObj(i -> line[i] + " ".repeat(widths[i] - line[i].length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static Object[] cells(FittedFeature feature) {
        Moments moments = feature.moments();
        return new Object[] {
            feature.name(),
            moments.count(),
            moments.missing(),
            moments.mean(),
            moments.standardDeviation(),
            moments.min(),
            moments.max(),
            feature.curve().toText()
        };
    }
}
