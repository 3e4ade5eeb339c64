package org.tare.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.linalg.Matrix;

class LossTest {
    private static final Matrix OUTPUT = Matrix.of(new double[] {0.5, -1, 2}, new double[] {-0.3, 0.1, 0.9});
    private static final Matrix WEIGHT = Matrix.of(new double[] {1.5}, new double[] {0.25});

    @ParameterizedTest
    @ValueSource(strings = {"crossEntropy", "binaryCrossEntropy", "squaredError"})
    void the_gradient_is_the_derivative(String name) {
        Loss loss = Losses.parse(name);
        Matrix target = target(loss);
        Matrix gradient = Matrix.zeros(2, 3);
        loss.sum(OUTPUT, target, WEIGHT, gradient);
        for (int row = 0; row < 2; row++) {
            for (int col = 0; col < 3; col++) {
                double h = 1e-5;
                double slope = (moved(loss, target, row, col, h) - moved(loss, target, row, col, -h)) / (2 * h);
                // Central differences are off by h² times a third derivative, and by rounding over h.
                assertThat(gradient.get(row, col)).isCloseTo(slope, within(1e-9));
            }
        }
    }

    @Test
    void sums_are_those_of_the_definitions() {
        double p = Math.exp(2) / (Math.exp(0.5) + Math.exp(-1) + Math.exp(2));
        assertSum("crossEntropy", new double[] {2}, -Math.log(p));
        assertSum("squaredError", new double[] {1, 1, 1}, 0.25 + 4 + 1);
        double expected = 0;
        double[] t = {1, 0, 0.25};
        for (int i = 0; i < 3; i++) {
            double q = 1 / (1 + Math.exp(-OUTPUT.get(0, i)));
            expected -= t[i] * Math.log(q) + (1 - t[i]) * Math.log(1 - q);
        }
        assertSum("binaryCrossEntropy", t, expected);
    }

    @Test
    void predictions_are_probabilities_or_the_outputs_themselves() {
        assertThat(predict("crossEntropy", 0, Math.log(3))).containsExactly(new double[] {0.25, 0.75}, within(1e-16));
        assertThat(predict("binaryCrossEntropy", 0, Math.log(3)))
                .containsExactly(new double[] {0.5, 0.75}, within(1e-16));
        assertThat(predict("squaredError", 0, 3)).containsExactly(0, 3);
    }

    @Test
    void large_outputs_overflow_nothing() {
        Matrix output = Matrix.of(new double[] {1e4, -1e4});
        Matrix gradient = Matrix.zeros(1, 2);
        Matrix one = Matrix.of(new double[] {1});
        assertThat(Losses.parse("crossEntropy").sum(output, one, one, gradient)).isEqualTo(2e4);
        assertThat(gradient.toArray()).containsExactly(1, -1);
        Matrix wrong = Matrix.of(new double[] {0, 1});
        assertThat(Losses.parse("binaryCrossEntropy").sum(output, wrong, one, gradient))
                .isEqualTo(2e4);
        assertThat(gradient.toArray()).containsExactly(1, -1);
    }

    @Test
    void impossible_targets_and_names_are_refused() {
        Matrix one = Matrix.of(new double[] {1});
        assertThatThrownBy(() -> Losses.parse("binaryCrossEntropy")
                        .sum(one, Matrix.of(new double[] {-1}), one, Matrix.zeros(1, 1)))
                .hasMessageContaining("Target -1.0 is not between 0 and 1");
        assertThatThrownBy(() -> Losses.parse("hinge"))
                .hasMessageContaining("\"hinge\" is not a loss; give one of [binary");
    }

    private static void assertSum(String name, double[] target, double expected) {
        double sum =
                Losses.parse(name).sum(OUTPUT.rows(0, 1), Matrix.of(target), WEIGHT.rows(0, 1), Matrix.zeros(1, 3));
        assertThat(sum).isCloseTo(1.5 * expected, within(1e-14));
    }

    private static double[] predict(String name, double... output) {
        Matrix row = Matrix.of(output);
        Losses.parse(name).predict(row);
        return row.toArray();
    }

    private static double moved(Loss loss, Matrix target, int row, int col, double by) {
        Matrix output = Matrix.zeros(2, 3);
        output.copy(OUTPUT);
        output.set(row, col, output.get(row, col) + by);
        return loss.sum(output, target, WEIGHT, Matrix.zeros(2, 3));
    }

    private static Matrix target(Loss loss) {
        return loss.targets(3) == 1
                ? Matrix.of(new double[] {2}, new double[] {0})
                : Matrix.of(new double[] {0, 1, 0.25}, new double[] {1, 0.5, 0});
    }
}
