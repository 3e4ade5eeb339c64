package org.tare.nn.loss;

import java.util.Map;
import java.util.TreeMap;
import org.tare.linalg.Matrix;

/**
 * What training makes small: a sum over rows, divided once by the weight of all rows of the global batch. The parts of
 * shards therefore add, and their sizes need not be equal.
 */
public interface Loss {
    /**
     * The weighted sum over rows.
     *
     * @param output the network's outputs
     * @param target one row for each row of outputs, {@link #targets} long
     * @param weight one column
     * @param gradient receives the derivative of the sum by the outputs
     * @throws IllegalArgumentException when a target is not possible
     */
    double sum(Matrix output, Matrix target, Matrix weight, Matrix gradient);

    /** How many targets a row has, given the number of outputs. */
    int targets(int outputs);

    /** Turns outputs into what they predict, in place: probabilities, or for numbers themselves. */
    void predict(Matrix output);

    /**
     * The loss of this name.
     *
     * @param name {@code crossEntropy}, {@code binaryCrossEntropy} or {@code squaredError}
     * @throws IllegalArgumentException for another name
     */
    static Loss parse(String name) {
        Map<String, Loss> losses = new TreeMap<>(Map.of(
                "crossEntropy", new CrossEntropy(),
                "binaryCrossEntropy", new BinaryCrossEntropy(),
                "squaredError", new SquaredError()));
        Loss loss = losses.get(name);
        if (loss == null) {
            throw new IllegalArgumentException("\"" + name + "\" is not a loss; give one of " + losses.keySet() + ".");
        }
        return loss;
    }
}
