package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.job.option.HoldoutOptions;
import org.tare.job.report.ConsoleTable;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkModel;
import picocli.CommandLine;

class TrainTest {
    @TempDir
    private Path folder;

    @Test
    void a_table_becomes_a_model_that_is_measured_on_rows_it_has_not_seen() {
        JobRun run = train(Points.table(), "model", "--epochs=3");
        assertThat(run.out().lines().filter(line -> line.matches("epoch \\d: loss .* rows/s")))
                .hasSize(3);
        Dataset<Row> test = parts().held().get(0).rows();
        Dataset<Row> predicted = PipelineModel.load(path("model")).transform(test);
        long right = predicted.where("prediction = cloud").count();
        assertThat(run.out())
                .contains("classification of 'cloud'", path("model"))
                .containsPattern("measured on +rows +accuracy +log loss")
                .containsPattern("test +" + test.count() + " +"
                        + new ConsoleTable("accuracy")
                                .add(List.of((double) right / test.count()))
                                .print(1)
                                .lines()
                                .toList()
                                .get(1)
                                .strip());
        for (int cloud = 0; cloud < 3; cloud++) {
            long kept = predicted
                    .where("cloud = " + cloud + " AND prediction = " + cloud)
                    .count();
            assertThat(run.out()).containsPattern("(?m)^" + cloud + "\\b.* " + kept + "\\b");
        }
    }

    @Test
    void neither_workers_nor_partitions_change_the_model() {
        train(Points.table(), "one", "--workers=1", "--test-share=0");
        Points.rows(240).repartition(5).createOrReplaceTempView("scattered");
        train("table:scattered", "two", "--workers=2", "--test-share=0");
        assertSame(weights("two"), weights("one"));
    }

    @Test
    void the_scaler_learns_from_the_training_rows_and_belongs_to_the_model() {
        train(Points.table(), "model", "--scaler=standard", "--validation-col=odd");
        Dataset<Row> learned = parts("--validation-col=odd").learned();
        ScalerModel expected = new StandardScaler()
                .setInputCols("x", "y")
                .setVectorCol("scaled")
                .fit(learned);
        ScalerModel scaler = (ScalerModel) PipelineModel.load(path("model")).stages()[0];
        assertThat(scaler.apply(1.5, -2)).containsExactly(expected.apply(1.5, -2));
    }

    @Test
    void whole_numbers_in_an_array_are_scaled_too() {
        train(Points.table(), "model", "--features=pixels", "--scaler=maxabs", "--test-share=0");
        assertThat(PipelineModel.load(path("model"))
                        .transform(Points.rows(30))
                        .where("prediction IS NULL")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--features=x,odd", "--features=odd", "--features=odd,x --scaler=standard"})
    void booleans_are_learned_as_0_and_1(String options) {
        train(Points.table(), "booleans", options.split(" "));
        String numbers = Points.table("SELECT x, cloud, int(odd) AS odd FROM points");
        train(numbers, "numbers", options.split(" "));
        assertSame(weights("booleans"), weights("numbers"));
        assertThat(PipelineModel.load(path("booleans"))
                        .transform(Points.rows(30))
                        .where("prediction IS NULL")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void the_best_epoch_on_validation_rows_wins() {
        JobRun run = train(Points.table(), "model", "--epochs=40", "--validation-share=0.3", "--patience=2");
        List<Epoch> history = network("model").history();
        assertThat(history)
                .hasSizeLessThan(40)
                .allSatisfy(epoch -> assertThat(epoch.validationLoss()).isFinite());
        assertThat(run.out()).containsPattern("validation +\\d+ ").containsPattern("test +\\d+ ");
    }

    @Test
    void a_label_of_fractions_is_a_number() {
        JobRun run = train(
                Points.table(), "model", "--label=total", "--layers=dense(1)", "--learning-rate=0.02", "--epochs=20");
        assertThat(run.out())
                .contains("regression of 'total'")
                .containsPattern("measured on +rows +RMSE +mean error +R²");
        // The label is the sum of the features; gradient descent comes near weights of 1 without reaching them.
        assertThat(weights("model").get("0.weight"))
                .usingComparatorWithPrecision(0.1)
                .containsExactly(1, 1);
    }

    @Test
    void the_task_may_be_named() {
        assertThat(train(Points.table(), "model", "--task=regression", "--layers=dense(1)")
                        .out())
                .contains("RMSE");
    }

    @Test
    void a_resumed_training_ends_in_the_bits_of_one_run() {
        String checkpoints = "--checkpoint-dir=" + path("checkpoints");
        train(Points.table(), "whole", "--epochs=4", "--test-share=0");
        train(Points.table(), "first", "--epochs=2", "--test-share=0", checkpoints);
        JobRun rest = train(Points.table(), "second", "--epochs=4", "--test-share=0", checkpoints, "--resume");
        assertSame(weights("second"), weights("whole"));
        assertThat(rest.out().lines().filter(line -> line.startsWith("epoch"))).hasSize(2);
    }

    @Test
    void a_model_is_replaced_on_demand_only() {
        train(Points.table(), "model", "--layers=dense(3)", "--test-share=0");
        Map<String, double[]> before = weights("model");
        JobRun again = run(Points.table(), "model", "--layers=dense(3)", "--seed=2");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err().lines())
                .containsExactly(
                        "'" + path("model") + "' exists; give --mode overwrite to replace it, or name another.");
        assertSame(weights("model"), before);
        train(Points.table(), "model", "--layers=dense(3)", "--seed=2", "--mode=overwrite", "--test-share=0");
        assertThat(weights("model").get("0.weight")).isNotEqualTo(before.get("0.weight"));
        assertThat(folder.toFile().list()).containsExactly("model");
    }

    @Test
    void rows_of_weight_0_move_no_scaler() {
        Dataset<Row> rows = Points.rows(240).withColumn("w", functions.lit(1));
        rows.unionByName(rows.limit(80).withColumn("x", functions.lit(1e6)).withColumn("w", functions.lit(0)))
                .createOrReplaceTempView("weighted");
        train("table:weighted", "weighted", "--weight-col=w", "--scaler=minmax", "--test-share=0");
        train(Points.table(), "plain", "--scaler=minmax", "--test-share=0");
        double[] row = {0.3, -0.7};
        assertThat(scaler("weighted").apply(row))
                .containsExactly(scaler("plain").apply(row));
    }

    private ScalerModel scaler(String model) {
        return (ScalerModel) PipelineModel.load(path(model)).stages()[0];
    }

    @Test
    void a_column_in_other_letters_is_the_same_feature() {
        assertThat(run(Points.table(), "model", "--features=x,X").err())
                .contains("--features names column 'x' twice; name each column once.");
    }

    /** Spark would load it from there. */
    @Test
    void a_stage_that_lies_elsewhere_is_not_loaded() throws IOException {
        train(Points.table(), "model", "--scaler=minmax");
        Path metadata;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("model/metadata"), "part-*")) {
            metadata = files.iterator().next();
        }
        Files.writeString(
                metadata, Files.readString(metadata).replace("\"stageUids\":[", "\"stageUids\":[\"x/../../hidden\","));
        Files.deleteIfExists(metadata.resolveSibling("." + metadata.getFileName() + ".crc"));
        // As whoever changed the file would do, or a pipeline has that was not saved by the job.
        Files.delete(folder.resolve("model/_sha256sums"));
        JobRun run = JobRun.of(new Predict(), "-i", Points.table(), "--model", path("model"), "-o", path("predicted"));
        assertThat(run.err()).hasLineCount(1).contains("name a stage 'x/../../hidden', which is no name of a folder");
        assertThat(run.status()).isEqualTo(1);
    }

    private static HoldoutOptions.Parts parts(String... options) {
        return CommandLine.populateCommand(new HoldoutOptions(), options)
                .part(Points.rows(240), 1, List.of("x", "y", "cloud"));
    }

    private JobRun train(String input, String model, String... options) {
        JobRun run = run(input, model, options);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return run;
    }

    private JobRun run(String input, String model, String... options) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "--label",
                "cloud",
                "--features",
                "x,y",
                "--layers",
                "dense(4) batchNorm relu dense(3)",
                "--epochs",
                "2"));
        List<Object> arguments = new ArrayList<>(List.of("-i", input, "--model", path(model), "--batch-size=16"));
        for (String option : options) {
            String[] words = option.split("=", 2);
            all.remove(words[0]);
            arguments.add(option);
        }
        all.forEach((name, value) -> arguments.add(name + "=" + value));
        return JobRun.of(new Train(), arguments.toArray());
    }

    private Map<String, double[]> weights(String model) {
        return network(model).weights();
    }

    private NeuralNetworkModel network(String model) {
        Transformer[] stages = PipelineModel.load(path(model)).stages();
        return (NeuralNetworkModel) stages[stages.length - 1];
    }

    private static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, numbers) -> assertThat(actual.get(name)).as(name).containsExactly(numbers));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
