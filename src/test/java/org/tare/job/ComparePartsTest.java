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

/** What {@code jobs/compare} does not compare, or cannot judge. */
class ComparePartsTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    private void view(String name, String where, String... columns) {
        spark.read().parquet(SAMPLE).where(where).selectExpr(columns).createOrReplaceTempView(name);
    }

    private void statistics(String view, String... more) {
        List<Object> all = new ArrayList<>(List.of("-i", "table:" + view, "--statistics", path(view)));
        all.addAll(List.of(more));
        assertThat(JobRun.of(new Statistics(), all.toArray()).err()).isEmpty();
    }

    private void january(String... more) {
        view("january", "month(date) = 1", "*");
        statistics("january", more);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JobRun run(String... more) {
        List<Object> all = new ArrayList<>(List.of("--reference", path("january")));
        all.addAll(List.of(more));
        return JobRun.of(new Compare(), all.toArray());
    }

    private JobRun compare(String... more) {
        JobRun run = run(more);
        assertThat(run.err()).isEmpty();
        return run;
    }

    private String failed(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("--json", path("never")));
        JobRun run = run(all.toArray(String[]::new));
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder.resolve("never")).doesNotExist();
        return run.err();
    }

    @Test
    void a_threshold_that_cannot_be_judged_is_told() {
        january();
        view("february", "month(date) = 2", "*");
        view("far", "month(date) = 1", "delay", "distance * 10 AS distance");
        spark.sql("SELECT 0.25D AS delay").createOrReplaceTempView("one");
        JobRun silent = compare("--current", "table:far");
        assertThat(silent.out())
                .containsPattern("Not judged +psi of 2 features, since it takes histograms of both; ks of 2 features")
                .contains("beyond of 1 features, since it takes a histogram of values of which some lie beyond");
        assertThat(failed("--current", "table:far", "--beyond=0.1"))
                .contains(
                        "--beyond cannot be judged for 'distance'",
                        "jobs/statistics --quantiles, or leave --beyond out.");
        assertThat(failed("--current", "table:one", "--columns=delay", "--mean-shift=9"))
                .contains(
                        "--mean-shift cannot be judged for 'delay'",
                        "takes sums of at least two rows",
                        "give more rows");
        assertThat(compare("--current", "table:february", "--mean-shift=1e9").status())
                .isZero();
    }

    @Test
    void columns_of_the_reference_are_compared_alone() {
        january("--quantiles");
        view("other", "month(date) = 2", "distance", "7 AS seven");
        assertThat(compare("--current", "table:other", "--columns=distance").out())
                .containsPattern("Drifted +0 of 1 features")
                .doesNotContain("delay", "seven");
        statistics("other", "--quantiles");
        assertThat(compare("--current", path("other"), "--columns=distance").out())
                .containsPattern("Drifted +0 of 1 features")
                .doesNotContain("delay", "seven");
        for (String current : List.of("table:other", path("other"))) {
            JobRun gone = compare("--current", current, "--columns=delay");
            assertThat(gone.status()).isEqualTo(3);
            assertThat(gone.out()).containsPattern("delay +gone").containsPattern("Drifted +1 of 1 features");
        }
        assertThat(failed("--current", "table:other", "--columns=distence")).contains("distance");
    }
}
