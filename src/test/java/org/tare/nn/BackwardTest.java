package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Shape;

/** Every backward pass is the derivative of its forward pass, by central differences. */
class BackwardTest {
    private static final int[] CUT = {3, 0, 2};

    @ParameterizedTest(name = "{0} on rows of {1}")
    @MethodSource("org.tare.nn.LayerExamplesTest#all")
    void the_backward_pass_is_the_derivative(String text, Shape shape) {
        Network network = Network.parse(text, shape, 7);
        Random random = new Random(3);
        network.parameters().stream()
                .filter(Parameter::isLearned)
                .forEach(parameter ->
                        parameter.value().copy(normal(random, parameter.value().size())));
        Matrix x = Matrix.view(normal(random, 5 * shape.size()), 0, 5, shape.size());
        Matrix dy = Matrix.view(
                normal(random, 5 * network.output().size()),
                0,
                5,
                network.output().size());
        Probe.Seen seen = run(network, x, dy);
        assertDerivative(network, x, dy, x.data(), seen.inputGradient().toArray());
        network.parameters().stream()
                .filter(Parameter::isLearned)
                .forEach(parameter -> assertDerivative(
                        network, x, dy, parameter.array(), seen.gradients().get(parameter.name())));
    }

    /** Σ y·dy moves by the gradient when a number moves. */
    private static void assertDerivative(Network network, Matrix x, Matrix dy, double[] numbers, double[] gradient) {
        assertThat(gradient).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.length; i++) {
            double h = 1e-5;
            double before = numbers[i];
            numbers[i] = before + h;
            double up = product(run(network, x, dy).output(), dy);
            numbers[i] = before - h;
            double down = product(run(network, x, dy).output(), dy);
            numbers[i] = before;
            // The difference quotient is off by h² times third derivatives, and by rounding of about 1e-15 / h.
            assertThat(gradient[i]).isCloseTo((up - down) / (2 * h), within(2e-7));
        }
    }

    private static Probe.Seen run(Network network, Matrix x, Matrix dy) {
        SoloCollective solo = new SoloCollective();
        return new Probe(network, solo, CUT.length).step(Probe.hosted(x, CUT, solo), Probe.hosted(dy, CUT, solo));
    }

    private static double product(Matrix a, Matrix b) {
        double[] left = a.toArray();
        double[] right = b.toArray();
        return IntStream.range(0, left.length)
                .mapToDouble(i -> left[i] * right[i])
                .sum();
    }

    private static double[] normal(Random random, int size) {
        return random.doubles(size).map(u -> random.nextGaussian()).toArray();
    }
}
