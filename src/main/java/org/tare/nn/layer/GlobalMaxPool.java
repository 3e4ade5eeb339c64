package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * The largest number of each channel over the positions of an image, or of each feature over the observed steps of a sequence;
 * 0 where there are none. Its gradient goes to the first that is largest.
 */
final class GlobalMaxPool implements Layer {
    static final LayerType TYPE = new LayerType("globalMaxPool", GlobalMaxPool::new);

    private static final double NONE = -1;

    private final Places places;

    private GlobalMaxPool(Arguments arguments, BuildContext context) {
        places = new Places(arguments, context.input());
    }

    @Override
    public Shape output() {
        return Shape.of(places.channels());
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, places.channels());
        Batch chosen = context.batch(x, places.channels());
        for (int shard = 0; shard < x.size(); shard++) {
            choose(x.shard(shard), chosen.shard(shard), y.shard(shard));
        }
        return new Pass(y, dy -> {
            Batch dx = context.batch(x, x.cols());
            for (int shard = 0; shard < x.size(); shard++) {
                scatter(dy.shard(shard), chosen.shard(shard), dx.shard(shard));
            }
            return dx;
        });
    }

    /** Writes the largest numbers, and where in its row each was found. */
    private void choose(Matrix x, Matrix chosen, Matrix y) {
        y.fill(0);
        chosen.fill(NONE);
        for (int row = 0; row < x.rows(); row++) {
            int start = x.start(row);
            int to = y.start(row);
            int choice = chosen.start(row);
            places.forEach(x, row, at -> {
                for (int c = 0; c < y.cols(); c++) {
                    double value = x.data()[at + c];
                    boolean first = chosen.data()[choice + c] == NONE;
                    if (first || value > y.data()[to + c] || Double.isNaN(value)) {
                        y.data()[to + c] = value;
                        chosen.data()[choice + c] = at + c - start;
                    }
                }
            });
        }
    }

    private static void scatter(Matrix dy, Matrix chosen, Matrix dx) {
        dx.fill(0);
        for (int row = 0; row < dy.rows(); row++) {
            for (int c = 0; c < dy.cols(); c++) {
                int at = (int) chosen.get(row, c);
                if (at >= 0) {
                    dx.set(row, at, dy.get(row, c));
                }
            }
        }
    }
}
