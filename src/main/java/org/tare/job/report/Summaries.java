package org.tare.job.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.feature.plan.FittedFeature;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Moments;
import scala.jdk.javaapi.CollectionConverters;

/** What a job learned, as a table. */
public final class Summaries {
    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    private static final String WITHOUT_SUMS =
            "Features without a mean and a standard deviation were scanned without sums, as --range-only has it.";

    private Summaries() {}

    /** The statistics at all these paths, merged. */
    public static Learned load(SparkSession spark, List<String> paths) {
        return paths.stream()
                .map(path -> Learned.load(spark, path))
                .reduce(Learned::merge)
                .orElseThrow();
    }

    public static ConsoleTable table(ScalerModel model, SparkSession spark) {
        Dataset<Row> summary = model.summary(spark);
        ConsoleTable table = new ConsoleTable(summary.columns());
        for (Row row : summary.collectAsList()) {
            table.add(CollectionConverters.asJava(row.toSeq()));
        }
        return withNote(table, model.fitted().features().stream().map(FittedFeature::moments));
    }

    /** How many groups have curves of their own, beside a table that tells of all rows; nothing where there are none. */
    public static Optional<String> groups(ScalerModel model) {
        return model.numGroups() == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d by %s, each with curves of its own; the table tells of all rows",
                        model.numGroups(),
                        String.join(", ", model.getGroupCols())));
    }

    /** A row for each feature; with quartiles where all features were scanned with histograms. */
    public static ConsoleTable table(DatasetStatistics statistics) {
        List<FeatureStatistics> features = statistics.columns().stream()
                .flatMap(column -> column.features().stream())
                .toList();
        boolean hasQuantiles =
                features.stream().allMatch(feature -> feature.kinds().contains(HISTOGRAM));
        List<String> names = new ArrayList<>(
                List.of("feature", "count", "missing", "infinite", "mean", "standardDeviation", "min", "max"));
        if (hasQuantiles) {
            names.addAll(names.size() - 1, List.of("q25", "median", "q75"));
        }
        ConsoleTable table = new ConsoleTable(names.toArray(String[]::new));
        for (FeatureStatistics feature : features) {
            Moments moments = feature.moments();
            List<Object> cells = new ArrayList<>(Arrays.asList(
                    feature.name(),
                    moments.count(),
                    moments.missing(),
                    moments.infinite(),
                    moments.hasSums() ? moments.mean() : null,
                    moments.hasSums() ? moments.standardDeviation() : null,
                    moments.min(),
                    moments.max()));
            if (hasQuantiles) {
                Histogram histogram = feature.get(HISTOGRAM);
                cells.addAll(
                        cells.size() - 1,
                        List.of(histogram.quantile(0.25), histogram.quantile(0.5), histogram.quantile(0.75)));
            }
            table.add(cells);
        }
        return withNote(table, features.stream().map(FeatureStatistics::moments));
    }

    private static ConsoleTable withNote(ConsoleTable table, Stream<Moments> moments) {
        return moments.allMatch(Moments::hasSums) ? table : table.note(WITHOUT_SUMS);
    }
}
