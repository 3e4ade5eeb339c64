package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;

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
                .doesNotContain("Left out");
    }

    @Test
    void a_robust_scaler_is_fitted_to_statistics_with_quantiles_only() {
        Object[] robust = {"--scaler=robust", "--columns=delay", "--from-statistics"};
        succeed("-i", SAMPLE, "--statistics", path("moments"));
        JobRun refused = JobRun.of(new Fit(), with(robust, path("moments"), "--model", path("none")));
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("The statistics of 'delay' have no histogram; take them with jobs/statistics --quantiles");

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
