package org.tare.nn.layer;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** {@code y = 1/(1+e⁻ˣ)}, so that dy/dx = y(1-y). */
final class Sigmoid extends Activation {
    private Sigmoid(BuildContext site) {
        super(site);
    }

    static Layer read(Term word, Arguments options, BuildContext site) {
        return new Sigmoid(site);
    }

    @Override
    void forward(double[] x, int from, double[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] = 1 / (1 + Math.exp(-x[from + i]));
        }
    }

    @Override
    void back(double[] y, int from, double[] dy, int dyFrom, int length) {
        for (int i = 0; i < length; i++) {
            dy[dyFrom + i] *= y[from + i] * (1 - y[from + i]);
        }
    }
}
