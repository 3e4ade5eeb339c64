package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;

/** What layers compute, from their definitions. */
class LayersTest {
    @Test
    void a_convolution_is_a_sum_over_its_window() {
        Shape shape = Shape.of(4, 5, 2);
        Network network = Network.parse("conv2d(3, 3, stride=2, padding=1)", shape, 1);
        assertThat(network.output()).isEqualTo(Shape.of(2, 3, 3));
        double[] w = network.state().get("0.weight");
        double[] image = new Random(1).doubles(shape.size(), -1, 1).toArray();
        double[] y = network.predict(image);
        for (int row = 0; row < 2; row++) {
            for (int col = 0; col < 3; col++) {
                for (int out = 0; out < 3; out++) {
                    double sum = 0;
                    for (int k = 0; k < 3 * 3 * 2; k++) {
                        int atRow = 2 * row - 1 + k / 6;
                        int atCol = 2 * col - 1 + k / 2 % 3;
                        boolean inside = atRow >= 0 && atRow < 4 && atCol >= 0 && atCol < 5;
                        sum += inside ? w[out * 18 + k] * image[(atRow * 5 + atCol) * 2 + k % 2] : 0;
                    }
                    assertThat(y[(row * 3 + col) * 3 + out]).isCloseTo(sum, within(1e-14));
                }
            }
        }
    }

    @Test
    void many_images_are_convolved_as_each_alone() {
        Network network =
                Network.parse("conv2d(3, 5, padding=2) maxPool(2) avgPool(3, stride=2)", Shape.of(20, 20, 2), 1);
        Matrix images = Matrix.view(new Random(2).doubles(9 * 800).toArray(), 0, 9, 800);
        Matrix together = network.predict(images);
        for (int row = 0; row < 9; row++) {
            double[] alone = network.predict(images.rows(row, row + 1).toArray());
            assertThat(together.rows(row, row + 1).toArray()).containsExactly(alone, within(1e-15));
        }
    }

    @Test
    void pools_keep_the_largest_or_the_mean_of_each_channel() {
        double[] image = {1, 10, 2, 20, 3, -30, 4, -40};
        Shape shape = Shape.of(2, 2, 2);
        assertThat(Network.parse("maxPool(2)", shape, 1).predict(image)).containsExactly(4, 20);
        assertThat(Network.parse("avgPool(2)", shape, 1).predict(image)).containsExactly(2.5, -10);
        assertThat(Network.parse("maxPool(1)", shape, 1).predict(image)).containsExactly(image);
        double[] gaps = {Double.NaN, 10, 2, 20, 3, -30, 4, Double.NaN};
        assertThat(Network.parse("maxPool(2)", shape, 1).predict(gaps)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void rows_are_normalized_by_their_own_numbers_at_any_offset() {
        double[] x = {1, 2, 4, 9};
        double mean = 4;
        double deviation = Math.sqrt((9 + 4 + 0 + 25) / 4.0);
        for (double offset : new double[] {0, 1e8}) {
            double[] moved = Arrays.stream(x).map(v -> v + offset).toArray();
            double[] expected =
                    Arrays.stream(x).map(v -> (v - mean) / deviation).toArray();
            assertThat(Network.parse("layerNorm(eps=0)", Shape.of(4), 1).predict(moved))
                    .containsExactly(expected, within(1e-15));
            double rms =
                    Math.sqrt(Arrays.stream(moved).map(v -> v * v).average().orElseThrow());
            assertThat(Network.parse("rmsNorm(eps=0)", Shape.of(4), 1).predict(moved))
                    .containsExactly(Arrays.stream(moved).map(v -> v / rms).toArray(), within(1e-15));
        }
    }

    @Test
    void dropout_drops_its_share_and_keeps_the_mean_in_training_alone() {
        int size = 100_000;
        Matrix ones = Matrix.zeros(1, size);
        ones.fill(1);
        Network network = Network.parse("dropout(0.3)", Shape.of(size), 1);
        assertThat(network.predict(ones).toArray()).containsOnly(1);
        List<Probe.Seen> steps = Probe.run(() -> network, 1, new int[] {1}, List.of(ones, ones), List.of(ones, ones));
        double[] first = steps.get(0).output().toArray();
        double[] second = steps.get(1).output().toArray();
        assertThat(first).containsOnly(0, 1 / (1 - 0.3)).isNotEqualTo(second);
        // Of 100,000 draws the share has a standard deviation of 0.0014.
        assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(1, within(0.01));
        assertThat(steps.get(0).inputGradient().toArray()).containsExactly(first);
    }

    @Test
    void activations_are_their_functions() {
        double[] x = {-800, -1, -0.0, 0.5, 800};
        assertThat(Network.parse("relu", Shape.of(5), 1).predict(x)).containsExactly(0, 0, 0, 0.5, 800);
        assertThat(Network.parse("tanh", Shape.of(5), 1).predict(x))
                .containsExactly(Arrays.stream(x).map(Math::tanh).toArray());
        double[] sigmoid = {0, 1 / (1 + Math.E), 0.5, 1 / (1 + Math.exp(-0.5)), 1};
        assertThat(Network.parse("sigmoid", Shape.of(5), 1).predict(x)).containsExactly(sigmoid, within(1e-15));
    }

    @Test
    void rows_of_another_length_are_refused() {
        Network network = Network.parse("dense(2)", Shape.of(2, 3), 1);
        assertThatThrownBy(() -> network.predict(1, 2))
                .hasMessage("Rows have 2 features and the network takes 2x3; give rows of 6.");
        assertThatThrownBy(() -> Shape.of(3, 0)).hasMessageContaining("needs dimensions of at least 1, but is [3, 0]");
    }
}
