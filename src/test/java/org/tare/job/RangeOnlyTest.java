package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.ScalerModel;

/** Jobs on models and statistics that tell no mean. */
class RangeOnlyTest {
    private static final Dataset<Row> ROWS =
            TestSpark.session().range(200).selectExpr("CAST(id % 11 AS int) AS x", "CAST(id AS int) AS y");

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String succeed(Job job, Object... arguments) {
        JobRun run = JobRun.of(job, arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void a_model_is_fitted_applied_and_shown() throws IOException {
        ROWS.write().parquet(path("rows"));
        succeed(
                new Fit(),
                "-i",
                path("rows"),
                "--scaler=minmax",
                "--range-only",
                "--columns=x,y",
                "--model",
                path("model"));
        ScalerModel model = ScalerModel.load(path("model"));
        assertThat(model.fitted().features())
                .extracting(feature -> feature.moments().hasSums())
                .containsOnly(false);
        assertThat(model.originalMax().toArray()).containsExactly(10, 199);
        succeed(new Transform(), "-i", path("rows"), "--model", path("model"), "-o", path("scaled"));
        assertThat(TestSpark.session()
                        .read()
                        .parquet(path("scaled"))
                        .where("x_scaled = 1 AND x = 10")
                        .count())
                .isEqualTo(18);
        succeed(new Report(), "--model", path("model"), "-o", path("model.html"));
        assertThat(Files.readString(folder.resolve("model.html")))
                .contains(">199<")
                .doesNotContain(">NaN<", ">null<");
    }

    @Test
    void statistics_are_shown_and_compared() throws IOException {
        ROWS.write().parquet(path("rows"));
        new MinMaxScaler()
                .setInputCols("x", "y")
                .setRangeOnly(true)
                .scan(ROWS)
                .save(TestSpark.session(), path("statistics"));
        succeed(new Report(), "--statistics", path("statistics"), "-o", path("statistics.html"));
        assertThat(Files.readString(folder.resolve("statistics.html")))
                .contains(">199<")
                .doesNotContain(">NaN<", ">null<");
        JobRun compared = JobRun.of(
                new Compare(),
                "-i",
                path("rows"),
                "--reference",
                path("statistics"),
                "--json",
                path("comparison.json"),
                "--html",
                path("comparison.html"));
        assertThat(compared.err()).doesNotContain("Exception");
        assertThat(Files.readString(folder.resolve("comparison.json")).replaceAll("\\s", ""))
                .contains("\"mean\":null", "\"max\":199.0");
        assertThat(Files.readString(folder.resolve("comparison.html"))).doesNotContain(">NaN<", ">null<");
    }
}
