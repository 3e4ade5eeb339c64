package org.tare.train;

import java.util.List;
import java.util.Map;
import org.tare.nn.core.LayerSummary;
import org.tare.spark.stage.PortableModel;
import org.tare.train.param.NeuralNetworkParams;

/** What a trained classifier and a trained regressor have in common. No session of Spark is needed for it. */
public interface NeuralNetworkModel extends PortableModel {
    /** The trained network. */
    FittedNetwork network();

    /** The layers as text, as {@link NeuralNetworkParams#layers} took them. */
    default String layers() {
        return network().layers();
    }

    /** The epochs of the training. */
    default List<Epoch> history() {
        return network().history();
    }

    /** How many numbers were learned; running statistics are not among them. */
    default long numParameters() {
        return network().numParameters();
    }

    /** One line for each layer: its number, its word, the shape of its output and how much it learns. */
    default List<LayerSummary> summary() {
        return network().summary();
    }

    /**
     * A copy of all weights and running statistics, by name: {@code 0.weight}, {@code 1.runningMean}, ..., row by row in the order
     * of their {@linkplain FittedNetwork#shapes shapes}.
     */
    default Map<String, double[]> weights() {
        return network().weights();
    }

    /**
     * The prediction for one row of features: a class, or a number.
     *
     * @throws IllegalArgumentException if the row has another number of features
     */
    double predict(double... features);
}
