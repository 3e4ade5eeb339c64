package org.tare.nn;

/**
 * How large a network is, known before anything of it is in memory.
 *
 * @param outputs the numbers in one row of outputs
 * @param weights the numbers in all weights and running statistics
 * @param largest the numbers in the largest matrix of weights
 * @param numbersPerRow about how many numbers of each row a step of training holds
 */
public record NetworkSize(int outputs, long weights, long largest, long numbersPerRow) {}
