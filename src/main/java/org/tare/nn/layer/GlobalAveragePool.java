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
 * The mean of each channel over the positions of an image (Lin et al. 2013, section 3.2), or of each feature over the observed
 * steps of a sequence; 0 where there are none.
 */
final class GlobalAveragePool implements Layer {
    static final LayerType TYPE = new LayerType("globalAvgPool", GlobalAveragePool::new);

    private final Places places;

    private GlobalAveragePool(Arguments arguments, BuildContext context) {
        places = new Places(arguments, context.input());
    }

    @Override
    public Shape output() {
        return Shape.of(places.channels());
    }

    @Override
    public Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, places.channels());
        for (int shard = 0; shard < x.size(); shard++) {
            average(x.shard(shard), y.shard(shard));
        }
        return new Pass(y, dy -> {
            Batch dx = context.batch(x, x.cols());
            for (int shard = 0; shard < x.size(); shard++) {
                spread(x.shard(shard), dy.shard(shard), dx.shard(shard));
            }
            return dx;
        });
    }

    private void average(Matrix x, Matrix y) {
        y.fill(0);
        for (int row = 0; row < x.rows(); row++) {
            double share = 1.0 / places.count(x, row);
            int to = y.start(row);
            places.forEach(x, row, at -> {
                for (int c = 0; c < y.cols(); c++) {
                    y.data()[to + c] += share * x.data()[at + c];
                }
            });
        }
    }

    private void spread(Matrix x, Matrix dy, Matrix dx) {
        dx.fill(0);
        for (int row = 0; row < x.rows(); row++) {
            double share = 1.0 / places.count(x, row);
            int from = dy.start(row);
            int shift = dx.offset() - x.offset();
            places.forEach(x, row, at -> {
                for (int c = 0; c < dy.cols(); c++) {
                    dx.data()[at + shift + c] = share * dy.data()[from + c];
                }
            });
        }
    }
}
