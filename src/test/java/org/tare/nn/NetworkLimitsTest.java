package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.nn.core.Shape;

/** Texts of networks that no memory holds are refused before any of it is taken. */
class NetworkLimitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(1000000000)",
                "dense(65536) dense(65536)",
                "residual(dense(2147483647) dense(4))",
                "dense(2147483647) batchNorm",
                "reshape(2, 2, 1) conv2d(2147483647, 1)",
                "reshape(2, 2, 1) conv2d(3, 100000, padding=100000)",
                "reshape(2, 2, 1) conv2d(3, 2, padding=2147483647)",
                "reshape(65536, 65536, 4)",
            })
    void sizes_beyond_an_array_point_at_the_layer(String text) {
        assertThatThrownBy(() -> Network.parse(text, Shape.of(4), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\" at character ")
                .hasMessageContaining("makes more numbers than an array holds")
                .hasMessageEndingWith(".");
    }

    @Test
    void many_layers_that_together_are_too_large_are_refused() {
        String text = "dense(40000) dense(40000) dense(40000)";
        assertThatThrownBy(() -> Network.parse(text, Shape.of(4), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "The network has " + (4 * 40_000L + 2 * 40_000L * 40_000 + 3 * 40_000L) + " weights");
    }

    @Test
    void weights_beyond_the_heap_are_refused_with_both_figures() {
        int outputs = (int) (Runtime.getRuntime().maxMemory() / Double.BYTES / 30_000) + 1;
        assertThatThrownBy(() -> Network.parse("dense(" + outputs + ")", Shape.of(30_000), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(outputs * 30_001L + " weights")
                .hasMessageContaining("this JVM has " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }

    @Test
    void a_state_that_is_smaller_than_its_text_says_is_refused_without_making_the_network() {
        int outputs = (int) (Runtime.getRuntime().maxMemory() / Double.BYTES / 30_000) + 1;
        assertThatThrownBy(() -> Network.restored(
                        "dense(" + outputs + ")", Shape.of(30_000), Map.of("0.weight", new double[] {1, 2})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 numbers for 0.weight where " + outputs * 30_000L + " numbers are needed");
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 20_000})
    void blocks_may_stand_within_blocks_100_deep(int depth) {
        String text = "residual(".repeat(depth) + "relu" + ")".repeat(depth);
        assertThatThrownBy(() -> Network.parse(text, Shape.of(4), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stands in more than 100 pairs of parentheses")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
        String allowed = "residual(".repeat(100) + "relu" + ")".repeat(100);
        assertThat(Network.parse(allowed, Shape.of(4), 1).toString()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void the_size_is_that_of_the_network(String text, Shape shape) {
        Network network = Network.parse(text, shape, 1);
        NetworkSize size = Network.size(text, shape);
        assertThat(size.outputs()).isEqualTo(network.output().size());
        assertThat(size.weights())
                .isEqualTo(network.state().values().stream()
                        .mapToInt(numbers -> numbers.length)
                        .sum());
        assertThat(size.numbersPerRow()).isGreaterThanOrEqualTo(size.outputs());
        Training.assertSameBits(Network.restored(text, shape, network.state()).state(), network.state());
    }
}
