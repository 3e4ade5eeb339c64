package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Sigmoids;

/** {@code h' = tanh(a + u)}, with the input part {@code a = W x + b} and the recurrent part {@code u = U h + b}. */
public record Rnn(int units) implements Cell {
    public static final LayerType TYPE = Recurrent.type("rnn", Rnn::new);

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public int memory() {
        return 1;
    }

    @Override
    public void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept) {
        for (int row = 0; row < a.rows(); row++) {
            for (int i = 0; i < units; i++) {
                double h = Sigmoids.tanh(a.get(row, i) + u.get(row, i));
                after[0].set(row, i, h);
                kept.set(row, i, h);
            }
        }
    }

    @Override
    public void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore) {
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
