package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Shape;

/** Training in single precision is training in double, but for rounding, whatever layers a product's numbers go through. */
class SinglePrecisionTest {
    private static final int[] CUT = {5, 0, 4};

    /** Of a few hundred operations, each of which rounds to 2⁻²⁴, on numbers that normalizations of nine rows magnify. */
    private static final double ROUNDING = 1e-4;

    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void every_layer_takes_what_products_made_and_leaves_what_they_take(String text, Shape shape) {
        String dimensions =
                Arrays.stream(shape.dimensions()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String before = "dense(%d) reshape(%s) ".formatted(shape.size(), dimensions);
        // A head has as many outputs as the network, so nothing may follow it.
        assertAlike(before + text + (text.contains("auxiliary") ? "" : " flatten dense(2)"), shape.size());
    }

    @Test
    void branches_share_their_numbers() {
        assertAlike("dense(6) residual(dense(6) batchNorm relu dense(6)) relu dense(2)", 4);
        assertAlike("dense(6) residual(relu dense(6) batchNorm) tanh dense(2)", 4);
        assertAlike("dense(6) residual(batchNorm relu | dense(6) batchNorm) batchNorm dense(2)", 4);
        assertAlike("dense(6) concat(relu | dense(6) | batchNorm | ) dense(2)", 4);
        assertAlike("dense(6) auxiliary(relu dense(2)) batchNorm dense(2)", 4);
    }

    private static void assertAlike(String text, int features) {
        Random random = new Random(text.hashCode());
        Network network = Network.parse(text, Shape.of(features), 1);
        Matrix x = random(9, features, random);
        Matrix dy = random(9, network.output().size(), random);
        Probe.Seen exact = step(network, x, dy, Precision.DOUBLE);
        Probe.Seen rounded = step(network, x, dy, Precision.FLOAT);
        assertThat(distance(rounded.output().toArray(), exact.output().toArray()))
                .isLessThan(ROUNDING);
        exact.gradients()
                .forEach((name, numbers) -> assertThat(
                                distance(rounded.gradients().get(name), numbers))
                        .as(name)
                        .isLessThan(ROUNDING));
        assertThat(distance(
                        rounded.inputGradient().toArray(), exact.inputGradient().toArray()))
                .isLessThan(ROUNDING);
    }

    private static Probe.Seen step(Network network, Matrix x, Matrix dy, Precision precision) {
        SoloCollective solo = new SoloCollective();
        return new Probe(network, solo, CUT.length, precision)
                .step(Probe.hosted(x, CUT, solo), Probe.hosted(dy, CUT, solo));
    }

    /** The greatest difference, in terms of the largest number, or of 1. */
    private static double distance(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double largest = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
        double distance = 0;
        for (int i = 0; i < actual.length; i++) {
            distance = Math.max(distance, Math.abs(actual[i] - expected[i]));
        }
        return distance / largest;
    }

    private static Matrix random(int rows, int cols, Random random) {
        return Matrix.view(random.doubles((long) rows * cols, -1, 1).toArray(), 0, rows, cols);
    }
}
