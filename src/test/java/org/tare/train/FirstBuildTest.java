package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.FirstBuild;

/** Networks, stages and a checkpoint that the first build saved. */
class FirstBuildTest {
    private static final Dataset<Row> DATA = FirstBuild.data();

    /**
     * What is read has the bits that were written. What is computed from it goes through products of matrices whose bits
     * depend on the machine's BLAS: some hundred operations, each off by 1.1e-16 of numbers up to 4.
     */
    private static final double COMPUTED = 1e-13;

    @Test
    void a_classifier_knows_what_it_learned_and_predicts_as_it_did() {
        NeuralNetworkClassificationModel model =
                NeuralNetworkClassificationModel.load(FirstBuild.path("models/classifier"));
        requireSame(model, "networks/classifier");
        assertThat(model.numClasses()).isEqualTo(3);
        assertThat(model.numFeatures()).isEqualTo(2);
        requireClose("models/classifier", model.transform(DATA));
    }

    @Test
    void a_regressor_knows_what_it_learned_and_predicts_as_it_did() {
        NeuralNetworkRegressionModel model = NeuralNetworkRegressionModel.load(FirstBuild.path("models/regressor"));
        requireSame(model, "networks/regressor");
        requireClose("models/regressor", model.transform(DATA));
    }

    /** Its weights were learned with statistics that knew no weights of rows, so that they are others now. */
    @Test
    void an_unfitted_classifier_trains_a_network_of_the_same_shape() {
        Map<String, double[]> weights = classifier().fit(DATA).weights();
        JsonNode expected = FirstBuild.expected("networks/classifier").get("weights");
        assertThat(weights).hasSameSizeAs(expected);
        weights.forEach((key, values) -> assertThat(values)
                .hasSameSizeAs(FirstBuild.numbers(expected.get(key).asText())));
    }

    @Test
    void an_unfitted_regressor_trains_to_the_same_network() {
        requireClose(
                NeuralNetworkRegressor.load(FirstBuild.path("stages/regressor")).fit(DATA), "networks/regressor");
    }

    @Test
    void a_training_goes_on_from_a_checkpoint(@TempDir Path folder) throws IOException {
        // Training writes there.
        for (String file : List.of("epoch-000001.json", "epoch-000002.json")) {
            Files.copy(Path.of(FirstBuild.path("checkpoint"), file), folder.resolve(file));
        }
        NeuralNetworkClassifier resuming = classifier()
                .setPopulationStatistics(false)
                .setCheckpointDir(folder.toString())
                .setResume(true);
        // There is nothing left to do, so these are the weights of the file.
        NeuralNetworkModel before = resuming.fit(DATA);
        requireSame(before, "networks/checkpoint");
        NeuralNetworkModel resumed = resuming.setEpochs(4).fit(DATA);
        assertThat(resumed.history()).hasSize(4);
        assertThat(resumed.history().subList(0, 2)).isEqualTo(before.history());
    }

    private static NeuralNetworkClassifier classifier() {
        return NeuralNetworkClassifier.load(FirstBuild.path("stages/classifier"));
    }

    private static void requireSame(NeuralNetworkModel model, String name) {
        JsonNode expected = FirstBuild.expected(name);
        assertThat(model.layers()).isEqualTo(expected.get("layers").asText());
        assertThat(model.weights()).hasSameSizeAs(expected.get("weights"));
        model.weights()
                .forEach((key, values) -> assertThat(FirstBuild.hex(values))
                        .as(key)
                        .isEqualTo(expected.get("weights").get(key).asText()));
        assertThat(model.history().stream()
                        .map(epoch -> epoch.number() + " "
                                + FirstBuild.hex(epoch.loss(), epoch.validationLoss(), epoch.validationMetric()))
                        .toList())
                .isEqualTo(FirstBuild.texts(expected.get("history")));
    }

    private static void requireClose(NeuralNetworkModel model, String name) {
        JsonNode expected = FirstBuild.expected(name).get("weights");
        Map<String, double[]> weights = model.weights();
        assertThat(weights).hasSameSizeAs(expected);
        weights.forEach((key, values) ->
                requireClose(values, FirstBuild.numbers(expected.get(key).asText())));
    }

    private static void requireClose(String name, Dataset<Row> result) {
        List<String> rows = FirstBuild.rows(name, result);
        List<String> expected = FirstBuild.texts(FirstBuild.expected(name).get("rows"));
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            requireClose(FirstBuild.numbers(rows.get(i)), FirstBuild.numbers(expected.get(i)));
        }
    }

    private static void requireClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(COMPUTED));
        }
    }
}
