package org.tare.nn;

/**
 * How to train.
 *
 * @param loss what to make small
 * @param optimiser how gradients move parameters
 * @param schedule how the learning rate changes
 * @param learningRate what the schedule multiplies
 * @param seed what dropout draws from
 */
public record Recipe(Loss loss, Optimiser optimiser, Schedule schedule, double learningRate, long seed) {}
