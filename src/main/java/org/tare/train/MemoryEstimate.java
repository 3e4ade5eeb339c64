package org.tare.train;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.linalg.Precision;
import org.tare.nn.Network;
import org.tare.nn.NetworkSize;
import org.tare.nn.core.Shape;
import org.tare.nn.optimizer.Optimizers;
import org.tare.spark.cluster.ExecutorMemory;

/**
 * What a training takes of an executor's memory besides its rows, which go to files where they do not fit.
 *
 * @param weights bytes of each worker for weights, gradients and what the optimizer remembers, without which there is no step
 * @param copies bytes of each worker for copies of these: partial sums of gradients, the best weights, the state to report
 * @param batch bytes of each worker for what layers put out
 */
record MemoryEstimate(long weights, long copies, long batch) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryEstimate.class);

    /** Spark and the garbage collector want some of the heap for themselves. */
    private static final double USABLE = 0.8;

    static MemoryEstimate of(TrainingPlan plan) {
        NetworkSize size = Network.size(plan.layers(), Shape.of(plan.rows().features()));
        int memories = Optimizers.parse(plan.optimizer()).memory().size();
        int hosted =
                (plan.rows().shards() + plan.rows().workers() - 1) / plan.rows().workers();
        int depth = Integer.SIZE - Integer.numberOfLeadingZeros(hosted - 1);
        long rows = (plan.batchSize() + (long) plan.rows().shards() - 1)
                / plan.rows().shards()
                * hosted;
        int rounded = plan.config().precision() == Precision.FLOAT ? Float.BYTES : 0;
        return new MemoryEstimate(
                Double.BYTES * size.weights() * (2 + memories),
                Double.BYTES * (size.weights() * (2 + memories) + depth * size.largest()) + rounded * size.weights(),
                (Double.BYTES + rounded)
                        * rows
                        * (size.numbersPerRow() + plan.rows().features()));
    }

    /**
     * Compares the estimate with what there is, and warns where it is close.
     *
     * @param workers how many workers there are
     * @throws IllegalArgumentException where not even one step is possible
     */
    void check(ExecutorMemory executor, int workers) {
        long together = Math.min(workers, executor.tasks());
        long all = (weights + copies + batch) * together;
        String figures = String.format(
                Locale.ROOT,
                "training needs %s of memory in each executor for %d workers there (%s for weights, gradients and the "
                        + "optimizer, %s for copies of them, %s for a batch), and an executor has %s; give it more memory, "
                        + "or use fewer workers, smaller layers or smaller batches",
                mebibytes(all),
                together,
                mebibytes(weights * together),
                mebibytes(copies * together),
                mebibytes(batch * together),
                mebibytes(executor.bytes()));
        if (weights * together > executor.bytes()) {
            throw new IllegalArgumentException("The network is too large: " + figures + ".");
        }
        if (all > USABLE * executor.bytes()) {
            LOG.warn("Memory may not suffice: {}", figures);
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", bytes >> 20);
    }
}
