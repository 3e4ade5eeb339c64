package org.tare.job.report;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Moments;
import scala.jdk.javaapi.CollectionConverters;

/** What a job learned, as a table. */
public final class Summaries {
    private Summaries() {}

    /** The statistics at all these paths, merged. */
    public static DatasetStatistics load(SparkSession spark, List<String> paths) {
        return paths.stream()
                .map(path -> DatasetStatistics.load(spark, path))
                .reduce(DatasetStatistics::merge)
                .orElseThrow();
    }

    public static ConsoleTable table(ScalerModel model, SparkSession spark) {
        Dataset<Row> summary = model.summary(spark);
        ConsoleTable table = new ConsoleTable(summary.columns());
        for (Row row : summary.collectAsList()) {
            table.add(CollectionConverters.asJava(row.toSeq()));
        }
        return table;
    }

    public static ConsoleTable table(DatasetStatistics statistics) {
        ConsoleTable table =
                new ConsoleTable("feature", "count", "missing", "infinite", "mean", "standardDeviation", "min", "max");
        for (ColumnStatistics column : statistics.columns()) {
            for (FeatureStatistics feature : column.features()) {
                Moments moments = feature.moments();
                table.add(Arrays.asList(
                        feature.name(),
                        moments.count(),
                        moments.missing(),
                        moments.infinite(),
                        moments.mean(),
                        moments.standardDeviation(),
                        moments.min(),
                        moments.max()));
            }
        }
        return table;
    }
}
