package org.tare.job;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Moments;
import scala.jdk.javaapi.CollectionConverters;

/** What a job learned, as a table. */
final class Learned {
    private Learned() {}

    /** The statistics at all these paths, merged. */
    static FeatureStatistics load(SparkSession spark, List<String> paths) {
        return paths.stream()
                .map(path -> FeatureStatistics.load(spark, path))
                .reduce(FeatureStatistics::merge)
                .orElseThrow();
    }

    static Table table(ScalerModel model, SparkSession spark) {
        Dataset<Row> summary = model.summary(spark);
        Table table = new Table(summary.columns());
        for (Row row : summary.collectAsList()) {
            table.add(CollectionConverters.asJava(row.toSeq()));
        }
        return table;
    }

    static Table table(FeatureStatistics statistics) {
        Table table = new Table("feature", "count", "missing", "infinite", "mean", "deviation", "minimum", "maximum");
        for (ColumnStatistics column : statistics.columns()) {
            for (int element = 0; element < column.size(); element++) {
                Moments moments = column.moments(element);
                table.add(Arrays.asList(
                        column.feature(element),
                        moments.count(),
                        moments.missing(),
                        moments.infinite(),
                        moments.mean(),
                        moments.deviation(),
                        moments.min(),
                        moments.max()));
            }
        }
        return table;
    }
}
