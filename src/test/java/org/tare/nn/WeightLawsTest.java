package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** A row of weight k is k equal rows, for every layer and every loss: in weights, statistics and the loss itself. */
class WeightLawsTest {
    private static final int ROWS = 6;
    private static final double[] WEIGHTS = {1, 3, 0, 2, 1, 0};

    /** Sums of k equal addends and k times one of them differ by rounding, here of some hundred operations on numbers near 1. */
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void a_weight_is_a_number_of_rows(String text, Shape shape) {
        for (String loss : Losses.names()) {
            Map<String, double[]> weighted = trained(text, shape, loss, WEIGHTS, false);
            // Dropout draws once for a row whatever its weight, so only rows of weight 0 have an equal without weights.
            Map<String, double[]> repeated = trained(text, shape, loss, WEIGHTS, true);
            if (!text.contains("dropout")) {
                repeated.forEach((name, numbers) -> Golden.assertClose(weighted.get(name), numbers, ROUNDING));
            }
        }
    }

    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void a_row_of_weight_0_is_not_there(String text, Shape shape) {
        double[] weights = {1, 0, 1, 1, 0, 1};
        for (String loss : Losses.names()) {
            Training.assertSameBits(
                    trained(text, shape, loss, weights, false), trained(text, shape, loss, weights, true));
        }
    }

    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void weights_of_1_are_as_none(String text, Shape shape) {
        double[] ones = {1, 1, 1, 1, 1, 1};
        Training.assertSameBits(
                trained(text, shape, "squaredError", ones, false), trained(text, shape, "squaredError", ones, true));
    }

    @Test
    void a_row_of_weight_0_may_hold_anything() {
        Trainer trainer = trainer("batchNorm dense(2)", Shape.of(2), "squaredError", 1);
        Batch x = Batch.of(Matrix.of(
                new double[] {1, 2}, new double[] {Double.NaN, Double.POSITIVE_INFINITY}, new double[] {3, 5}));
        Batch weights = Batch.of(Matrix.of(new double[] {1}, new double[] {0}, new double[] {1}));
        assertThat(trainer.step(x, x, weights).weight()).isEqualTo(2);
        assertThat(trainer.state().get("0.runningMean")).containsExactly(0.1 * 2, 0.1 * 3.5);
    }

    /** Weights that add up to less than 1 a batch, as weights that are shares do, still move what inference divides by. */
    @Test
    void the_unit_of_small_weights_does_not_matter() {
        Trainer trainer = trainer("batchNorm(momentum=1) dense(2)", Shape.of(1), "squaredError", 1);
        Matrix x = Matrix.of(new double[] {1}, new double[] {2}, new double[] {6});
        double[] share = {0.001};
        trainer.step(Batch.of(x), Batch.of(Matrix.zeros(3, 2)), Batch.of(Matrix.of(share, share, share)));
        assertThat(trainer.state().get("0.runningMean")[0]).isCloseTo(3, within(1e-14));
        // (4 + 1 + 9) / (3 - 1), as of rows without weights.
        assertThat(trainer.state().get("0.runningVariance")[0]).isCloseTo(7, within(1e-13));
    }

    /** Some steps, then the population; {@code repeat} for equal rows in place of weights. */
    private static Map<String, double[]> trained(
            String text, Shape shape, String loss, double[] weights, boolean repeat) {
        Trainer trainer = trainer(text, shape, loss, 2);
        int outputs = Network.parse(text, shape, 7).output().size();
        int targets = Losses.parse(loss).targets(outputs);
        PopulationStatistics population = null;
        for (int step = 0; step < 4; step++) {
            Random random = new Random(step);
            Matrix x = random(random, ROWS, shape.size());
            // A padded step, for masked layers.
            x.data()[0] = 0;
            x.data()[1] = 0;
            Matrix y = Matrix.zeros(ROWS, targets);
            Arrays.setAll(y.data(), i -> random.nextInt(Math.min(2, outputs)));
            int[] rows = repeat ? repeated(weights) : new int[] {0, 1, 2, 3, 4, 5};
            Matrix w = Matrix.zeros(rows.length, 1);
            Arrays.setAll(w.data(), i -> repeat ? 1 : weights[i]);
            List<Batch> batches = cut(rows, List.of(x, y), w);
            if (step < 3) {
                trainer.step(batches.get(0), batches.get(1), batches.get(2));
            } else {
                population = trainer.population();
                population.add(batches.get(0), batches.get(2));
            }
        }
        Map<String, double[]> state = trainer.state();
        population.finish();
        trainer.state().forEach((name, numbers) -> state.put("population." + name, numbers));
        return state;
    }

    /** Each as a batch of two shards: rows below 3, and the others. */
    private static List<Batch> cut(int[] rows, List<Matrix> matrices, Matrix weights) {
        int half = (int) Arrays.stream(rows).filter(row -> row < ROWS / 2).count();
        List<Batch> batches = new ArrayList<>();
        for (Matrix matrix : matrices) {
            Matrix selected = Probe.stack(Arrays.stream(rows)
                    .mapToObj(row -> matrix.rows(row, row + 1))
                    .toList());
            batches.add(Batch.of(List.of(selected.rows(0, half), selected.rows(half, rows.length))));
        }
        batches.add(Batch.of(List.of(weights.rows(0, half), weights.rows(half, rows.length))));
        return batches;
    }

    private static int[] repeated(double[] weights) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < weights.length; row++) {
            for (int k = 0; k < weights[row]; k++) {
                rows.add(row);
            }
        }
        return rows.stream().mapToInt(row -> row).toArray();
    }

    private static Trainer trainer(String text, Shape shape, String loss, int shards) {
        Network network = Network.parse(text, shape, 7);
        Random random = new Random(5);
        Consumer<Parameter> set = parameter ->
                parameter.value().copy(random(random, 1, parameter.value().size()));
        network.parameters().stream().filter(Parameter::isLearned).forEach(set);
        TrainingConfig config = new TrainingConfig(
                Losses.parse(loss), Optimizers.parse("sgd(momentum=0.5)"), Schedule.parse("constant"), 0.01, 1);
        return new Trainer(network, config, new SoloCollective(), shards);
    }

    private static Matrix random(Random random, int rows, int cols) {
        return Matrix.view(random.doubles((long) rows * cols, -1, 1).toArray(), 0, rows, cols);
    }
}
