package org.tare.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.BufferPool;
import org.tare.nn.core.LayerSummary;
import org.tare.nn.core.Outlook;
import org.tare.nn.core.PaddedSteps;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.Pass;
import org.tare.nn.core.Shape;
import org.tare.nn.core.StepContext;
import org.tare.nn.layer.Layers;
import org.tare.nn.layer.Sequence;
import org.tare.nn.text.Suggester;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;

/**
 * A feed-forward network, made from a text that names its layers, such as {@code dense(100) batchNorm relu dense(10)}.
 *
 * <p>Inference changes nothing, so any number of threads may {@link #predict} at once; {@link RowPredictor}
 * is faster for many calls, and training is {@link Trainer}'s.
 */
public final class Network {
    private final Sequence layers;
    private final Shape input;

    private Network(Sequence layers, Shape input) {
        this.layers = layers;
        this.input = input;
    }

    /**
     * Builds a network with new weights, the same for the same seed.
     *
     * @param input the shape of one row of features
     * @throws IllegalArgumentException that points at the word which names no layer, does not fit its input, is too large, or
     *     has an unknown option, or when this JVM's memory cannot hold the weights
     */
    public static Network parse(String text, Shape input, long seed) {
        Network network = build(text, input, seed);
        network.requireMemory();
        network.parameters().forEach(Parameter::value);
        return network;
    }

    /**
     * Builds a network that was trained.
     *
     * @param state what {@link #state} gave
     * @throws IllegalArgumentException as {@link #parse} does, and when the state is another network's
     */
    public static Network restored(String text, Shape input, Map<String, double[]> state) {
        Network network = build(text, input, 0);
        network.restore(state);
        return network;
    }

    /**
     * Checks that a network could be {@link #restored}, without its weights in memory.
     *
     * @throws IllegalArgumentException as that does
     */
    public static void check(String text, Shape input, Map<String, double[]> state) {
        StateCheck.check(state, build(text, input, 0).sizes());
    }

    /**
     * How large a network would be, without its weights.
     *
     * @throws IllegalArgumentException that points at the word which names no layer, does not fit its input, is too large, or
     *     has an unknown option
     */
    public static NetworkSize size(String text, Shape input) {
        return build(text, input, 0).size();
    }

    private static Network build(String text, Shape input, long seed) {
        Network network = new Network(Sequence.build(TermParser.parse(text), input, seed), input);
        long weights = network.size().weights();
        if (weights > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException(
                    "The network has " + weights + " weights, and training exchanges at most "
                            + (Integer.MAX_VALUE - Long.BYTES) + "; use smaller layers.");
        }
        return network;
    }

    private NetworkSize size() {
        return new NetworkSize(
                output(),
                parameters().stream().mapToLong(Parameter::size).sum(),
                parameters().stream().mapToLong(Parameter::size).max().orElse(0),
                layers.numbersPerRow());
    }

    private void requireMemory() {
        long bytes = size().weights() * Double.BYTES;
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new IllegalArgumentException("The network has " + size().weights() + " weights, which take "
                    + (bytes >> 20) + " MiB, and this JVM has " + (heap >> 20)
                    + " MiB; give it more memory, or use smaller layers.");
        }
    }

    /**
     * Looks at a text before the shape of the features is known.
     *
     * @param suggester guesses what was meant by a word that names no layer
     * @throws IllegalArgumentException that points at a word which cannot be read or names no layer
     */
    public static void check(String text, Suggester suggester) {
        Layers.check(TermParser.parse(text), suggester);
    }

    /**
     * The text in which every layer that normalizes by statistics of the batch has the option {@code statistics=local},
     * unless it has that option already.
     *
     * @throws IllegalArgumentException that points at a word which cannot be read
     */
    public static String withLocalStatistics(String text) {
        return Term.join(
                TermParser.parse(text).stream().map(LocalStatistics::in).toList());
    }

    /** The shape of one row of features. */
    public Shape input() {
        return input;
    }

    /** The shape of one row of outputs. */
    public Shape output() {
        return layers.output();
    }

    /**
     * The outputs for these rows of features, by running statistics and without dropout.
     *
     * @param rows (rows, features); there may be none
     * @return (rows, outputs); NaN and infinities in a row become whatever the arithmetic of that row makes of them
     * @throws IllegalArgumentException when rows are not as long as {@link #input()}
     */
    public Matrix predict(Matrix rows) {
        return forward(Batch.of(rows), StepContext.inference(new BufferPool()))
                .output()
                .shard(0);
    }

    /** The outputs for one row. */
    public double[] predict(double... row) {
        return predict(Matrix.view(row, 0, 1, row.length)).toArray();
    }

    Pass forward(Batch rows, StepContext context) {
        requireFeatures(rows);
        return layers.forward(rows, context);
    }

    void requireFeatures(Batch rows) {
        if (rows.cols() != input.size()) {
            throw new IllegalArgumentException("Rows have " + rows.cols() + " features and the network takes " + input
                    + "; give rows of " + input.size() + ".");
        }
    }

    /** How the features themselves are searched for padding, by the layers that see them first. */
    public List<PaddedSteps> paddedSteps() {
        return layers.paddedSteps().stream().distinct().toList();
    }

    List<String> warnings(Outlook outlook) {
        return layers.warnings(outlook);
    }

    List<Parameter> parameters() {
        return layers.parameters();
    }

    /** One line for each layer, in order, and after one that contains others for those. */
    public List<LayerSummary> summary() {
        return layers.summary();
    }

    /** How many numbers are learned; running statistics are not. */
    public long numParameters() {
        return summary().stream().mapToLong(LayerSummary::parameters).sum();
    }

    /** The shape of each weight and running statistic, by name: how many rows of how many numbers, or how many numbers. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        return shapes;
    }

    /**
     * Keeps the weights of some layers as they are, in training too.
     *
     * @param frozen says which
     * @param statistics whether their batch normalizations go by their running statistics, which stay, as in inference;
     *     otherwise they go by each batch, and the running statistics follow
     * @throws IllegalArgumentException when a name is not one of this network's layers, or nothing is left to learn
     */
    public void freeze(FrozenLayers frozen, boolean statistics) {
        frozen.check(summary().stream().map(LayerSummary::name).toList());
        parameters().stream()
                .filter(parameter -> frozen.holds(parameter.name()))
                .filter(parameter -> statistics || parameter.isLearned())
                .forEach(Parameter::freeze);
        if (parameters().stream().noneMatch(Parameter::isLearned)) {
            throw new IllegalArgumentException(
                    frozen.isEmpty()
                            ? "The network \"" + this
                                    + "\" has no weights to learn; give it a layer that has, such as dense(10)."
                            : "frozenLayers is \"" + frozen
                                    + "\", which leaves nothing to learn; freeze fewer layers.");
        }
    }

    /**
     * Checks that a network can be trained with these layers frozen, without its weights.
     *
     * @throws IllegalArgumentException as {@link #freeze} does
     */
    public static void checkFrozen(String text, Shape input, FrozenLayers frozen) {
        build(text, input, 0).freeze(frozen, true);
    }

    /** A copy of all weights and running statistics, by name: {@code 0.weight}, {@code 1.runningMean}, ... */
    public Map<String, double[]> state() {
        Map<String, double[]> state = new LinkedHashMap<>();
        parameters()
                .forEach(parameter ->
                        state.put(parameter.name(), parameter.array().clone()));
        return state;
    }

    /**
     * Replaces all weights and running statistics; other names are left alone.
     *
     * @throws IllegalArgumentException when one is missing or has another length, as that of another network has; nothing
     *     is replaced then
     */
    public void restore(Map<String, double[]> state) {
        StateCheck.check(state, sizes());
        parameters().forEach(parameter -> parameter.set(state.get(parameter.name())));
    }

    /** How many numbers {@link #state} has, by name. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        parameters().forEach(parameter -> sizes.put(parameter.name(), parameter.size()));
        return sizes;
    }

    /** The text, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return layers.toString();
    }
}
