package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Sigmoids;
import org.tare.nn.text.Arguments;

/** {@code y = 1/(1+e⁻ˣ)}, so that dy/dx = y(1-y). */
final class Sigmoid extends Activation {
    static final LayerType TYPE = new LayerType("sigmoid", Sigmoid::new);

    private Sigmoid(Arguments arguments, BuildContext context) {
        super(context);
    }

    @Override
    void forward(Matrix x, Matrix y) {
        double[] in = x.data();
        double[] out = y.data();
        int from = x.offset();
        int to = y.offset();
        for (int i = 0; i < x.size(); i++) {
            out[to + i] = Sigmoids.logistic(in[from + i]);
        }
    }

    @Override
    void backward(Matrix y, Matrix dy) {
        double[] out = y.data();
        double[] gradient = dy.data();
        int from = y.offset();
        int to = dy.offset();
        for (int i = 0; i < y.size(); i++) {
            gradient[to + i] *= out[from + i] * (1 - out[from + i]);
        }
    }
}
