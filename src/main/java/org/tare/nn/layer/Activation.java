package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;

/** A function of each number. */
abstract class Activation implements Layer {
    private final Shape shape;

    Activation(BuildContext context) {
        this.shape = context.input();
    }

    /** {@code y[i] = f(x[i])}. */
    abstract void forward(Matrix x, Matrix y);

    /** {@code dy[i] *= f'(x[i])}, where {@code y[i]} is {@code f(x[i])}. */
    abstract void backward(Matrix x, Matrix y, Matrix dy);

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, x.cols());
        for (int shard = 0; shard < x.size(); shard++) {
            forward(x.shard(shard), y.shard(shard));
        }
        return new Pass(y, dy -> {
            for (int shard = 0; shard < x.size(); shard++) {
                backward(x.shard(shard), y.shard(shard), dy.shard(shard));
            }
            return dy;
        });
    }
}
