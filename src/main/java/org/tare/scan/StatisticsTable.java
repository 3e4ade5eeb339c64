package org.tare.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;
import scala.jdk.javaapi.CollectionConverters;

/** Statistics as a table that a person can query: a row per feature. */
final class StatisticsTable {
    static final StructType SCHEMA = StructType.fromDDL(
            "feature STRING, `column` STRING, element INT, count BIGINT, missing BIGINT, infinite BIGINT, mean DOUBLE,"
                    + " standardDeviation DOUBLE, min DOUBLE, max DOUBLE, exact STRING, others MAP<STRING, STRING>");

    private StatisticsTable() {}

    static Dataset<Row> of(SparkSession spark, List<ColumnStatistics> columns) {
        return spark.createDataFrame(rows(columns), SCHEMA);
    }

    static List<Row> rows(List<ColumnStatistics> columns) {
        return columns.stream()
                .flatMap(column -> IntStream.range(0, column.size()).mapToObj(e -> row(column, e)))
                .toList();
    }

    private static Row row(ColumnStatistics column, int element) {
        FeatureStatistics feature = column.feature(element);
        Moments m = feature.moments();
        return RowFactory.create(
                feature.name(),
                column.name(),
                element,
                m.count(),
                m.missing(),
                m.infinite(),
                m.mean(),
                m.standardDeviation(),
                m.min(),
                m.max(),
                m.toText(),
                CollectionConverters.asScala(feature.texts()));
    }

    /** The columns of a manifest, read from the rows, whose order does not matter. */
    static List<ColumnStatistics> parse(
            StatisticsManifest manifest, List<Row> rows, BiFunction<String, Exception, RuntimeException> broken) {
        Map<String, FeatureStatistics[]> features = new HashMap<>();
        manifest.columns().forEach(column -> features.put(column.name(), new FeatureStatistics[column.size()]));
        Map<String, Statistic<?>> kinds = new HashMap<>();
        for (Row row : rows) {
            FeatureStatistics[] column = features.get(row.<String>getAs("column"));
            Integer element = row.getAs("element");
            if (column == null
                    || element == null
                    || row.getAs("exact") == null
                    || element < 0
                    || element >= column.length) {
                throw broken.apply("its Parquet files hold something else", null);
            }
            if (column[element] != null) {
                throw broken.apply(
                        "element " + element + " of column '" + row.getAs("column") + "' is there twice", null);
            }
            for (String kind : others(row).keySet()) {
                // Finding a kind by its name is dear, and they are few; one that is unknown is no damage.
                kinds.computeIfAbsent(kind, Statistic::of);
            }
            try {
                column[element] =
                        FeatureStatistics.parse(row.getAs("feature"), row.getAs("exact"), others(row), kinds::get);
            } catch (IllegalArgumentException e) {
                throw broken.apply("the statistics of feature '" + row.getAs("feature") + "' are damaged", e);
            }
        }
        long missing = features.values().stream()
                .flatMap(Stream::of)
                .filter(Objects::isNull)
                .count();
        if (missing > 0) {
            throw broken.apply(missing + " features are missing from its Parquet files", null);
        }
        return manifest.columns().stream()
                .map(column -> column.with(List.of(features.get(column.name()))))
                .toList();
    }

    /** None in folders of the first versions, which knew nothing but moments. */
    private static Map<String, String> others(Row row) {
        int others = row.fieldIndex("others");
        return row.isNullAt(others) ? Map.of() : row.getJavaMap(others);
    }
}
