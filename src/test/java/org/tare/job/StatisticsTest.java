package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;

class StatisticsTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @Test
    void six_months_merge_to_what_one_scan_of_all_learns() {
        List<Object> merge = new ArrayList<>(List.of("--statistics", path("merged"), "--merge"));
        for (int month = 1; month <= 6; month++) {
            spark.read().parquet(SAMPLE).where("month(date) = " + month).createOrReplaceTempView("flights_of_month");
            succeed("-i", "table:flights_of_month", "--statistics", path("month" + month));
            merge.add(path("month" + month));
        }
        succeed(merge.toArray());
        assertThat(succeed("-i", SAMPLE, "--statistics", path("whole")).out())
                .containsPattern("Columns +all of a numeric type, since --columns names none: .*delay")
                .contains("Left out    date (timestamp_ntz), origin (string), destination (string)");
        assertThat(load("merged")).isEqualTo(load("whole"));
        assertThat(load("merged").rows()).isEqualTo(100_000);
    }

    @Test
    void rows_join_the_statistics_of_earlier_ones() {
        succeed("-i", SAMPLE, "--columns=delay", "--statistics", path("once"));
        JobRun run = succeed("-i", SAMPLE, "--columns=delay", "--merge", path("once"), "--statistics", path("twice"));
        assertThat(load("twice")).isEqualTo(load("once").merge(load("once")));
        assertThat(run.out())
                .containsPattern("feature +count +missing +infinite +mean +standardDeviation +min +max")
                .containsPattern("delay +200,000 +0 +0 +6.59889 +32.6156 +-66 +1575")
                .doesNotContain("Left out")
                .doesNotContain("since --columns names none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay,delay", "delay,DELAY", "delay,distance,Delay"})
    void a_column_named_twice_is_told(String columns) {
        JobRun run =
                JobRun.of(new Statistics(), "-i", SAMPLE, "--columns=" + columns, "--statistics", path("of_columns"));
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("--columns has 'delay' twice; name each column once.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_daily_schedule_is_one_command() {
        DatasetStatistics days = null;
        for (String type : List.of("int", "double", "bigint")) {
            spark.read()
                    .parquet(SAMPLE)
                    .where("month(date) = " + (type.length() - 2))
                    .selectExpr("CAST(delay AS " + type + ") AS delay", "distance")
                    .createOrReplaceTempView("day");
            succeed("-i", "table:day", "--columns=delay", "--quantiles", "--statistics", path("day_" + type));
            succeed("-i", "table:day", "--columns=delay", "--quantiles", "--update", path("all"));
            DatasetStatistics day = load("day_" + type);
            days = days == null ? day : days.merge(day);
            assertThat(load("all")).isEqualTo(days);
        }
        assertThat(succeed("-i", "table:day", "--update", path("all")).out()).contains("median");
        assertThat(load("all")).isEqualTo(days.merge(load("day_bigint")));
        JobRun refused = JobRun.of(new Statistics(), "-i", "table:day", "--columns=distance", "--update", path("all"));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("Column 'distance' is in one of the statistics only");
        assertThat(load("all")).isEqualTo(days.merge(load("day_bigint")));
        assertThat(JobRun.of(new Statistics(), "-i", "table:day", "--update=a", "--statistics=b")
                        .err())
                .contains("Give either --statistics or --update");
    }

    @Test
    void counts_and_bounds_alone_are_taken_shown_and_kept() {
        Object[] range = {"-i", SAMPLE, "--columns=delay,distance", "--range-only"};
        assertThat(succeed(with(range, "--statistics", path("range"))).out())
                .containsPattern("delay +100,000 +0 +0 +-66 +1575")
                .contains("Features without a mean and a standard deviation were scanned without sums");
        DatasetStatistics taken = load("range");
        assertThat(taken)
                .isEqualTo(Scan.of(spark.read().parquet(SAMPLE), "delay", "distance")
                        .withoutSums()
                        .run());
        succeed("-i", SAMPLE, "--update", path("range"));
        assertThat(load("range")).isEqualTo(taken.merge(taken));
        succeed(with(range, "--group-cols=origin", "--statistics", path("groups")));
        assertThat(GroupedStatistics.load(spark, path("groups")).all()).isEqualTo(taken);
        JobRun standard = JobRun.of(
                new Fit(),
                "--scaler=standard",
                "--columns=delay",
                "--from-statistics",
                path("range"),
                "--model",
                path("no"));
        assertThat(standard.err())
                .contains(
                        "The mean is not known, as the statistics were taken without sums; take them again with sums.");
        JobRun both = JobRun.of(new Statistics(), with(range, "--quantiles", "--statistics", path("no")));
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("--range-only takes no histograms");
        JobRun compared = JobRun.of(
                new Compare(),
                "--current",
                SAMPLE,
                "--reference",
                path("range"),
                "--mean-shift=3",
                "--json",
                path("json"));
        assertThat(compared.status()).isEqualTo(1);
        assertThat(compared.err())
                .contains(
                        "--mean-shift cannot be judged for 'delay', since it takes sums of at least two rows",
                        "take the statistics again with sums, or leave --mean-shift out.");
    }

    /** What an update loses is lost for good. */
    @ParameterizedTest
    @CsvSource({"--range-only, histogram of [delay] and sums of [delay]", "--columns=delay, histogram of [delay]"})
    void an_update_loses_nothing(String less, String lost) throws Exception {
        succeed("-i", SAMPLE, "--columns=delay", "--quantiles", "--statistics", path("all"));
        DatasetStatistics all = load("all");
        succeed("-i", SAMPLE, "--columns=delay", less, "--statistics", path("less"));
        try (LogLines log = new LogLines(Class.forName("org.tare.scan.KindsInCommon"), Level.WARN)) {
            JobRun merged = JobRun.of(new Statistics(), "--merge", path("less"), "--update", path("all"));
            assertThat(merged.status()).isEqualTo(1);
            assertThat(merged.err()).contains("'" + path("all") + "' has " + lost + ", which would be lost");
            JobRun scanned = JobRun.of(new Statistics(), "-i", SAMPLE, "--range-only", "--update", path("all"));
            assertThat(scanned.err())
                    .contains("--range-only would lose the sums of [delay] in '" + path("all") + "'; leave it out");
            assertThat(log.lines()).noneMatch(line -> line.contains("which the result is without"));
        }
        assertThat(load("all")).isEqualTo(all);
        succeed("-i", SAMPLE, "--columns=delay", "--update", path("all"));
        assertThat(load("all")).isEqualTo(all.merge(all));
    }

    @Test
    void statistics_and_models_by_group() {
        succeed("-i", SAMPLE, "--columns=delay", "--group-cols=origin", "--statistics", path("by_origin"));
        JobRun updated = succeed("-i", SAMPLE, "--update", path("by_origin"));
        GroupedStatistics groups = GroupedStatistics.load(spark, path("by_origin"));
        long origins = spark.read().parquet(SAMPLE).select("origin").distinct().count();
        assertThat(groups.groups()).isEqualTo(origins);
        assertThat(updated.out()).containsPattern("Groups +" + origins);
        JobRun fit = JobRun.of(
                new Fit(), "--from-statistics", path("by_origin"), "--min-group-rows=2", "--model", path("model"));
        JobRun scale = JobRun.of(
                new Scale(), "-i", SAMPLE, "-o", path("scaled"), "--group-cols=origin", "--unseen-group=global");
        assertThat(fit.err() + scale.err()).isEmpty();
        assertThat(List.of(fit.out(), scale.out()))
                .allSatisfy(
                        out -> assertThat(out).containsPattern("Groups +" + origins + " by origin, each with curves"));
        assertThat(ScalerModel.load(path("model")).numGroups()).isEqualTo(origins);
        List<Double> means =
                spark.read().parquet(path("scaled")).groupBy("origin").avg("delay_scaled").collectAsList().stream()
                        .map(row -> row.getDouble(1))
                        .toList();
        // The mean of thousands of roundings of numbers up to 50.
        assertThat(means)
                .hasSize((int) origins)
                .allSatisfy(mean -> assertThat(mean).isBetween(-1e-10, 1e-10));
        assertThat(JobRun.of(
                                new Fit(),
                                "--from-statistics",
                                path("by_origin"),
                                "--group-cols=destination",
                                "--model",
                                path("x"))
                        .err())
                .contains("--group-cols is [destination] and the statistics are by [origin]");
    }

    @Test
    void a_robust_scaler_is_fitted_to_statistics_with_quantiles_only() {
        Object[] robust = {"--scaler=robust", "--columns=delay", "--from-statistics"};
        succeed("-i", SAMPLE, "--statistics", path("moments"));
        JobRun refused = JobRun.of(new Fit(), with(robust, path("moments"), "--model", path("none")));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("The statistics of 'delay' have no histogram; take them with jobs/statistics --quantiles");
        assertThat(JobRun.of(
                                new Fit(),
                                "--from-statistics",
                                path("moments"),
                                "--group-cols=origin",
                                "--model",
                                path("none"))
                        .err())
                .contains("not by group; take them with jobs/statistics --group-cols, or set no --group-cols.");

        assertThat(succeed("-i", SAMPLE, "--quantiles", "--statistics", path("quantiles"))
                        .out())
                .containsPattern("min +q25 +median +q75 +max");
        JobRun ofRows =
                JobRun.of(new Fit(), "--scaler=robust", "--columns=delay", "-i", SAMPLE, "--model", path("of_rows"));
        JobRun ofStatistics = JobRun.of(new Fit(), with(robust, path("quantiles"), "--model", path("of_statistics")));
        assertThat(ofRows.err() + ofStatistics.err()).isEmpty();
        // The delays are fewer different values than a histogram has buckets, so that it knows them exactly.
        assertThat(ScalerModel.load(path("of_statistics")).median())
                .isEqualTo(ScalerModel.load(path("of_rows")).median());
    }

    @Test
    void a_model_fitted_to_statistics_equals_one_fitted_to_the_rows() {
        succeed("-i", SAMPLE, "--statistics", path("statistics"));
        Object[] scalers = {"--scaler=minmax", "--min=-1", "--clip"};
        JobRun ofRows = JobRun.of(new Fit(), with(scalers, "-i", SAMPLE, "--model", path("of_rows")));
        JobRun ofStatistics = JobRun.of(
                new Fit(), with(scalers, "--from-statistics", path("statistics"), "--model", path("of_statistics")));
        assertThat(ofRows.err() + ofStatistics.err()).isEmpty();
        assertThat(ScalerModel.load(path("of_statistics")).summary(spark).collectAsList())
                .isEqualTo(ScalerModel.load(path("of_rows")).summary(spark).collectAsList())
                .hasSize(2);
    }

    private JobRun succeed(Object... arguments) {
        JobRun run = JobRun.of(new Statistics(), arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private static Object[] with(Object[] some, Object... others) {
        List<Object> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return all.toArray();
    }

    private DatasetStatistics load(String name) {
        return DatasetStatistics.load(spark, path(name));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
