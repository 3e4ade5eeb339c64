package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;

/** Labels as real tables have them, from {@code jobs/train} to {@code jobs/predict}. */
class LabelsTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JobRun train(String query, String layers, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "-i",
                Points.table("SELECT x, y, " + query + " FROM points"),
                "--label=label",
                "--features=x,y",
                "--layers=" + layers,
                "--epochs=4",
                "--shards=1",
                "--batch-size=16",
                "--model=" + path("model"),
                "--mode=overwrite"));
        arguments.addAll(List.of(options));
        return JobRun.of(new Train(), arguments.toArray());
    }

    private JobRun predict(String query, String... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "-i",
                Points.table("SELECT x, y, " + query + " FROM points"),
                "--model=" + path("model"),
                "--output=" + path("predicted"),
                "--mode=overwrite"));
        arguments.addAll(List.of(options));
        return JobRun.of(new Predict(), arguments.toArray());
    }

    private Dataset<Row> predicted() {
        return TestSpark.session().read().parquet(path("predicted"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            concat('town ', cloud)  | dense(3) | classification | town 0 | town 2
            cloud > 0               | dense(1) | classification | false  | true
            cloud + 1               | dense(3) | classification | 1      | 3
            double(cloud) * 10 - 10 | dense(3) | classification | -10    | 10
            """)
    void names_go_into_the_model_and_into_predictions(
            String label, String layers, String task, String first, String last) {
        JobRun run = train(label + " AS label", layers);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(task + " of 'label'")
                .containsPattern("(?m)^label \\\\ predicted +" + first)
                .containsPattern("(?m)^" + last + " ");
        JobRun measured = predict(label + " AS label");
        assertThat(measured.err()).isEmpty();
        assertThat(measured.out()).contains("'label'");
        assertThat(predicted().select("predictedLabel").distinct().collectAsList())
                .extracting(row -> row.getString(0))
                .contains(first, last);
        String name = label.startsWith("double") ? "string(bigint(label))" : "string(label)";
        assertThat(predicted().where("predictedLabel = " + name).count() / 240.0)
                .isGreaterThan(0.8);
        // Neither a label that is unknown nor none at all keeps a row from its prediction.
        assertThat(predict("x AS something").out()).doesNotContain("measured");
        assertThat(predicted().where("predictedLabel IS NULL").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloud                | dense(3) | classification
            double(cloud > 1)    | dense(1) | classification
            int(40 + 20 * x)     | dense(1) | regression
            100 * total          | dense(1) | regression
            """)
    void numbers_are_what_the_network_makes_of_them(String label, String layers, String task) {
        JobRun run = train(label + " AS label", layers, "--learning-rate=0.00001");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(task + " of 'label'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'one'         | dense(2) |                      | holds only the label 'one'; give rows of at least two classes.
            string(x)     | dense(2) | --task=regression    | is string, which --task regression cannot learn; leave --task out
            odd           | dense(1) | --task=regression    | is boolean, which --task regression cannot learn; leave --task out, or give a column of numbers.
            string(cloud) | dense(2) |                      | holds 3 classes and the network ends in 2 outputs; end --layers with dense(3).
            cloud = 1     | dense(3) |                      | holds 2 classes and the network ends in 3 outputs; end --layers with dense(2).
            date'2020-01-01' | dense(2) |                   | is date; give a label that is a number, a text or a boolean.
            total         | dense(3) | --task=classification | holds the label
            IF(x > 0, null, 'a') | dense(2) |               | holds only the label 'a'
            IF(x > 2, null, string(cloud)) | dense(3) |     | (columns 'x', 'y', 'label'): a label is null or NaN; fill them in, or give --handle-invalid=skip
            """)
    void labels_that_cannot_be_learned(String label, String layers, String option, String sentence) {
        JobRun run = train(label + " AS label", layers, option == null ? "--epochs=1" : option);
        assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void a_price_is_learned_in_its_own_unit() {
        JobRun run = train("500 + 100 * total AS label", "dense(1)", "--epochs=20", "--test-share=0");
        assertThat(run.err()).isEmpty();
        predict("500 + 100 * total AS label");
        double error = predicted()
                .selectExpr("sqrt(avg(pow(prediction - label, 2)))")
                .first()
                .getDouble(0);
        double spread = predicted().selectExpr("stddev_pop(label)").first().getDouble(0);
        assertThat(error).isLessThan(spread / 20);
        assertThat(train("500000 + 1e5 * total AS label", "dense(3) relu dense(1)", "--label-scaler=none")
                        .err())
                .contains("The training failed");
        assertThat(train("cloud AS label", "dense(3)", "--label-scaler=none").err())
                .contains("--label-scaler is for a label that is learned as a number");
    }

    @Test
    void rows_of_missing_values_are_left_out_and_counted() {
        String query = "IF(total > 4, null, cloud) AS label";
        long kept = Points.rows(240).where("NOT total > 4").count();
        JobRun run = train(query, "dense(3)", "--handle-invalid=skip", "--test-share=0");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Rows   " + kept + " of 240, without those of missing values");
    }

    @Test
    void the_share_of_the_most_frequent_class_stands_beside_the_accuracy() {
        JobRun run = train("IF(cloud = 2 AND x > 0, 1, 0) AS label", "dense(2)");
        assertThat(run.out()).containsPattern("accuracy +log loss +most frequent class");
        predict("IF(cloud = 2 AND x > 0, 1, 0) AS label");
        double zeros = predicted().where("label = 0").count() / 240.0;
        assertThat(predict("IF(cloud = 2 AND x > 0, 1, 0) AS label").out().replace("\n", " "))
                .containsPattern(
                        "'label' +240 .* " + String.format("%.3f", zeros).substring(0, 4));
    }

    @Test
    void a_feature_that_outliers_crush_is_named() {
        String query = "IF(x = (SELECT max(x) FROM points), 1e7, y) AS z, 1D AS constant, cloud AS label";
        Points.rows(6000).createOrReplaceTempView("points");
        TestSpark.session()
                .sql("SELECT *, array(int(z), 1) AS pair FROM (SELECT x, " + query + " FROM points)")
                .createOrReplaceTempView("crushed");
        crushed("z", "--features=x,z,constant", "--test-share=0");
        crushed("pair[0]", "--features=pair", "--test-share=0");
    }

    private void crushed(String feature, String... options) {
        for (String scaler : List.of("standard", "robust")) {
            JobRun run = JobRun.of(
                    new Train(),
                    "-i",
                    "table:crushed",
                    "--label=label",
                    "--layers=dense(3)",
                    "--epochs=1",
                    "--shards=1",
                    "--scaler=" + scaler,
                    "--mode=overwrite",
                    "--model=" + path(scaler),
                    options[0],
                    options[1]);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()
                            .contains(
                                    "The largest value of feature '" + feature + "', 1.0E7, is 77 standard deviations"))
                    .isEqualTo(scaler.equals("standard"));
            assertThat(run.out().contains("interquartile ranges above its median, which few trainings survive"))
                    .isEqualTo(scaler.equals("robust"));
        }
    }

    @Test
    void labels_that_are_none_of_the_classes_are_told() {
        train("concat('town ', cloud) AS label", "dense(3)");
        JobRun run = predict("'village' AS label");
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "Nothing is measured: no row has a prediction and, as 'label', a label of the model's classes.");
        assertThat(predict("cloud AS other").out()).doesNotContain("Nothing is measured");
    }

    @Test
    void a_feature_of_texts_has_a_way_out_in_predictions_too() {
        train("cloud AS label", "dense(3)");
        JobRun run = JobRun.of(
                new Predict(),
                "-i",
                Points.table("SELECT x, string(y) AS y FROM points"),
                "--model=" + path("model"),
                "--output=" + path("predicted"));
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        "Column 'y' is string; give one that is a number; if it is so for a text such as NA"
                                + " among the numbers, give --option nullValue=NA, or the types with --schema.");
    }

    @Test
    void features_held_at_quantiles_are_told_of_no_more() {
        String query = "IF(x = (SELECT max(x) FROM points), 1e9, y) AS z, cloud AS label";
        JobRun run = train(query, "dense(3)", "--features=x,z", "--scaler=standard", "--clip-quantiles=0.01,0.99");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).doesNotContain("The largest value of feature");
        ScalerModel scaler = (ScalerModel) PipelineModel.load(path("model")).stages()[0];
        assertThat(scaler.apply(0, 1e9)).isEqualTo(scaler.apply(0, 1e6));
        assertThat(train(query, "dense(3)", "--clip-quantiles=0.01,0.99").err())
                .startsWith("--clip-quantiles is for features that are scaled; give --scaler too");
    }

    @Test
    void a_few_wrong_prices_do_not_spoil_the_others() throws IOException {
        String price = "500 + 100 * total";
        String wrong = "x = (SELECT max(x) FROM points)";
        String query = "IF(" + wrong + ", 1e9, " + price + ") AS label";
        JobRun spoiled = train(query, "dense(8) relu dense(1)", "--label-scaler=robust", "--test-share=0");
        RescueTest.delete(spoiled);
        assertThat(spoiled.err())
                .contains("The training failed: The loss is ")
                .containsPattern("A label lies \\d{4,} times the interquartile range from the middle of all;"
                        + " if such labels are wrong, set --label-clip-quantiles to some, as 0[.]001,0[.]999[.]");
        for (String scaler : List.of("standard", "robust")) {
            JobRun held = train(
                    query,
                    "dense(1)",
                    "--epochs=20",
                    "--test-share=0",
                    "--label-scaler=" + scaler,
                    "--label-clip-quantiles=0.02,0.98");
            assertThat(held.err()).isEmpty();
            predict(price + " AS label");
            Dataset<Row> sane = predicted().where("NOT " + wrong);
            double error = sane.selectExpr("sqrt(avg(pow(prediction - label, 2)))")
                    .first()
                    .getDouble(0);
            double spread = sane.selectExpr("stddev_pop(label)").first().getDouble(0);
            assertThat(error).as(scaler).isLessThan(spread / 2);
        }
        assertThat(train("cloud AS label", "dense(3)", "--label-clip-quantiles=0.1,0.9")
                        .err())
                .contains("--label-clip-quantiles is for a label that is learned as a number");
    }

    @Test
    void a_strangers_code_is_not_loaded_unless_trusted() throws Exception {
        train("cloud AS label", "dense(3)");
        Dataset<Row> rows = Points.rows(30);
        PipelineModel own = PipelineModel.load(path("model"));
        PipelineStage[] stages = new PipelineStage[own.stages().length + 1];
        stages[0] = new SQLTransformer()
                .setStatement("SELECT *, java_method('java.lang.System', 'nanoTime') FROM __THIS__");
        System.arraycopy(own.stages(), 0, stages, 1, own.stages().length);
        new Pipeline().setStages(stages).fit(rows).write().overwrite().save(path("model"));
        JobRun refused = predict("cloud AS label");
        assertThat(refused.err().strip())
                .isEqualTo(
                        "'" + path("model") + "' holds a org.apache.spark.ml.feature.SQLTransformer, which jobs/train"
                                + " does not write, and a model can run any code; give --trust-model if you trust whoever wrote it.");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(predict("cloud AS label", "--trust-model").err()).isEmpty();
    }
}
