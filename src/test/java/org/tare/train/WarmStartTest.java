package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.feature.MaxAbsScaler;

/** A training begins where another ended, as far as it is told to, and leaves what it is told to leave. */
class WarmStartTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = Clouds.of(SPARK, 301);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, numbers) -> assertThat(actual.get(name)).as(name).containsExactly(numbers));
    }

    private String saved(NeuralNetworkClassificationModel model) throws Exception {
        String path = folder.resolve("model").toString();
        model.write().overwrite().save(path);
        return path;
    }

    @Test
    void a_training_begins_with_the_weights_of_a_model() throws Exception {
        NeuralNetworkClassificationModel model = Clouds.classifier().fit(DATA);
        NeuralNetworkClassificationModel next = Clouds.classifier()
                .setInitialModel(saved(model))
                .setEpochs(1)
                .setLearningRate(1e-300)
                .fit(DATA);
        assertThat(next.weights().get("0.weight"))
                .containsExactly(model.weights().get("0.weight"));
        assertThat(next.history().get(0).loss())
                .isLessThan(model.history().get(0).loss());
    }

    @Test
    void a_training_begins_with_weights_of_a_file() throws Exception {
        NeuralNetworkClassificationModel model = Clouds.classifier().fit(DATA);
        Path file = folder.resolve("weights.json");
        Map<String, Object> written = new LinkedHashMap<>(model.weights());
        // A matrix as a list of its rows, and one number alone.
        written.put("0.weight", rows(model.weights().get("0.weight"), 4));
        written.put("1.batches", model.weights().get("1.batches")[0]);
        JSON.writeValue(file.toFile(), written);
        NeuralNetworkClassifier next = Clouds.classifier().setEpochs(2);
        assertSame(
                next.setInitialModel(file.toString()).fit(DATA).weights(),
                next.setInitialModel(saved(model)).fit(DATA).weights());
        written.keySet().removeIf(name -> name.startsWith("3."));
        JSON.writeValue(file.toFile(), written);
        next.setLayers("dense(8) batchNorm relu dense(4)").setInitialLayers(3);
        assertSame(
                next.setInitialModel(file.toString()).fit(DATA).weights(),
                next.setInitialModel(saved(model)).fit(DATA).weights());
    }

    @Test
    void weights_of_a_file_predict_the_label_in_its_own_unit() throws Exception {
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers("dense(8) batchNorm relu dense(1)")
                .setLabelScaler("standard")
                .setEpochs(2);
        Dataset<Row> data = DATA.withColumn("label", functions.expr("1000 + 50 * label"));
        NeuralNetworkRegressionModel model = regressor.fit(data);
        String saved = folder.resolve("regression").toString();
        model.save(saved);
        Path file = folder.resolve("weights.json");
        JSON.writeValue(file.toFile(), model.weights());
        for (int layers : new int[] {0, 4, 3}) {
            regressor.setInitialLayers(layers);
            assertSame(
                    regressor.setInitialModel(file.toString()).fit(data).weights(),
                    regressor.setInitialModel(saved).fit(data).weights());
        }
    }

    private static List<double[]> rows(double[] numbers, int length) {
        return IntStream.range(0, numbers.length / length)
                .mapToObj(row -> Arrays.copyOfRange(numbers, row * length, (row + 1) * length))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"0.weight": [1, 2], "0.bias": [0]}                    | has 2 numbers for 0.weight, which the network has as [2, 4]
            {"0.weight": [[1, 2, 3, 4], [5, 6, 7, 8]]}             | has no 0.bias, which the network has as [2]
            {"0.weight": [1,2,3,4,5,6,7,8], "0.bias": [0, 0], "0.biases": 1} | holds '0.biases', and the network has no such weight; its names are 0.weight, 0.bias.
            {"0.weight": [1, NaN]}                                 | is no JSON object of weights by name
            {"0.weight": [1, 1e999]}                               | and '0.weight' is none.
            {"0.weight": {"rows": 2}}                              | and '0.weight' is none.
            {"0.weight": [1, 2                                     | is no JSON object of weights by name
            [1, 2]                                                 | is no JSON object of weights by name
            {"0.bias": [0, 0], "0.bias": [1, 1]}                   | is no JSON object of weights by name
            {"0.bias": [0, 0]} {"0.weight": [1]}                   | and nothing behind it.
            """)
    void a_file_of_other_weights_is_refused(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("weights.json"), text);
        assertThatThrownBy(() -> Clouds.classifier()
                        .setLayers("dense(2)")
                        .setInitialModel(file.toString())
                        .fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + file + "'")
                .hasMessageContaining(message);
    }

    @Test
    void a_pipeline_is_as_good_as_its_network() throws Exception {
        NeuralNetworkClassifier classifier = Clouds.classifier();
        String path = folder.resolve("pipeline").toString();
        new Pipeline().setStages(new PipelineStage[] {classifier}).fit(DATA).save(path);
        assertSame(
                Clouds.classifier().setInitialModel(path).fit(DATA).weights(),
                Clouds.classifier()
                        .setInitialModel(saved(classifier.fit(DATA)))
                        .fit(DATA)
                        .weights());
    }

    @Test
    void workers_leave_the_bits_alone_whatever_is_taken_over_frozen_clipped_or_weighed() throws Exception {
        String path = saved(Clouds.classifier().fit(DATA));
        NeuralNetworkClassifier classifier = Clouds.classifier()
                .setInitialModel(path)
                .setFrozenLayers("1")
                .setFrozenStatistics("batch")
                .setClipNorm(0.01)
                .setClassWeight("1, 2, 3")
                .setLabelSmoothing(0.1);
        Map<String, double[]> expected = classifier.setWorkers(1).fit(DATA).weights();
        assertSame(classifier.setWorkers(2).fit(DATA).weights(), expected);
    }

    @Test
    void other_classes_take_over_all_but_the_last_layer_which_may_stay_frozen() throws Exception {
        NeuralNetworkClassificationModel model = Clouds.classifier().fit(DATA);
        NeuralNetworkClassificationModel next = Clouds.classifier()
                .setLayers("dense(8) batchNorm relu dense(5)")
                .setInitialModel(saved(model))
                .setInitialLayers(3)
                .setFrozenLayers("0-2")
                .fit(DATA);
        for (String name :
                List.of("0.weight", "1.gamma", "1.beta", "1.runningMean", "1.runningVariance", "1.batches")) {
            assertThat(next.weights().get(name))
                    .as(name)
                    .containsExactly(model.weights().get(name));
        }
        assertThat(next.numClasses()).isEqualTo(5);
    }

    @Test
    void another_network_is_refused_with_the_first_layer_that_differs() throws Exception {
        String path = saved(Clouds.classifier().setEpochs(1).fit(DATA));
        NeuralNetworkClassifier start = Clouds.classifier().setInitialModel(path);
        assertThatThrownBy(() ->
                        start.setLayers("dense(8) batchNorm tanh dense(3)").fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The network differs from initialModel '" + path
                                + "' in layer 2: tanh (shape 8, 0 weights) here and relu (shape 8, 0 weights) there; give the same layers, or set initialLayers to 2.");
        assertThatThrownBy(() ->
                        start.setLayers("dense(9) batchNorm relu dense(3)").fit(DATA))
                .hasMessageContaining(
                        "in layer 0: dense(9) (shape 9, 36 weights) here and dense(8) (shape 8, 32 weights) there");
        assertThatThrownBy(() -> start.setLayers("dense(8) batchNorm relu dense(3) dense(3)")
                        .fit(DATA))
                .hasMessageContaining("in layer 4: dense(3) (shape 3, 12 weights) here and nothing there");
        assertThatThrownBy(() -> Clouds.classifier()
                        .setInitialModel(folder.resolve("none").toString())
                        .fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no model at");
        assertThatThrownBy(() -> start.setLayers("dense(8) relu dense(3)").fit(DATA))
                .hasMessageContaining(
                        "in layer 0: dense(8) (shape 8, 40 weights) here and dense(8) (shape 8, 32 weights) there");
        assertThatThrownBy(() -> start.setLayers("dense(8) batchNorm relu dense(3)")
                        .setInitialLayers(9)
                        .fit(DATA))
                .hasMessage("initialLayers is 9 and the network has 4 layers; set initialLayers to at most that.");
        assertThatThrownBy(() -> Clouds.classifier().setInitialLayers(2).fit(DATA))
                .hasMessageContaining("there is no initialModel");
    }

    @Test
    void a_layer_of_other_weights_is_another_even_where_their_number_is_the_same() throws Exception {
        String layers = "reshape(2, 2) gru(3, norm=batchNorm) dense(3)";
        String path = saved(Clouds.classifier().setLayers(layers).setEpochs(1).fit(DATA));
        assertThatThrownBy(() -> Clouds.classifier()
                        .setLayers(layers.replace("batchNorm", "layerNorm"))
                        .setInitialModel(path)
                        .fit(DATA))
                .hasMessageContaining("in layer 1: gru(3, norm=layerNorm)")
                .hasMessageContaining("here and gru(3, norm=batchNorm)");
    }

    @Test
    void a_start_is_a_network() throws Exception {
        String path = folder.resolve("scaler").toString();
        new MaxAbsScaler().setInputCols("weight").fit(DATA).save(path);
        assertThatThrownBy(() -> Clouds.classifier().setInitialModel(path).fit(DATA))
                .hasMessage("'" + path + "' is a ScalerModel, not a trained network; give the path of one.");
    }

    @Test
    void a_checkpoint_is_a_model_and_a_start() {
        String checkpoints = folder.resolve("checkpoints").toString();
        NeuralNetworkClassificationModel model =
                Clouds.classifier().setCheckpointDir(checkpoints).fit(DATA);
        NeuralNetworkClassificationModel loaded = NeuralNetworkClassificationModel.fromCheckpoint(checkpoints);
        assertSame(loaded.weights(), model.weights());
        assertThat(loaded.layers()).isEqualTo(model.layers());
        assertThat(loaded.predict(1, 2, 3, 4)).isEqualTo(model.predict(1, 2, 3, 4));
        assertSame(NeuralNetworkClassificationModel.load(checkpoints).weights(), model.weights());
        assertThat(Clouds.classifier()
                        .setInitialModel(checkpoints)
                        .setEpochs(1)
                        .setLearningRate(1e-300)
                        .fit(DATA)
                        .weights()
                        .get("0.weight"))
                .containsExactly(model.weights().get("0.weight"));
        assertThatThrownBy(() -> NeuralNetworkRegressionModel.fromCheckpoint(checkpoints))
                .hasMessageContaining("are of a classification");
        assertThatThrownBy(() -> NeuralNetworkRegressionModel.load(checkpoints))
                .hasMessageContaining("are of a classification");
        assertThatThrownBy(() -> NeuralNetworkClassificationModel.fromCheckpoint(folder.toString()))
                .hasMessageContaining("There are no checkpoints in");
    }

    /** Blocks of all kinds, in either precision: neither the workers nor a break change a bit. */
    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void a_training_of_blocks_that_was_interrupted_ends_in_the_bits_of_one_that_was_not(String precision) {
        NeuralNetworkClassifier classifier = Clouds.classifier()
                .setLayers(
                        "dense(12) reshape(3, 2, 2) concat(conv2d(2, 1x2, padding=same) batchNorm relu | conv2d(2, 1))"
                                + " auxiliary(flatten dense(3)) reshape(6, 4) residual(gru(4, norm=batchNorm, output=all))"
                                + " bidirectional(lstm(2)) dense(3)")
                .setPrecision(precision)
                .setClipNorm(1);
        Map<String, double[]> whole = classifier.setWorkers(1).fit(DATA).weights();
        assertSame(classifier.setWorkers(2).fit(DATA).weights(), whole);
        classifier.setCheckpointDir(folder.resolve("checkpoints").toString());
        classifier.setEpochs(2).fit(DATA);
        assertSame(classifier.setEpochs(4).setResume(true).fit(DATA).weights(), whole);
    }

    @Test
    void a_scaled_label_goes_on_where_its_model_ended() throws Exception {
        Dataset<Row> rows = DATA.selectExpr("features", "100 + 7 * label AS label");
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers("dense(6) tanh dense(1)")
                .setBatchSize(16)
                .setEpochs(6)
                .setLabelScaler("standard");
        NeuralNetworkRegressionModel model = regressor.fit(rows);
        String path = folder.resolve("regression").toString();
        model.save(path);
        NeuralNetworkRegressionModel next = regressor
                .setInitialModel(path)
                .setEpochs(1)
                .setLearningRate(1e-300)
                .fit(rows);
        double[] x = {1, 0, 0, 0};
        // The last layer is scaled there and back, each time with one rounding.
        assertThat(next.predict(x)).isCloseTo(model.predict(x), within(1e-11));
    }

    @Test
    void bad_wishes_are_refused_before_the_training() {
        assertThatThrownBy(() -> Clouds.classifier().setClipNorm(0)).hasMessageContaining("clipNorm");
        assertThatThrownBy(() -> Clouds.classifier().setClassWeight("1, 2").fit(DATA))
                .hasMessage("classWeight is \"1, 2\" and there are 3 classes; give one weight for each.");
        assertThatThrownBy(() -> Clouds.classifier().setClassWeight("even").fit(DATA))
                .hasMessageContaining("give none, balanced, or a number above 0 for each class");
        assertThatThrownBy(() -> Clouds.classifier().setFrozenLayers("9").fit(DATA))
                .hasMessageContaining("is none of the network's layers");
        assertThatThrownBy(() -> new NeuralNetworkRegressor()
                        .setLayers("dense(1)")
                        .setLabelSmoothing(0.1)
                        .fit(DATA))
                .hasMessageContaining("labelSmoothing is 0.1, which is for classes");
    }

    @Test
    void a_search_for_a_rate_ends_where_the_loss_has_gone_up() {
        RateCurve curve = Clouds.classifier().findLearningRate(DATA);
        assertThat(curve.points().get(0).rate()).isEqualTo(1e-6);
        assertThat(curve.points())
                .hasSizeBetween(20, 140)
                .isSortedAccordingTo((a, b) -> Double.compare(a.rate(), b.rate()));
        assertThat(curve.suggested()).isBetween(1e-3, 1.0);
    }

    @Test
    void balanced_classes_count_the_same() {
        Dataset<Row> rows = DATA.where("label = 0 OR rand(1) < 0.05");
        List<Row> counts = rows.groupBy("label").count().orderBy("label").collectAsList();
        double all = counts.stream().mapToLong(row -> row.getLong(1)).sum();
        String weights = String.join(
                ", ",
                counts.stream()
                        .map(row -> Double.toString(all / (3 * row.getLong(1))))
                        .toList());
        assertSame(
                Clouds.classifier().setClassWeight("balanced").fit(rows.cache()).weights(),
                Clouds.classifier().setClassWeight(weights).fit(rows).weights());
    }
}
