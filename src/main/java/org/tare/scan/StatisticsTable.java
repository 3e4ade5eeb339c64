package org.tare.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.stat.Moments;

/** Statistics as a table that a person can query: a row per feature. */
final class StatisticsTable {
    static final StructType SCHEMA = StructType.fromDDL("feature STRING, `column` STRING, element INT, count BIGINT,"
            + " missing BIGINT, infinite BIGINT, mean DOUBLE, deviation DOUBLE, min DOUBLE, max DOUBLE, exact STRING");

    private StatisticsTable() {}

    static Dataset<Row> of(SparkSession spark, DatasetStatistics statistics) {
        List<Row> rows = statistics.columns().stream()
                .flatMap(column -> IntStream.range(0, column.size()).mapToObj(e -> row(column, e)))
                .toList();
        return spark.createDataFrame(rows, SCHEMA);
    }

    private static Row row(ColumnStatistics column, int element) {
        Moments m = column.moments(element);
        return RowFactory.create(
                column.feature(element),
                column.name(),
                element,
                m.count(),
                m.missing(),
                m.infinite(),
                m.mean(),
                m.standardDeviation(),
                m.min(),
                m.max(),
                m.toText());
    }
}
