package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Batch;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.ClassWeightedLoss;
import org.tare.nn.loss.Loss;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** What a step minimizes, how far it goes, and what it leaves as it is. */
class ObjectiveTest {
    private static final Matrix X =
            Matrix.view(new Random(4).doubles(6 * 3, -1, 1).toArray(), 0, 6, 3);
    private static final Matrix LABELS = Matrix.view(new double[] {0, 1, 1, 0, 1, 1}, 0, 6, 1);

    private static TrainingConfig config(Loss loss, double clipNorm) {
        return new TrainingConfig(
                loss, Optimizers.parse("sgd"), Schedule.parse("constant"), 1, 1, Precision.DOUBLE, clipNorm);
    }

    private static Trainer trainer(Network network, TrainingConfig config) {
        return new Trainer(network, config, new SoloCollective(), 1);
    }

    private static double norm(Map<String, double[]> from, Map<String, double[]> to) {
        return Math.sqrt(from.keySet().stream()
                .mapToDouble(name -> {
                    double[] before = from.get(name);
                    double[] after = to.get(name);
                    double squares = 0;
                    for (int i = 0; i < before.length; i++) {
                        squares += (after[i] - before[i]) * (after[i] - before[i]);
                    }
                    return squares;
                })
                .sum());
    }

    @Test
    void a_gradient_that_is_too_long_is_shortened_in_its_own_direction() {
        Network free = Network.parse("dense(4) tanh dense(2)", Shape.of(3), 1);
        Network clipped = Network.parse("dense(4) tanh dense(2)", Shape.of(3), 1);
        Map<String, double[]> start = free.state();
        trainer(free, config(Losses.parse("crossEntropy"), Double.POSITIVE_INFINITY))
                .step(Batch.of(X), Batch.of(LABELS));
        double whole = norm(start, free.state());
        double most = whole / 3;
        trainer(clipped, config(Losses.parse("crossEntropy"), most)).step(Batch.of(X), Batch.of(LABELS));
        double factor = most / (whole + 1e-6);
        start.forEach((name, before) -> {
            double[] expected = new double[before.length];
            Arrays.setAll(expected, i -> before[i] + factor * (free.state().get(name)[i] - before[i]));
            // Differences of numbers near 1.
            assertThat(clipped.state().get(name)).containsExactly(expected, within(1e-14));
        });
        Network loose = Network.parse("dense(4) tanh dense(2)", Shape.of(3), 1);
        trainer(loose, config(Losses.parse("crossEntropy"), 2 * whole)).step(Batch.of(X), Batch.of(LABELS));
        Training.assertSameBits(loose.state(), free.state());
    }

    @Test
    void a_weight_of_a_class_is_that_of_its_rows_in_the_loss() {
        Network byClass = Network.parse("dense(4) tanh dense(2)", Shape.of(3), 1);
        Network byRow = Network.parse("dense(4) tanh dense(2)", Shape.of(3), 1);
        Loss loss = new ClassWeightedLoss(Losses.parse("crossEntropy"), List.of(1.0, 5.0));
        double ofClass = trainer(byClass, config(loss, Double.POSITIVE_INFINITY))
                .step(Batch.of(X), Batch.of(LABELS))
                .loss();
        Matrix weights = Matrix.zeros(6, 1);
        Arrays.setAll(weights.data(), row -> LABELS.get(row, 0) == 1 ? 5 : 1);
        double ofRow = trainer(byRow, config(Losses.parse("crossEntropy"), Double.POSITIVE_INFINITY))
                .step(Batch.of(X), Batch.of(LABELS), Batch.of(weights))
                .loss();
        assertThat(ofClass).isEqualTo(ofRow);
        Training.assertSameBits(byClass.state(), byRow.state());
    }

    @Test
    void a_weight_of_a_class_is_in_no_statistic() {
        Network network = Network.parse("batchNorm dense(2)", Shape.of(3), 1);
        Network plain = Network.parse("batchNorm dense(2)", Shape.of(3), 1);
        Loss loss = new ClassWeightedLoss(Losses.parse("crossEntropy"), List.of(1.0, 5.0));
        trainer(network, config(loss, 1)).step(Batch.of(X), Batch.of(LABELS));
        trainer(plain, config(Losses.parse("crossEntropy"), 1)).step(Batch.of(X), Batch.of(LABELS));
        assertThat(network.state().get("0.runningMean"))
                .containsExactly(plain.state().get("0.runningMean"));
    }

    @Test
    void a_smoothed_label_is_a_mixture_with_all_classes() {
        double[] z = {0.3, -1.2, 2};
        double all = Arrays.stream(z).map(Math::exp).sum();
        double[] t = {0.1 / 3, 0.9 + 0.1 / 3, 0.1 / 3};
        double expected = 0;
        double[] derivative = new double[3];
        for (int i = 0; i < 3; i++) {
            expected -= t[i] * Math.log(Math.exp(z[i]) / all);
            derivative[i] = Math.exp(z[i]) / all - t[i];
        }
        Matrix gradient = Matrix.zeros(1, 3);
        Matrix one = Matrix.of(new double[] {1});
        double loss = Losses.smoothed("crossEntropy", 0.1).sum(Matrix.of(z), one, one, gradient);
        assertThat(loss).isCloseTo(expected, within(1e-15));
        assertThat(gradient.toArray()).containsExactly(derivative, within(1e-15));
        // Two classes by one output z are those by the outputs 0 and z.
        Matrix ofTwo = Matrix.zeros(1, 2);
        Matrix ofOne = Matrix.zeros(1, 1);
        double two = Losses.smoothed("crossEntropy", 0.3).sum(Matrix.of(new double[] {0, 0.7}), one, one, ofTwo);
        double single = Losses.smoothed("binaryCrossEntropy", 0.3).sum(Matrix.of(new double[] {0.7}), one, one, ofOne);
        assertThat(single).isCloseTo(two, within(1e-15));
        assertThat(ofOne.get(0, 0)).isCloseTo(ofTwo.get(0, 1), within(1e-15));
        assertThatThrownBy(() -> Losses.smoothed("squaredError", 0.1)).hasMessageContaining("is a number");
    }

    @Test
    void a_head_adds_its_loss_by_its_weight_and_is_not_there_in_inference() {
        String head = "auxiliary(dense(2, bias=false), weight=0.4) ";
        Network with = Network.parse(head + "dense(2)", Shape.of(3), 1);
        double sum = trainer(with, config(Losses.parse("crossEntropy"), 1))
                .step(Batch.of(X), Batch.of(LABELS))
                .loss();
        Network main = Network.parse(head + "dense(2)", Shape.of(3), 1);
        Network side = Network.parse("dense(2, bias=false)", Shape.of(3), 1);
        side.restore(Map.of("0.weight", main.state().get("0.0.weight")));
        Loss loss = Losses.parse("crossEntropy");
        Matrix ones = Matrix.zeros(6, 1);
        ones.fill(1);
        double expected = (loss.sum(main.predict(X), LABELS, ones, Matrix.zeros(6, 2))
                        + 0.4 * loss.sum(side.predict(X), LABELS, ones, Matrix.zeros(6, 2)))
                / 6;
        assertThat(sum).isCloseTo(expected, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void frozen_layers_keep_their_weights_and_as_asked_their_statistics(boolean statistics) {
        Network network =
                Network.parse("dense(4) batchNorm tanh residual(dense(4) batchNorm) dense(2)", Shape.of(3), 1);
        network.freeze(FrozenLayers.parse("0-1, 3.1"), statistics);
        Map<String, double[]> start = network.state();
        Trainer trainer = trainer(network, config(Losses.parse("crossEntropy"), 1));
        trainer.step(Batch.of(X), Batch.of(LABELS));
        Map<String, double[]> end = network.state();
        for (String name : List.of("0.weight", "1.gamma", "1.beta", "3.1.gamma", "3.1.beta")) {
            assertThat(end.get(name)).as(name).containsExactly(start.get(name));
        }
        for (String name : List.of("3.0.weight", "4.weight", "4.bias")) {
            assertThat(end.get(name)).as(name).isNotEqualTo(start.get(name));
        }
        for (String name : List.of("1.runningMean", "3.1.runningVariance")) {
            assertThat(Arrays.equals(end.get(name), start.get(name))).isEqualTo(statistics);
        }
    }

    /** Behind running statistics, what is before them is learned by the derivative all the same. */
    @Test
    void gradients_pass_a_frozen_batch_normalization() {
        String text = "dense(2, bias=false) batchNorm tanh";
        Matrix dy = Matrix.view(new Random(5).doubles(12, -1, 1).toArray(), 0, 6, 2);
        Network network = Network.parse(text, Shape.of(3), 1);
        Map<String, double[]> state = network.state();
        state.put("1.runningMean", new double[] {0.3, -0.2});
        state.put("1.runningVariance", new double[] {0.5, 3});
        network.restore(state);
        network.freeze(FrozenLayers.parse("1"), true);
        double[] gradient = Probe.run(() -> network, 1, new int[] {6}, List.of(X), List.of(dy))
                .get(0)
                .gradients()
                .get("0.weight");
        for (int i = 0; i < gradient.length; i++) {
            double[] moved = state.get("0.weight").clone();
            double[] sums = new double[2];
            for (int side = 0; side < 2; side++) {
                moved[i] = state.get("0.weight")[i] + (side == 0 ? 1e-6 : -1e-6);
                state.put("0.weight", moved);
                network.restore(state);
                double[] y = network.predict(X).toArray();
                for (int k = 0; k < y.length; k++) {
                    sums[side] += y[k] * dy.data()[k];
                }
                moved[i] -= side == 0 ? 1e-6 : -1e-6;
            }
            // Rounding of sums near 1 over 2e-6.
            assertThat(gradient[i]).isCloseTo((sums[0] - sums[1]) / 2e-6, within(1e-8));
        }
    }

    @Test
    void layers_that_cannot_be_frozen_are_named() {
        Network network = Network.parse("dense(4) relu dense(2)", Shape.of(3), 1);
        assertThatThrownBy(() -> network.freeze(FrozenLayers.parse("7"), true))
                .hasMessage("frozenLayers is \"7\", and 7 is none of the network's layers, which are 0, 1, 2.");
        assertThatThrownBy(() -> FrozenLayers.parse("0-")).hasMessageContaining("names no layers");
        assertThatThrownBy(() -> FrozenLayers.parse("3-1")).hasMessageContaining("names no layers");
        assertThatThrownBy(() -> network.freeze(FrozenLayers.parse("0-2"), true))
                .hasMessageContaining("nothing to learn");
    }

    @Test
    void a_summary_counts_what_each_layer_learns() {
        Network network = Network.parse(
                "reshape(4, 4, 1) conv2d(2, 3, padding=1) batchNorm residual(conv2d(2, 1)) flatten dense(3)",
                Shape.of(16),
                1);
        assertThat(network.summary().stream().map(line -> line.name() + " " + line.output() + " " + line.parameters()))
                .containsExactly(
                        "0 4x4x1 0", "1 4x4x2 18", "2 4x4x2 4", "3 4x4x2 0", "3.0 4x4x2 6", "4 32 0", "5 3 99");
        assertThat(network.numParameters()).isEqualTo(18 + 4 + 6 + 99);
        assertThat(network.shapes())
                .containsEntry("1.weight", List.of(2, 9))
                .containsEntry("2.runningMean", List.of(2))
                .containsEntry("5.bias", List.of(3));
    }
}
