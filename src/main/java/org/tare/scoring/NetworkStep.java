package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tare.linalg.Matrix;
import org.tare.nn.Network;
import org.tare.nn.RowPredictor;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Loss;
import org.tare.nn.loss.Losses;
import org.tare.train.NetworkText;

/**
 * A trained network.
 *
 * @param input the column of its features
 * @param features how many there are
 * @param layers its text
 * @param weights its weights and running statistics, by name
 * @param classes how many classes there are, or 0 where a number is predicted
 * @param raw the column of what the last layer puts out; for one output z of a classifier {@code [-z/2, z/2]}
 * @param probability the column of the probability of each class
 * @param prediction the column of the number, or of the most probable class
 * @param thresholds what probabilities are divided by before the largest is chosen; none where empty
 */
@DefaultSerializer(JavaSerializer.class)
public record NetworkStep(
        String input,
        int features,
        String layers,
        Map<String, double[]> weights,
        int classes,
        String raw,
        String probability,
        String prediction,
        List<Double> thresholds)
        implements Step {
    private static final Loss SOFTMAX = Losses.parse("crossEntropy");

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the layers do not have these weights, or there are other classes or thresholds than
     *     outputs; the message goes on from the path, without a full stop
     */
    public NetworkStep {
        thresholds = List.copyOf(thresholds);
        NetworkText.check(layers, features, weights);
        int outputs = Network.size(layers, Shape.of(features)).outputs();
        if (classes != 0 && classes != Math.max(2, outputs)) {
            throw new IllegalArgumentException("its network has " + outputs + " outputs for " + classes + " classes");
        }
        if (!thresholds.isEmpty() && thresholds.size() != classes) {
            throw new IllegalArgumentException(
                    "its network has " + thresholds.size() + " thresholds for " + classes + " classes");
        }
    }

    /** The network, with its weights. */
    public Network network() {
        return Network.restored(layers, Shape.of(features), weights);
    }

    /** Whether classes are predicted. */
    @JsonIgnore
    public boolean isClassifier() {
        return classes > 0;
    }

    @Override
    public List<Port> reads() {
        return List.of(Port.vector(input, features));
    }

    @Override
    public List<Port> writes() {
        List<Port> written = new ArrayList<>();
        if (isClassifier()) {
            written.add(Port.vector(raw, classes));
            written.add(Port.vector(probability, classes));
        }
        written.add(Port.number(prediction));
        return written;
    }

    @Override
    public Operation operation() {
        RowPredictor predictor = new RowPredictor(network());
        double[] x = new double[features];
        return (row, from, to) -> {
            for (int i = 0; i < x.length; i++) {
                x[i] = row[from[i]];
            }
            double[] outputs = predictor.predict(x);
            if (isClassifier()) {
                classify(outputs, row, to);
            } else {
                row[to] = outputs[0];
            }
        };
    }

    private void classify(double[] outputs, double[] row, int to) {
        if (outputs.length == 1) {
            row[to] = -outputs[0] / 2;
            row[to + 1] = outputs[0] / 2;
        } else {
            System.arraycopy(outputs, 0, row, to, classes);
        }
        System.arraycopy(row, to, row, to + classes, classes);
        SOFTMAX.predict(Matrix.view(row, to + classes, 1, classes));
        row[to + 2 * classes] = thresholds.isEmpty() ? first(row, to) : first(scaled(row, to + classes), 0);
    }

    private double[] scaled(double[] row, int from) {
        double[] scaled = new double[classes];
        for (int i = 0; i < classes; i++) {
            scaled[i] = row[from + i] / thresholds.get(i);
        }
        return scaled;
    }

    /** The first that is largest. */
    private int first(double[] values, int from) {
        int largest = 0;
        for (int i = 1; i < classes; i++) {
            largest = values[from + i] > values[from + largest] ? i : largest;
        }
        return largest;
    }
}
