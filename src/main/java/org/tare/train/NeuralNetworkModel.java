package org.tare.train;

import java.util.List;
import java.util.Map;

/** What a trained classifier and a trained regressor have in common. No session of Spark is needed for it. */
public interface NeuralNetworkModel {
    /** The network's text, from which its layers were made. */
    String layers();

    /** What each epoch came to. */
    List<Epoch> history();

    /** A copy of all weights and running statistics, by name: {@code 0.weight}, {@code 1.runningMean}, ... */
    Map<String, double[]> weights();

    /**
     * The prediction for one row of features: a class, or a number.
     *
     * @throws IllegalArgumentException if the row has another number of features
     */
    double predict(double... features);
}
