package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.job.report.Summaries;

class FormatsTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "orc", "json", "csv"})
    void what_is_scaled_into_a_format_comes_back_out_of_it(String format) {
        Path scaled = folder.resolve("scaled." + format);
        Path back = folder.resolve("back");
        Path model = folder.resolve("model");
        succeed(
                new Scale(),
                "-i",
                JobRun.few(),
                "-o",
                scaled,
                "--columns=delay,distance",
                "--replace",
                "--model",
                model);
        succeed(new Transform(), "-i", scaled, "-o", back, "--model", model, "--inverse");

        Dataset<Row> original = spark.table("few_flights").select("delay", "distance", "origin");
        // The way there and back rounds a few times; whole minutes and miles survive that.
        Dataset<Row> returned = spark.read()
                .parquet(back.toString())
                .selectExpr("round(delay) AS delay", "round(distance) AS distance", "origin");
        assertThat(returned.count()).isEqualTo(original.count());
        assertThat(returned.exceptAll(original).isEmpty()).isTrue();
    }

    @Test
    void a_format_in_capitals_is_read_and_written_as_any_other() throws IOException {
        Path csv = Files.writeString(folder.resolve("flights"), "delay\n1\n2\n");
        Path scaled = folder.resolve("scaled");
        succeed(
                new Scale(),
                "-i",
                csv,
                "--format=CSV",
                "-o",
                scaled,
                "--output-format=CSV",
                "--columns=delay",
                "--replace");
        assertThat(spark.read().option("header", true).csv(scaled.toString()).columns())
                .containsExactly("delay");
        Path broken = Files.writeString(folder.resolve("broken"), "{\"delay\": 1}\n{\"delay\": \n");
        JobRun run = JobRun.of(
                new Statistics(), "-i", broken, "--format=Json", "--statistics", folder.resolve("statistics"));
        assertThat(run.err()).startsWith("A record");
    }

    @Test
    void options_and_schema_reach_the_reader() {
        Path csv = folder.resolve("flights.csv");
        spark.range(3).selectExpr("id AS delay").write().option("sep", ";").csv(csv.toString());
        succeed(
                new Statistics(),
                "-i",
                csv,
                "--option=header=false",
                "--schema=minutes FLOAT",
                "--statistics",
                folder.resolve("statistics"));
        assertThat(Summaries.load(
                                spark,
                                java.util.List.of(folder.resolve("statistics").toString()))
                        .all()
                        .column("minutes")
                        .feature()
                        .moments()
                        .sum())
                .isEqualTo(3);
    }

    private static void succeed(Job job, Object... arguments) {
        JobRun run = JobRun.of(job, arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }
}
