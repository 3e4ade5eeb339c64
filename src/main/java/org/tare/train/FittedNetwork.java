package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tare.nn.Network;
import org.tare.nn.RowPredictor;
import org.tare.nn.core.LayerSummary;
import org.tare.nn.core.Shape;

/** A trained network, the loss that says how to read its outputs, and the history of its training. Needs no Spark. */
@DefaultSerializer(JavaSerializer.class)
public final class FittedNetwork implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String layers;
    private final int features;
    private final String loss;
    private final LinkedHashMap<String, String> identity;
    private final LinkedHashMap<String, double[]> weights;
    private final ArrayList<Epoch> history;
    private transient volatile Network network;
    private transient volatile Queue<RowPredictor> predictors;

    FittedNetwork(
            String layers,
            int features,
            String loss,
            Map<String, double[]> weights,
            List<Epoch> history,
            Map<String, String> identity) {
        this.layers = layers;
        this.features = features;
        this.loss = loss;
        this.weights = new LinkedHashMap<>(weights);
        this.history = new ArrayList<>(history);
        this.identity = new LinkedHashMap<>(identity);
    }

    /** The layers as text, which {@link Network#parse} reads. */
    public String layers() {
        return layers;
    }

    /** The number of features of a row. */
    public int features() {
        return features;
    }

    /** The loss that was minimized: {@code crossEntropy}, {@code binaryCrossEntropy} or {@code squaredError}. */
    public String loss() {
        return loss;
    }

    /** The number of the last layer's outputs. */
    public int outputs() {
        return network().output().size();
    }

    /** The epochs of the training. */
    public List<Epoch> history() {
        return List.copyOf(history);
    }

    /**
     * What decided the bits of the weights, by name: the parameters of the training, the names of its columns and features, a
     * hash of its rows, the BLAS. Empty if the first build saved it.
     */
    public Map<String, String> identity() {
        return Collections.unmodifiableMap(identity);
    }

    /** How many numbers were learned; running statistics are not among them. */
    public long numParameters() {
        return network().numParameters();
    }

    /** One line for each layer: its number, its word, the shape of its output and how much it learns. */
    public List<LayerSummary> summary() {
        return network().summary();
    }

    /**
     * The shape of each of the {@link #weights}, by name: how many rows of how many numbers, or how many numbers. The table in
     * {@link org.tare.nn.layer} says what they are, and what PyTorch calls them.
     */
    public Map<String, List<Integer>> shapes() {
        return network().shapes();
    }

    /**
     * A copy of all weights and running statistics, by name: {@code 0.weight}, {@code 1.runningMean}, ..., row by row in the order
     * of {@link #shapes}.
     */
    public Map<String, double[]> weights() {
        return network().state();
    }

    /**
     * The last layer's outputs for one row.
     *
     * @throws IllegalArgumentException if the row has another number of features
     */
    public double[] outputs(double[] row) {
        Objects.requireNonNull(row, "The row is null; give the numbers of its features.");
        if (row.length != features) {
            throw new IllegalArgumentException(
                    "The row has " + row.length + " features and the network takes " + features + "; give that many.");
        }
        Queue<RowPredictor> ready = predictors();
        RowPredictor predictor = ready.poll();
        if (predictor == null) {
            predictor = new RowPredictor(network());
        }
        double[] outputs = predictor.predict(row);
        ready.add(predictor);
        return outputs;
    }

    /** Those that no thread is using. */
    private Queue<RowPredictor> predictors() {
        Queue<RowPredictor> queue = predictors;
        if (queue == null) {
            queue = new ConcurrentLinkedQueue<>();
            predictors = queue;
        }
        return queue;
    }

    private Network network() {
        Network ready = network;
        if (ready == null) {
            ready = Network.restored(layers, Shape.of(features), weights);
            network = ready;
        }
        return ready;
    }

    /** The size of all weights. */
    long bytes() {
        return weights.values().stream()
                .mapToLong(numbers -> (long) numbers.length * Double.BYTES)
                .sum();
    }

    @Override
    public String toString() {
        return layers + " on " + features + " features";
    }
}
