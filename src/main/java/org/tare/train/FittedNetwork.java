package org.tare.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.nn.Network;
import org.tare.nn.Shape;

/** A trained network, the loss that says how to read its outputs, and how it came about. */
final class FittedNetwork implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String layers;
    private final int features;
    private final String loss;
    private final LinkedHashMap<String, double[]> state;
    private final ArrayList<Epoch> history;
    private transient volatile Network network;

    FittedNetwork(String layers, int features, String loss, Map<String, double[]> state, List<Epoch> history) {
        this.layers = layers;
        this.features = features;
        this.loss = loss;
        this.state = new LinkedHashMap<>(state);
        this.history = new ArrayList<>(history);
    }

    static FittedNetwork of(Network network, TrainingPlan plan, TrainingResult result) {
        return new FittedNetwork(
                network.toString(), plan.rows().features(), plan.loss(), result.state(), result.history());
    }

    String layers() {
        return layers;
    }

    int features() {
        return features;
    }

    String loss() {
        return loss;
    }

    /** The number of the last layer's outputs. */
    int outputs() {
        return network().output().size();
    }

    List<Epoch> history() {
        return List.copyOf(history);
    }

    /** A copy of all weights and running statistics, by name. */
    Map<String, double[]> state() {
        return network().state();
    }

    /** The outputs for one row. */
    double[] outputs(double[] row) {
        if (row.length != features) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " features and the network takes " + features + "; give that many.");
        }
        return network().predict(row);
    }

    private Network network() {
        Network ready = network;
        if (ready == null) {
            ready = Network.parse(layers, Shape.of(features), 0);
            ready.restore(state);
            network = ready;
        }
        return ready;
    }

    long bytes() {
        return state.values().stream()
                .mapToLong(numbers -> (long) numbers.length * Double.BYTES)
                .sum();
    }

    @Override
    public String toString() {
        return layers + " on " + features + " features";
    }
}
