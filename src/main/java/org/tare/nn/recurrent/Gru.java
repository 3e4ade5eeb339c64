package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Sigmoids;

/**
 * A gated recurrent unit (Cho et al. 2014), in PyTorch's form: with the input part {@code a = W x + b} and the recurrent part
 * {@code u = U h + b}, {@code r = σ(a_r + u_r)}, {@code z = σ(a_z + u_z)}, {@code n = tanh(a_n + r·u_n)} and
 * {@code h' = (1-z)·n + z·h}.
 */
public final class Gru extends Cell {
    public static final LayerType TYPE = Recurrent.type("gru", Gru::new);

    private final int units;

    private Gru(int units) {
        // Gates r, z, n; the state h; r, z, n and u_n are wanted again.
        super(3, 1, 4);
        this.units = units;
    }

    @Override
    void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept) {
        for (int row = 0; row < a.rows(); row++) {
            for (int i = 0; i < units; i++) {
                double un = u.get(row, 2 * units + i);
                double r = Sigmoids.logistic(a.get(row, i) + u.get(row, i));
                double z = Sigmoids.logistic(a.get(row, units + i) + u.get(row, units + i));
                double n = Sigmoids.tanh(a.get(row, 2 * units + i) + r * un);
                after[0].set(row, i, (1 - z) * n + z * before[0].get(row, i));
                kept.set(row, i, r);
                kept.set(row, units + i, z);
                kept.set(row, 2 * units + i, n);
                kept.set(row, 3 * units + i, un);
            }
        }
    }

    @Override
    void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore) {
        for (int row = 0; row < kept.rows(); row++) {
            for (int i = 0; i < units; i++) {
                double r = kept.get(row, i);
                double z = kept.get(row, units + i);
                double n = kept.get(row, 2 * units + i);
                double un = kept.get(row, 3 * units + i);
                double dh = dAfter[0].get(row, i);
                double dn = dh * (1 - z) * (1 - n * n);
                double dz = dh * (before[0].get(row, i) - n) * z * (1 - z);
                double dr = dn * un * r * (1 - r);
                da.set(row, i, dr);
                du.set(row, i, dr);
                da.set(row, units + i, dz);
                du.set(row, units + i, dz);
                da.set(row, 2 * units + i, dn);
                du.set(row, 2 * units + i, dn * r);
                dBefore[0].set(row, i, dh * z);
            }
        }
    }
}
