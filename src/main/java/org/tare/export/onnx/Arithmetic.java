package org.tare.export.onnx;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Sums, differences, products and quotients of values and constants, to the bit in runtimes that rewrite graphs. ONNX Runtime takes an
 * addition of 1e-310 or a product with 1 + 1e-9 for one that changes nothing, since the constant is neutral as a float; it
 * does so where there is one constant, and knows neither Sum nor the mirrored product.
 */
final class Arithmetic {
    /** Beyond the half ulp of a float by which constants are confused with neutral ones. */
    private static final double NEAR = 0x1p-16;

    private final OnnxGraph graph;

    Arithmetic(OnnxGraph graph) {
        this.graph = graph;
    }

    /** {@code x + c}; adding -0 changes nothing. */
    String plus(String x, double... c) {
        if (isAll(-0.0, c)) {
            return x;
        }
        return graph.add(isNear(0, c) ? "Sum" : "Add", x, graph.numbers(c));
    }

    /** {@code x - c}; subtracting 0 changes nothing. */
    String minus(String x, double... c) {
        return isNear(0, c) ? plus(x, negative(c)) : graph.add("Sub", x, graph.numbers(c));
    }

    /** {@code x c}. */
    String times(String x, double... c) {
        return scaled("Mul", x, c);
    }

    /** {@code x / c}. */
    String over(String x, double... c) {
        return scaled("Div", x, c);
    }

    private String scaled(String operator, String x, double... c) {
        if (isAll(1, c)) {
            return x;
        }
        return isNear(1, c)
                ? graph.add("Neg", graph.add(operator, x, graph.numbers(negative(c))))
                : graph.add(operator, x, graph.numbers(c));
    }

    private static boolean isAll(double neutral, double... c) {
        return DoubleStream.of(c).allMatch(value -> Double.compare(value, neutral) == 0);
    }

    private static boolean isNear(double neutral, double... c) {
        return DoubleStream.of(c).allMatch(value -> Math.abs(value - neutral) <= NEAR);
    }

    private static double[] negative(double... c) {
        return Arrays.stream(c).map(value -> -value).toArray();
    }
}
