package org.tare.nn;

import org.tare.linalg.Precision;
import org.tare.nn.loss.Loss;
import org.tare.nn.optimizer.Optimizer;
import org.tare.nn.optimizer.Schedule;

/**
 * How to train.
 *
 * @param loss what to minimize
 * @param optimizer how gradients move parameters
 * @param schedule how the learning rate changes
 * @param learningRate what the schedule multiplies
 * @param seed what dropout draws from
 * @param precision that of the products of matrices in a step; all else is in double precision
 * @param clipNorm the greatest norm that the gradient of all weights together may have; infinity for any
 */
public record TrainingConfig(
        Loss loss,
        Optimizer optimizer,
        Schedule schedule,
        double learningRate,
        long seed,
        Precision precision,
        double clipNorm) {
    /** One that takes gradients as they are. */
    public TrainingConfig(
            Loss loss, Optimizer optimizer, Schedule schedule, double learningRate, long seed, Precision precision) {
        this(loss, optimizer, schedule, learningRate, seed, precision, Double.POSITIVE_INFINITY);
    }

    /** The same with products in double precision. */
    public TrainingConfig(Loss loss, Optimizer optimizer, Schedule schedule, double learningRate, long seed) {
        this(loss, optimizer, schedule, learningRate, seed, Precision.DOUBLE);
    }
}
