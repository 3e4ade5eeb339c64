package org.tare.nn;

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
 */
public record TrainingConfig(Loss loss, Optimizer optimizer, Schedule schedule, double learningRate, long seed) {}
