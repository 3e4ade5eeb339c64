package org.tare.nn;

import org.tare.nn.core.Shape;

/**
 * How large a network is, known before anything of it is in memory.
 *
 * @param output the shape of one row of outputs
 * @param weights the numbers in all weights and running statistics
 * @param largest the numbers in the largest matrix of weights
 * @param numbersPerRow about how many numbers of each row a step of training holds
 */
public record NetworkSize(Shape output, long weights, long largest, long numbersPerRow) {
    /** The numbers in one row of outputs. */
    public int outputs() {
        return output.size();
    }
}
