package org.tare.nn.core;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.tare.linalg.Matrix;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** The first weights of a layer. */
public interface Initializer {
    /** A matrix of new weights, for sums of {@code in} inputs that reach {@code out} outputs each. */
    Matrix weights(int rows, int cols, int in, int out, Random random);

    /** What {@code init=} asks for; without it {@link #he} where a rectifier comes before the next weights, else {@link #glorot}. */
    static Initializer read(Arguments arguments, Following following) {
        Term given = arguments.take("init", false).orElse(null);
        if (given == null) {
            return following.rectifies() ? he() : glorot();
        }
        return switch (given.name()) {
            case "glorot" -> glorot();
            case "he" -> he();
            case "normal" -> {
                Arguments normal = new Arguments(given);
                double standardDeviation = normal.leading("deviation", 0, Double.MAX_VALUE);
                normal.end();
                yield normal(standardDeviation);
            }
            default -> throw given.error("is not one of glorot, he, normal(deviation)");
        };
    }

    /** Uniform within ±√(6/(in+out)) (Glorot and Bengio 2010, equation 16). */
    static Initializer glorot() {
        return (rows, cols, in, out, random) -> {
            double limit = Math.sqrt(6.0 / (in + out));
            return fill(rows, cols, random, r -> limit * (2 * r.nextDouble() - 1));
        };
    }

    /** Normal of variance 2/in, for ReLU (He et al. 2015, equation 10). */
    static Initializer he() {
        return (rows, cols, in, out, random) -> {
            double standardDeviation = Math.sqrt(2.0 / in);
            return fill(rows, cols, random, r -> standardDeviation * r.nextGaussian());
        };
    }

    /** Normal of this standard deviation, whatever the layer's size. */
    static Initializer normal(double standardDeviation) {
        return (rows, cols, in, out, random) -> fill(rows, cols, random, r -> standardDeviation * r.nextGaussian());
    }

    private static Matrix fill(int rows, int cols, Random random, ToDoubleFunction<Random> next) {
        Matrix weights = Matrix.zeros(rows, cols);
        double[] data = weights.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = next.applyAsDouble(random);
        }
        return weights;
    }
}
