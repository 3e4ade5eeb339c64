package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Sigmoids;

/** {@code h' = tanh(a + u)}, with the input part {@code a = W x + b} and the recurrent part {@code u = U h + b}. */
public final class Rnn extends Cell {
    public static final LayerType TYPE = Recurrent.type("rnn", Rnn::new);

    private final int units;

    private Rnn(int units) {
        // One gate; the state h, which is wanted again.
        super(1, 1, 1);
        this.units = units;
    }

    @Override
    void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept) {
        for (int row = 0; row < a.rows(); row++) {
            for (int i = 0; i < units; i++) {
                double h = Sigmoids.tanh(a.get(row, i) + u.get(row, i));
                after[0].set(row, i, h);
                kept.set(row, i, h);
            }
        }
    }

    @Override
    void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore) {
        for (int row = 0; row < kept.rows(); row++) {
            for (int i = 0; i < units; i++) {
                double h = kept.get(row, i);
                double d = dAfter[0].get(row, i) * (1 - h * h);
                da.set(row, i, d);
                du.set(row, i, d);
                dBefore[0].set(row, i, 0);
            }
        }
    }
}
