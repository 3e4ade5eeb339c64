package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;

/** Layers in {@code masked(...)} do to the observed steps of padded sequences what they would do to these steps as rows. */
class MaskedTest {
    private static final String INNER =
            "dense(4) batchNorm(momentum=0.3) tanh batchRenorm(warmUp=0) dropout(0) layerNorm";
    private static final Shape SHAPE = Shape.of(4, 3);
    private static final int OUTPUTS = 4;

    /** How many of the four steps of each sequence are observed; the third is padding alone. */
    private static final int[] LENGTHS = {4, 2, 0, 1, 3, 4};

    @ParameterizedTest
    @ValueSource(doubles = {0, -1})
    void padding_leaves_sums_and_counts(double padding) {
        Matrix sequences = sequences(SHAPE.channels(), padding);
        Matrix gradients = sequences(OUTPUTS, 7);
        Network alone = Network.parse(INNER, Shape.of(SHAPE.channels()), 1);
        Network wrapped = Network.parse("masked(value=" + padding + " " + INNER + ")", SHAPE, 1);
        Map<String, double[]> weights = new HashMap<>();
        alone.state().forEach((name, numbers) -> weights.put("0." + name, numbers));
        wrapped.restore(weights);
        Probe.Seen rows = run(alone, observed(sequences), observed(gradients));
        Probe.Seen masked = run(wrapped, sequences, gradients);
        assertThat(masked.output().toArray()).containsExactly(padded(rows.output()));
        assertThat(masked.inputGradient().toArray()).containsExactly(padded(rows.inputGradient()));
        rows.gradients()
                .forEach((name, numbers) ->
                        assertThat(masked.gradients().get("0." + name)).containsExactly(numbers));
        rows.state()
                .forEach((name, numbers) ->
                        assertThat(masked.state().get("0." + name)).containsExactly(numbers));
    }

    @Test
    void moments_are_those_of_all_ranks_even_if_some_hold_padding_alone() {
        Matrix sequences = sequences(SHAPE.channels(), 0);
        Matrix gradients = sequences(OUTPUTS, 0);
        String text = "masked(" + INNER + ")";
        Probe.Seen whole = run(Network.parse(text, SHAPE, 1), sequences, gradients);
        int[] cut = {2, 1, 0, 3};
        for (int ranks : new int[] {1, 2, 4}) {
            Probe.Seen split = Probe.run(
                            () -> Network.parse(text, SHAPE, 1), ranks, cut, List.of(sequences), List.of(gradients))
                    .get(0);
            // Of sums of 14 numbers near 1, in another order.
            Golden.assertClose(split.output().toArray(), whole.output().toArray(), 1e-13);
            Golden.assertClose(
                    split.inputGradient().toArray(), whole.inputGradient().toArray(), 1e-13);
            whole.state()
                    .forEach((name, numbers) -> Golden.assertClose(split.state().get(name), numbers, 1e-13));
        }
    }

    @Test
    void inference_leaves_padding_out_too() {
        Network network = Network.parse("masked(batchNorm) flatten", Shape.of(3, 1), 1);
        Probe.run(
                () -> network,
                1,
                new int[] {1},
                List.of(Matrix.of(new double[] {4, 6, 0})),
                List.of(Matrix.of(new double[] {1, 1, 1})));
        double runningMean = 0.1 * 5;
        double runningVariance = 1 + 0.1 * (2 - 1);
        assertThat(network.predict(0, 9, 0))
                .containsExactly(0, (9 - runningMean) * (1 / Math.sqrt(runningVariance + 1e-5)), 0);
    }

    private static Probe.Seen run(Network network, Matrix x, Matrix dy) {
        return Probe.run(() -> network, 1, new int[] {x.rows()}, List.of(x), List.of(dy))
                .get(0);
    }

    private static Matrix sequences(int width, double padding) {
        Random random = new Random(width);
        Matrix sequences = Matrix.zeros(LENGTHS.length, 4 * width);
        sequences.fill(padding);
        for (int row = 0; row < LENGTHS.length; row++) {
            for (int i = 0; i < LENGTHS[row] * width; i++) {
                sequences.set(row, i, 0.5 + random.nextGaussian());
            }
        }
        return sequences;
    }

    private static Matrix observed(Matrix sequences) {
        int width = sequences.cols() / 4;
        return Matrix.of(IntStream.range(0, LENGTHS.length)
                .boxed()
                .flatMap(row -> IntStream.range(0, LENGTHS[row])
                        .mapToObj(step -> Arrays.copyOfRange(
                                sequences.data(),
                                sequences.start(row) + step * width,
                                sequences.start(row) + (step + 1) * width)))
                .toArray(double[][]::new));
    }

    private static double[] padded(Matrix observed) {
        double[] padded = new double[LENGTHS.length * 4 * observed.cols()];
        int from = 0;
        for (int row = 0; row < LENGTHS.length; row++) {
            int numbers = LENGTHS[row] * observed.cols();
            System.arraycopy(observed.data(), observed.offset() + from, padded, row * 4 * observed.cols(), numbers);
            from += numbers;
        }
        return padded;
    }
}
