package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;

/** A function of each number, whose derivative is a function of its value. */
abstract class Activation implements Layer {
    private final Shape shape;

    Activation(BuildContext site) {
        this.shape = site.input();
    }

    /** {@code y[i] = f(x[i])}. */
    abstract void forward(double[] x, int from, double[] y, int yFrom, int length);

    /** {@code dy[i] *= f'}, written by y = f(x). */
    abstract void back(double[] y, int from, double[] dy, int dyFrom, int length);

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, x.cols());
        for (int shard = 0; shard < x.size(); shard++) {
            Matrix in = x.shard(shard);
            Matrix out = y.shard(shard);
            forward(in.data(), in.offset(), out.data(), out.offset(), in.size());
        }
        return new Pass(y, dy -> {
            for (int shard = 0; shard < x.size(); shard++) {
                Matrix out = y.shard(shard);
                Matrix gradient = dy.shard(shard);
                back(out.data(), out.offset(), gradient.data(), gradient.offset(), out.size());
            }
            return dy;
        });
    }
}
