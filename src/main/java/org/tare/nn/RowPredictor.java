package org.tare.nn;

import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.StepContext;

/**
 * Predicts with a network again and again: buffers, and what its normalizations make of their running statistics, are made
 * once. The outputs have the bits of {@link Network#predict(Matrix)}. It is for one thread, and for weights as they are when it
 * is first used.
 */
public final class RowPredictor {
    private final Network network;
    private final BufferPool buffers = new BufferPool();
    private final StepContext context = StepContext.inference(buffers);

    /** One that predicts with this network. */
    public RowPredictor(Network network) {
        this.network = network;
    }

    /**
     * The outputs for these rows of features, (rows, outputs), which the next call overwrites.
     *
     * @throws IllegalArgumentException when rows are not as long as {@link Network#input()}
     */
    public Matrix predict(Matrix rows) {
        buffers.reset();
        return network.forward(Batch.of(rows), context).output().shard(0);
    }

    /** The outputs for one row. */
    public double[] predict(double... row) {
        return predict(Matrix.view(row, 0, 1, row.length)).toArray();
    }
}
