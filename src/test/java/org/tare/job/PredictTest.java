package org.tare.job;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;
import org.tare.feature.StandardScaler;
import org.tare.job.report.ConsoleTable;

class PredictTest {
    private static final SparkSession SPARK = TestSpark.session();

    @TempDir
    private static Path models;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        train(
                "clouds",
                "--label=cloud",
                "--features=x,y",
                "--layers=dense(4) batchNorm relu dense(3)",
                "--scaler=minmax");
        train("totals", "--label=total", "--features=x,y", "--layers=dense(1)", "--learning-rate=0.02");
        train("arrays", "--label=cloud", "--features=pixels", "--layers=dense(3)");
        new StandardScaler()
                .setInputCols("x")
                .fit(Points.rows(9))
                .save(models.resolve("scaler").toString());
    }

    private static void train(String name, String... options) {
        List<Object> arguments = new ArrayList<>(
                List.of("-i", Points.table(), "--model", models.resolve(name), "--batch-size=16", "--epochs=3"));
        // What training says of rows it has not seen is no matter here.
        arguments.add("--test-share=0");
        arguments.addAll(List.of(options));
        assertThat(JobRun.of(new Train(), arguments.toArray()).err()).isEmpty();
    }

    @Test
    void rows_keep_their_columns_and_get_predictions() {
        predict("clouds", Points.table(), "--probabilities");
        Dataset<Row> written = SPARK.read().parquet(path("predicted"));
        assertThat(written.columns())
                .containsExactly(
                        "x", "y", "cloud", "total", "odd", "pixels", "prediction", "confidence", "probability");
        Dataset<Row> expected = PipelineModel.load(models.resolve("clouds").toString())
                .transform(Points.rows(240))
                .select(col("x"), col("y"), col("prediction"), highestProbability());
        assertThat(written.select("x", "y", "prediction", "confidence").collectAsList())
                .containsExactlyInAnyOrderElementsOf(expected.collectAsList());
        for (Row row : written.select("prediction", "confidence", "probability").collectAsList()) {
            List<Double> probabilities = row.getList(2);
            assertThat(probabilities.get((int) row.getDouble(0))).isEqualTo(row.getDouble(1));
            assertThat(probabilities).hasSize(3).allSatisfy(p -> assertThat(p).isLessThanOrEqualTo(row.getDouble(1)));
        }
    }

    @Test
    void rows_without_a_prediction_are_counted() {
        SPARK.sql("SELECT IF(id % 4 = 0, null, DOUBLE(id)) AS x, 1.0D AS y FROM range(1000)")
                .createOrReplaceTempView("gaps");
        JobRun run = JobRun.of(
                new Predict(), "-i", "table:gaps", "--model", models.resolve("clouds"), "-o", path("predicted"));
        assertThat(run.out()).containsPattern("Rows +1,000 written, 250 of them without a prediction\n");
        assertThat(SPARK.read()
                        .parquet(path("predicted"))
                        .where("prediction IS NULL")
                        .count())
                .isEqualTo(250);
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "orc", "parquet"})
    void predictions_go_into_any_format(String format) {
        predict("totals", Points.table(), "--keep=x,Y", "--output-format=" + format);
        Dataset<Row> written = SPARK.read()
                .format(format)
                .option("header", true)
                .option("inferSchema", true)
                .load(path("predicted"));
        assertThat(written.columns()).containsExactlyInAnyOrder("x", "y", "prediction");
        assertThat(written.count()).isEqualTo(240);
    }

    @Test
    void the_model_is_measured_where_labels_are_known() {
        JobRun run = predict("totals", Points.table());
        Row expected = SPARK.read()
                .parquet(path("predicted"))
                .selectExpr(
                        "sqrt(avg(pow(prediction - total, 2))) AS rmse",
                        "avg(abs(prediction - total)) AS mae",
                        "1 - avg(pow(prediction - total, 2)) / var_pop(total) AS r2")
                .first();
        String figures = new ConsoleTable("a", "b", "c")
                .add(List.of(expected.getDouble(0), expected.getDouble(1), expected.getDouble(2)))
                .print(1)
                .lines()
                .toList()
                .get(1)
                .strip();
        assertThat(run.out()).containsPattern("measured on +rows +RMSE +mean error +R²");
        assertThat(run.out().replaceAll(" +", " ")).contains("'total' 240 " + figures.replaceAll(" +", " "));
    }

    @Test
    void it_is_not_measured_where_they_are_not() {
        assertThat(predict("clouds", Points.table("SELECT x, y FROM points"), "--keep=x")
                        .out())
                .doesNotContain("measured");
        assertThat(predict(
                                "clouds",
                                Points.table("SELECT x, y, string(cloud) AS cloud FROM points"),
                                "--mode=overwrite")
                        .out())
                .doesNotContain("measured");
    }

    @Test
    void a_weight_counts_like_that_many_rows() {
        String rows = "SELECT x, y, total, int(odd) * 2 + 1 AS times FROM points";
        String weighted = measured(predict("totals", Points.table(rows), "--weight-col=times"));
        String repeated = measured(predict(
                "totals",
                Points.table("SELECT x, y, total FROM (" + rows + ") LATERAL VIEW explode(sequence(1, times)) AS nth"),
                "--mode=overwrite"));
        assertThat(weighted.replace(" 240 ", "")).isEqualTo(repeated.replace(" 480 ", ""));
    }

    @Test
    void missing_features_give_no_prediction() {
        JobRun run = predict("clouds", Points.table("SELECT IF(odd, x, null) AS x, y, cloud, odd FROM points"));
        predict(
                "totals",
                Points.table("SELECT IF(odd, x, double('NaN')) AS x, y, odd FROM points"),
                "--output=" + path("totals"));
        for (String output : List.of("predicted", "totals")) {
            assertThat(SPARK.read().parquet(path(output)).where("odd = (prediction IS NULL)"))
                    .matches(Dataset::isEmpty);
        }
        assertThat(SPARK.read().parquet(path("predicted")).where("odd = (confidence IS NULL)"))
                .matches(Dataset::isEmpty);
        assertThat(measured(run)).startsWith("'cloud' 120 ");
    }

    @Test
    void a_network_without_its_pipeline_predicts_too() throws IOException {
        PipelineModel pipeline = PipelineModel.load(models.resolve("arrays").toString());
        ((MLWritable) pipeline.stages()[0]).save(path("network"));
        predict(path("network"), Points.table());
        assertThat(SPARK.read()
                        .parquet(path("predicted"))
                        .select("pixels", "prediction")
                        .collectAsList())
                .containsExactlyInAnyOrderElementsOf(pipeline.transform(Points.rows(240))
                        .select("pixels", "prediction")
                        .collectAsList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clouds | SELECT x, y AS z FROM points | | There is no column 'y'",
                "clouds | SELECT x, y, 1 AS prediction FROM points | | The rows have a column 'prediction' already",
                "clouds | SELECT x, y, 1 AS Prediction FROM points | | The rows have a column 'prediction' already",
                "clouds | SELECT x, y FROM points | --keep=x,z | There is no column 'z'",
                "clouds | SELECT x, y FROM points | --label=cloud | There is no column 'cloud'",
                "clouds | SELECT x, y, cloud + 1 AS cloud FROM points | | 'cloud' holds the label 3.0, and the model knows",
                "clouds | SELECT x, y, cloud + 0.5 AS cloud FROM points | | .5, and the model knows the classes 0 to 2",
                "clouds | SELECT x, y, pixels FROM points | --output-format=csv | The format CSV cannot hold column 'pixels', which is a vector",
                "arrays | SELECT array(1, 2, 3) AS pixels FROM points | | 3 elements in a row where the model takes 2",
                "nothing | SELECT x, y FROM points | | There is nothing at",
                "scaler | SELECT x, y FROM points | | holds a ScalerModel, which predicts nothing",
            })
    void what_does_not_fit_is_one_sentence(String model, String query, String option, String sentence) {
        List<Object> arguments = new ArrayList<>(
                List.of("-i", Points.table(query), "--model", models.resolve(model), "-o", path("predicted")));
        if (option != null) {
            arguments.add(option);
        }
        JobRun run = JobRun.of(new Predict(), arguments.toArray());
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    private static Column highestProbability() {
        return array_max(functions.vector_to_array(col("probability"), "float64"));
    }

    private JobRun predict(String model, String input, String... options) {
        List<Object> arguments = new ArrayList<>(List.of("-i", input, "--model", models.resolve(model)));
        if (List.of(options).stream().noneMatch(option -> option.startsWith("--output="))) {
            arguments.addAll(List.of("-o", path("predicted")));
        }
        arguments.addAll(List.of(options));
        JobRun run = JobRun.of(new Predict(), arguments.toArray());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    /** The line of figures, with single blanks. */
    private static String measured(JobRun run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("'"))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
