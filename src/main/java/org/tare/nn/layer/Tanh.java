package org.tare.nn.layer;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** {@code y = tanh x}, so that dy/dx = 1-y². */
final class Tanh extends Activation {
    private Tanh(BuildContext site) {
        super(site);
    }

    static Layer read(Term word, Arguments options, BuildContext site) {
        return new Tanh(site);
    }

    @Override
    void forward(double[] x, int from, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] = Math.tanh(x[from + i]);
        }
    }

    @Override
    void back(double[] y, int from, double[] dy, int dyFrom, int length) {
        for (int i = 0; i < length; i++) {
            dy[dyFrom + i] *= 1 - y[from + i] * y[from + i];
        }
    }
}
