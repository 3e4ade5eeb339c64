package org.tare.nn.optimizer;

import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.text.Arguments;

/** {@code m = momentum·m + g, w -= rate·m}; with Nesterov's look ahead {@code w -= rate·(g + momentum·m)}. */
final class Sgd extends Optimizer {
    private final double momentum;
    private final boolean nesterov;

    Sgd(Arguments arguments) {
        super(arguments);
        momentum = arguments.number("momentum", 0, 1, 0);
        nesterov = arguments.flag("nesterov", false);
        arguments.refuseIf(nesterov && momentum == 0, "nesterov", "momentum is 0");
    }

    @Override
    public double defaultRate() {
        return 0.1;
    }

    @Override
    public List<String> memory() {
        return momentum == 0 ? List.of() : List.of("momentum");
    }

    @Override
    public void move(
            double[] value, Matrix gradient, double scale, double decay, double[][] memory, double rate, long step) {
        double[] g = gradient.data();
        int from = gradient.offset();
        if (momentum == 0) {
            for (int i = 0; i < value.length; i++) {
                value[i] -= rate * (scale * g[from + i] + decay * value[i]);
            }
            return;
        }
        double[] m = memory[0];
        for (int i = 0; i < value.length; i++) {
            double derivative = scale * g[from + i] + decay * value[i];
            m[i] = momentum * m[i] + derivative;
            value[i] -= rate * (nesterov ? derivative + momentum * m[i] : m[i]);
        }
    }
}
