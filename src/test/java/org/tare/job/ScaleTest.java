package org.tare.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tare.job.JobRun.SAMPLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

class ScaleTest {
    private final SparkSession spark = TestSpark.session();

    @TempDir
    private Path folder;

    @Test
    void rows_model_and_statistics_belong_together() {
        JobRun run = normalizeFrom(SAMPLE, "flights", "--columns", "delay,distance");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();

        Dataset<Row> flights = spark.read().parquet(SAMPLE);
        assertThat(DatasetStatistics.load(spark, path("flights_statistics")))
                .isEqualTo(Scan.of(flights, "delay", "distance").run());
        Dataset<Row> expected = ScalerModel.load(path("flights_model")).transform(flights);
        assertThat(read("flights").schema()).isEqualTo(expected.schema());
        assertThat(read("flights").exceptAll(expected).isEmpty()).isTrue();
        assertThat(read("flights").count()).isEqualTo(100_000);
    }

    @Test
    void prints_what_it_learned_and_where_it_is() {
        assertThat(normalizeFrom(SAMPLE, "flights").out())
                .containsPattern("feature +count +missing +mean +standardDeviation +min +max +curve")
                .containsPattern("delay +100,000 +0 +6.59889 +32.6156 +-66 +1575 ")
                .containsPattern("delay_scaled +distance_scaled")
                .contains(path("flights"), path("flights_model"), path("flights_statistics"));
    }

    @Test
    void numbers_are_scaled_where_no_columns_are_named() {
        scale("flights");
        assertThat(read("flights").columns())
                .containsExactly(
                        "date", "delay", "distance", "origin", "destination", "delay_scaled", "distance_scaled");
    }

    @Test
    void the_options_after_each_scaler_are_its_own() {
        JobRun run = scale(
                "flights",
                "--scaler=standard",
                "--columns=delay",
                "--scaler=minmax",
                "--columns=distance",
                "--min=-1",
                "--suffix=_unit",
                "--scaler=maxabs",
                "--columns=delay,distance",
                "--output-cols=d1,d2");
        assertThat(run.err()).isEmpty();
        Row range = read("flights")
                .agg(min("distance_unit"), max("distance_unit"), max("d1"), max("d2"))
                .first();
        assertThat(range).hasToString("[-1.0,1.0,1.0,1.0]");
        assertThat(read("flights").columns()).contains("delay_scaled");
    }

    @Test
    void a_column_whose_name_holds_a_comma_is_named_in_quotes() {
        spark.sql("SELECT 1.5 AS `amount, in USD`, 2 AS x, 'a' AS note").createOrReplaceTempView("commas");
        JobRun run = normalizeFrom("table:commas", "flights", "--columns", "\"amount, in USD\", x");
        assertThat(run.err()).isEmpty();
        assertThat(read("flights").columns()).contains("amount, in USD_scaled", "x_scaled");
        assertThat(run.out()).doesNotContain("Left out");
    }

    @Test
    void what_is_not_scaled_is_listed_with_its_type() {
        assertThat(scale("flights", "--scaler=minmax", "--columns=delay", "--scaler=maxabs", "--suffix=_a")
                        .out())
                .contains("Left out    date (timestamp_ntz), origin (string), destination (string)");
    }

    @Test
    void a_column_that_a_few_texts_keep_from_being_numbers_is_told() throws IOException {
        Path csv = Files.writeString(folder.resolve("x.csv"), "id,price,note\n1,2.5,a\n2,NA,b\n3,7,c\n");
        assertThat(normalizeFrom(csv.toString(), "flights").out())
                .contains(
                        "Left out    price (string; 1 of the first 3 cells are no numbers, see --option nullValue), note"
                                + " (string)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--mode=append"})
    void skipped_rows_are_counted(String mode) {
        scale("flights", "--columns=delay");
        spark.sql("SELECT IF(id % 4 = 0, null, id) AS delay FROM range(1000)").createOrReplaceTempView("gaps");
        JobRun run = mode.isEmpty()
                ? normalizeFrom("table:gaps", "few", "--handle-invalid=skip")
                : JobRun.of(
                        new Transform(),
                        "-i",
                        "table:gaps",
                        "-o",
                        path("few"),
                        "--model",
                        path("flights_model"),
                        "--handle-invalid=skip",
                        mode);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsPattern("Rows +750 written, 250 skipped");
        assertThat(read("few").count()).isEqualTo(750);
        assertThat(scale("another").out()).doesNotContain("skipped");
    }

    @Test
    void lists_that_stand_over_one_beside_them_are_told() {
        String sentence =
                "--columns is given twice, and distance counts; name all columns in one, as delay,distance.\n";
        assertThat(scale("flights", "--columns=delay", "--columns", "distance").out())
                .startsWith(sentence);
        assertThat(scale("another", "--scaler=minmax", "--columns=delay", "--scaler=standard", "--columns=distance")
                        .out())
                .doesNotContain("given twice");
    }

    @Test
    void of_many_columns_the_inputs_are_shown_beside_the_results() {
        spark.sql("SELECT id AS x, 1 AS a, 2 AS b, 3 AS c, 4 AS d, 5 AS e, 6 AS f, 7 AS g, 8 AS h FROM range(9)")
                .createOrReplaceTempView("broad");
        String shown = JobRun.of(new Scale(), "-i", "table:broad", "-o", path("broad"), "--columns=x")
                .out();
        assertThat(shown).containsPattern("\nx +c +d +e +f +g +h +x_scaled\n").contains("... 2 more columns");
    }

    @Test
    void the_last_of_a_repeated_option_stands() throws IOException {
        Path options = Files.writeString(folder.resolve("my.conf"), "--scaler=minmax --max=5\n--columns=distance");
        JobRun run = scale("flights", "@" + options, "--max=7", "--max=2", "--columns=delay");
        assertThat(run.err()).isEmpty();
        assertThat(read("flights").agg(max("delay_scaled")).first().getDouble(0))
                .isEqualTo(2);
        assertThat(read("flights").columns()).doesNotContain("distance_scaled");
    }

    @Test
    void results_may_replace_their_columns_or_form_one_vector() {
        scale("replaced", "--replace", "--columns=delay");
        scale("vector", "--vector-col=features");
        assertThat(read("replaced").columns()).hasSize(5);
        assertThat(read("replaced").first().<Double>getAs("delay")).isNotEqualTo(33.0);
        assertThat(read("vector").first().<Vector>getAs("features").size()).isEqualTo(2);
    }

    @Test
    void weights_count_and_are_not_scaled() {
        scale("flights", "--weight-col=DISTANCE");
        assertThat(DatasetStatistics.load(spark, path("flights_statistics")))
                .isEqualTo(Scan.of(spark.table("few_flights"), "delay")
                        .weightCol("distance")
                        .run());
    }

    @Test
    void a_second_run_is_refused_and_changes_nothing() throws IOException {
        scale("flights");
        List<Path> before = files();
        JobRun run = scale("flights", "--scaler=minmax");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .containsExactly("'" + path("flights_statistics")
                        + "' exists; give --mode overwrite to replace it, or name another.");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void overwriting_replaces_all_three() throws IOException {
        scale("flights");
        List<Path> before = files();
        assertThat(scale("flights", "--mode=overwrite", "--columns=delay").status())
                .isZero();
        assertThat(files()).isNotEqualTo(before);
        assertThat(read("flights").columns()).hasSize(6);
        assertThat(ScalerModel.load(path("flights_model")).numFeatures()).isEqualTo(1);
        assertThat(names()).containsExactlyInAnyOrder("flights", "flights_model", "flights_statistics");
    }

    @Test
    void nothing_is_replaced_if_the_rows_cannot_be_written() throws IOException {
        scale("flights");
        List<Path> before = files();
        spark.read()
                .parquet(SAMPLE)
                .selectExpr("delay", "raise_error('no such airport') AS code")
                .createOrReplaceTempView("broken");
        JobRun run = JobRun.of(new Scale(), "-i", "table:broken", "-o", path("flights"), "--mode", "overwrite");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).containsExactly("no such airport");
        assertThat(files()).isEqualTo(before);
        assertThat(names()).containsExactlyInAnyOrder("flights", "flights_model", "flights_statistics");
    }

    @Test
    void what_the_format_cannot_hold_is_refused_before_the_scan() {
        JobRun run = scale("flights.csv", "--vector-col=features");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("The format CSV cannot hold column 'features', which is a vector");
        assertThat(run.out()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rows_may_be_appended() {
        scale("flights", "--columns=delay");
        JobRun run = scale(
                "flights",
                "--columns=delay",
                "--mode=append",
                "--model=" + path("another_model"),
                "--statistics=" + path("another_statistics"));
        assertThat(run.err()).isEmpty();
        assertThat(read("flights").count()).isEqualTo(400);
        assertThat(read("flights").where(col("delay_scaled").isNull()).isEmpty())
                .isTrue();
    }

    private JobRun normalizeFrom(String input, String output, Object... options) {
        Object[] arguments = Stream.concat(Stream.of("-i", input, "-o", path(output)), Stream.of(options))
                .toArray();
        return JobRun.of(new Scale(), arguments);
    }

    private JobRun scale(String output, Object... options) {
        return normalizeFrom(JobRun.few(), output, options);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private Dataset<Row> read(String name) {
        return spark.read().parquet(path(name));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
