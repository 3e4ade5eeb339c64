package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Runs;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;

/** A function of each number, whose output tells its derivative. */
abstract class Activation implements Layer {
    private final Shape shape;

    Activation(BuildContext context) {
        this.shape = context.input();
    }

    /** {@code y[i] = f(x[i])}. */
    abstract void forward(Matrix x, Matrix y);

    /** {@code dy[i] *= f'(x[i])}, where {@code y[i]} is {@code f(x[i])}. */
    abstract void backward(Matrix y, Matrix dy);

    /** The same in either precision. */
    void forward(Operand x, Operand y) {
        Runs.map(x, y, (first, in, out) -> forward(in, out));
    }

    /** The same in either precision. */
    void backward(Operand y, Operand dy) {
        Runs.update(y, dy, (first, out, gradient) -> backward(out, gradient));
    }

    @Override
    public final Shape output() {
        return shape;
    }

    @Override
    public final Pass forward(Batch x, StepContext context) {
        Batch y = context.batch(x, x.cols(), x.precision());
        for (int shard = 0; shard < x.size(); shard++) {
            forward(x.numbers(shard), y.numbers(shard));
        }
        return new Pass(y, dy -> {
            for (int shard = 0; shard < x.size(); shard++) {
                backward(y.numbers(shard), dy.numbers(shard));
            }
            return dy;
        });
    }
}
