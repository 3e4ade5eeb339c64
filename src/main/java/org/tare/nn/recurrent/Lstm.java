package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Sigmoids;

/**
 * A long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): with the input part
 * {@code a = W x + b} and the recurrent part {@code u = U h + b}, {@code i, f, o = σ(a + u)} and {@code g = tanh(a_g + u_g)},
 * each of its own part; then {@code c' = f·c + i·g} and {@code h' = o·tanh(c')}.
 */
public final class Lstm extends Cell {
    public static final LayerType TYPE = Recurrent.type("lstm", Lstm::new);

    private final int units;

    private Lstm(int units) {
        // Gates i, f, g, o; the states h and c; all gates and tanh(c') are wanted again.
        super(4, 2, 5);
        this.units = units;
    }

    @Override
    void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept) {
        for (int row = 0; row < a.rows(); row++) {
            for (int k = 0; k < units; k++) {
                double i = Sigmoids.logistic(a.get(row, k) + u.get(row, k));
                double f = Sigmoids.logistic(a.get(row, units + k) + u.get(row, units + k));
                double g = Sigmoids.tanh(a.get(row, 2 * units + k) + u.get(row, 2 * units + k));
                double o = Sigmoids.logistic(a.get(row, 3 * units + k) + u.get(row, 3 * units + k));
                double c = f * before[1].get(row, k) + i * g;
                double tanh = Sigmoids.tanh(c);
                after[0].set(row, k, o * tanh);
                after[1].set(row, k, c);
                kept.set(row, k, i);
                kept.set(row, units + k, f);
                kept.set(row, 2 * units + k, g);
                kept.set(row, 3 * units + k, o);
                kept.set(row, 4 * units + k, tanh);
            }
        }
    }

    @Override
    void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore) {
        for (int row = 0; row < kept.rows(); row++) {
            for (int k = 0; k < units; k++) {
                double i = kept.get(row, k);
                double f = kept.get(row, units + k);
                double g = kept.get(row, 2 * units + k);
                double o = kept.get(row, 3 * units + k);
                double tanh = kept.get(row, 4 * units + k);
                double dh = dAfter[0].get(row, k);
                double dc = dAfter[1].get(row, k) + dh * o * (1 - tanh * tanh);
                da.set(row, k, dc * g * i * (1 - i));
                da.set(row, units + k, dc * before[1].get(row, k) * f * (1 - f));
                da.set(row, 2 * units + k, dc * i * (1 - g * g));
                da.set(row, 3 * units + k, dh * tanh * o * (1 - o));
                dBefore[0].set(row, k, 0);
                dBefore[1].set(row, k, dc * f);
            }
        }
        du.copy(da);
    }
}
