package org.tare.nn.loss;

import org.tare.linalg.Matrix;

/**
 * What training minimizes: a sum over rows, divided once by the weight of all rows of the global batch. The sums of shards
 * therefore add, and shards need not be of equal size.
 */
public interface Loss {
    /**
     * The weighted sum over rows; 0 without rows.
     *
     * @param output the network's outputs, (rows, outputs)
     * @param target (rows, targets), as many to a row as {@link #targets} says
     * @param weight (rows, 1)
     * @param gradient receives the derivative of the sum by the outputs, (rows, outputs)
     * @return NaN or infinite where an output is, and where the sum overflows
     * @throws IllegalArgumentException when a target is not possible
     */
    double sum(Matrix output, Matrix target, Matrix weight, Matrix gradient);

    /** What a row of this target counts, by which its own weight is multiplied: 1 unless classes have weights. */
    default double weight(double target) {
        return 1;
    }

    /** How many targets a row has, given the number of outputs. */
    int targets(int outputs);

    /** Turns outputs, (rows, outputs), into what they predict, in place: probabilities, or for numbers themselves. */
    void predict(Matrix output);
}
