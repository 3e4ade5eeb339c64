package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.text.Arguments;

/** {@code y = tanh x}, so that dy/dx = 1-y². */
final class Tanh extends Activation {
    static final LayerType TYPE = new LayerType("tanh", Tanh::new);

    private Tanh(Arguments arguments, BuildContext context) {
        super(context);
    }

    @Override
    void forward(Matrix x, Matrix y) {
        double[] in = x.data();
        double[] out = y.data();
        int from = x.offset();
        int to = y.offset();
        for (int i = 0; i < x.size(); i++) {
            out[to + i] = Math.tanh(in[from + i]);
        }
    }

    @Override
    void backward(Matrix y, Matrix dy) {
        double[] out = y.data();
        double[] gradient = dy.data();
        int from = y.offset();
        int to = dy.offset();
        for (int i = 0; i < y.size(); i++) {
            gradient[to + i] *= 1 - out[from + i] * out[from + i];
        }
    }
}
