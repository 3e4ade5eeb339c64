package org.tare.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Shape;
import org.tare.nn.layer.Sequence;
import org.tare.nn.text.TermParser;

class OptimizerTest {
    private static final double RATE = 0.1;

    /** Two steps from 1 with gradients 2 and 6 of rows of weight 4, that is 0.5 and 1.5. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgd                              | 0.95   | 0.8
            sgd(momentum=0.5)                | 0.95   | 0.775
            sgd(momentum=0.5, nesterov=true) | 0.925  | 0.6875
            sgd(weightDecay=0.2)             | 0.93   | 0.7614
            """)
    void sgd_moves_as_defined(String text, double first, double second) {
        double[] w = {1};
        double[][] memory = memory(text);
        move(text, w, memory, 2, 1);
        assertThat(w[0]).isCloseTo(first, within(1e-15));
        move(text, w, memory, 6, 2);
        assertThat(w[0]).isCloseTo(second, within(1e-15));
    }

    @Test
    void an_option_that_would_do_nothing_is_refused() {
        assertThatThrownBy(() -> memory("sgd(nesterov=true)"))
                .hasMessage(
                        "\"nesterov=true\" at character 5 of \"sgd(nesterov=true)\" would do nothing, since momentum is 0;"
                                + " leave it out.");
    }

    @Test
    void adam_moves_as_defined() {
        double[] w = {1};
        double[][] memory = memory("adam");
        move("adam", w, memory, 2, 1);
        assertThat(w[0]).isCloseTo(1 - RATE * 0.5 / (0.5 + 1e-8), within(1e-14));
        double before = w[0];
        move("adam", w, memory, 6, 2);
        double mean = (0.9 * 0.1 * 0.5 + 0.1 * 1.5) / (1 - 0.81);
        double square = (0.999 * 0.001 * 0.25 + 0.001 * 2.25) / (1 - 0.998001);
        // The shares 1-β2ᵗ lose three digits.
        assertThat(w[0]).isCloseTo(before - RATE * mean / (Math.sqrt(square) + 1e-8), within(1e-12));
    }

    @Test
    void weight_decay_spares_gamma_beta_and_bias() {
        Optimizer optimizer = Optimizers.parse("adam(weightDecay=0.25)");
        Layer network = Sequence.build(TermParser.parse("dense(2) batchNorm relu dense(2) layerNorm"), Shape.of(2), 1);
        for (Parameter parameter : network.parameters()) {
            assertThat(optimizer.decay(parameter))
                    .as(parameter.name())
                    .isEqualTo(parameter.name().endsWith("weight") ? 0.25 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            constant                      | 0     | 1
            constant                      | 99999 | 1
            step(10)                      | 9     | 1
            step(10)                      | 10    | 0.1
            step(10, factor=0.5)          | 29    | 0.25
            cosine(100)                   | 0     | 1
            cosine(100)                   | 25    | 0.85355339059327376
            cosine(100)                   | 50    | 0.5
            cosine(100)                   | 100   | 0
            cosine(100)                   | 150   | 0
            warmUp(4)                     | 0     | 0.25
            warmUp(4)                     | 3     | 1
            warmUp(4)                     | 9     | 1
            warmUp(4, cosine(100))        | 1     | 0.5
            warmUp(4, cosine(100))        | 54    | 0.5
            """)
    void schedules_are_as_defined(String text, long step, double factor) {
        assertThat(Schedule.parse(text).factor(step)).isCloseTo(factor, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "step(10, factor=0.5)", "warmUp(4, cosine(100))"})
    void a_schedule_is_printed_as_it_was_read(String text) {
        assertThat(Schedule.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgb                   | "sgb" at character 1 of "sgb" is not an optimizer; give one of adam, sgd
            sgd adam              | "sgd adam" has 2 words; give one
            sgd(momentum=1.5)     | is not a number between 0 and 1
            sgd(beta1=0.5)        | "beta1=0.5" at character 5 of "sgd(beta1=0.5)" is not an option of sgd
            """)
    void an_error_points_at_the_word(String text, String message) {
        assertThatThrownBy(() -> Optimizers.parse(text)).hasMessageContaining(message);
    }

    @Test
    void an_unknown_schedule_is_refused() {
        assertThatThrownBy(() -> Schedule.parse("linear")).hasMessageContaining("is not a schedule; give constant");
        assertThatThrownBy(() -> Schedule.parse("cosine")).hasMessageContaining("needs steps, as in cosine(10)");
    }

    private static double[][] memory(String text) {
        return new double[Optimizers.parse(text).memory().size()][1];
    }

    private static void move(String text, double[] w, double[][] memory, double gradient, int step) {
        Optimizer optimizer = Optimizers.parse(text);
        Parameter weight = new Parameter("w", Parameter.Kind.WEIGHT, 1, 1, () -> Matrix.zeros(1, 1));
        optimizer.move(w, Matrix.of(new double[] {gradient}), 0.25, optimizer.decay(weight), memory, RATE, step);
    }
}
