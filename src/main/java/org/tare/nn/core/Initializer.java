package org.tare.nn.core;

import java.util.Random;
import org.tare.linalg.Matrix;

/** The first weights of a layer. */
public interface Initializer {
    /** A matrix of new weights, for sums of {@code in} inputs that reach {@code out} outputs each. */
    Matrix weights(int rows, int cols, int in, int out, Random random);

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
            double deviation = Math.sqrt(2.0 / in);
            return fill(rows, cols, random, r -> deviation * r.nextGaussian());
        };
    }

    /** Normal of this deviation, whatever the layer's size. */
    static Initializer normal(double deviation) {
        return (rows, cols, in, out, random) -> fill(rows, cols, random, r -> deviation * r.nextGaussian());
    }

    private static Matrix fill(int rows, int cols, Random random, java.util.function.ToDoubleFunction<Random> next) {
        Matrix weights = Matrix.zeros(rows, cols);
        double[] data = weights.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = next.applyAsDouble(random);
        }
        return weights;
    }
}
