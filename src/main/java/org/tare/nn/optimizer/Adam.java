package org.tare.nn.optimizer;

import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.text.Arguments;

/**
 * Adam (Kingma and Ba 2015, algorithm 1): {@code m = β1·m + (1-β1)·g, v = β2·v + (1-β2)·g², w -= rate·m̂/(√v̂ + ε)}, where
 * {@code m̂ = m/(1-β1ᵗ)} and {@code v̂ = v/(1-β2ᵗ)}.
 */
final class Adam extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;

    Adam(Arguments arguments) {
        super(arguments);
        beta1 = arguments.number("beta1", 0, Math.nextDown(1.0), 0.9);
        beta2 = arguments.number("beta2", 0, Math.nextDown(1.0), 0.999);
        epsilon = arguments.number("eps", 0, 1, 1e-8);
    }

    /** That of Kingma and Ba: a step is about as long as the rate, whatever the gradient. */
    @Override
    public double defaultRate() {
        return 0.001;
    }

    @Override
    public List<String> memory() {
        return List.of("mean", "square");
    }

    @Override
    public void move(
            double[] value, Matrix gradient, double scale, double decay, double[][] memory, double rate, long step) {
        double[] g = gradient.data();
        int from = gradient.offset();
        double[] m = memory[0];
        double[] v = memory[1];
        double meanShare = 1 - StrictMath.pow(beta1, (double) step);
        double squareShare = 1 - StrictMath.pow(beta2, (double) step);
        for (int i = 0; i < value.length; i++) {
            double derivative = scale * g[from + i] + decay * value[i];
            m[i] = beta1 * m[i] + (1 - beta1) * derivative;
            v[i] = beta2 * v[i] + (1 - beta2) * derivative * derivative;
            value[i] -= rate * (m[i] / meanShare) / (Math.sqrt(v[i] / squareShare) + epsilon);
        }
    }
}
