package org.tare.nn.core;

import java.util.List;

/**
 * One layer: a map of batches together with its derivative. A layer holds its parameters and nothing of any step; whatever
 * its backward pass needs is captured by that.
 */
public interface Layer {
    /** The shape of one row of outputs. */
    Shape output();

    /**
     * Computes the outputs of all hosted shards, and how to go backward from them. Parameters do not change.
     *
     * @param x for each shard a matrix of (rows, features), with as many features as the shape of the input has numbers,
     *     the last dimension varying fastest; a shard may have no rows. It must not be written to
     * @return with an output of (rows, {@link #output()}.size()) for each shard
     */
    Pass forward(Batch x, StepContext context);

    /** The layers in its parentheses, which learn, count and warn for it. */
    default List<Layer> layers() {
        return List.of();
    }

    /**
     * What a user should know after some steps of training, each a sentence about a layer that is not doing what it was
     * meant for.
     */
    default List<String> warnings(Outlook outlook) {
        return layers().stream()
                .flatMap(layer -> layer.warnings(outlook).stream())
                .toList();
    }

    /** How its own input, which layers in its parentheses may look at too, is searched for padding. */
    default List<PaddedSteps> paddedSteps() {
        return layers().stream().flatMap(layer -> layer.paddedSteps().stream()).toList();
    }

    /** Whether it gives the numbers of its input under another shape, so that padding stays where it was. */
    default boolean keepsNumbers() {
        return false;
    }

    /** About how many numbers of each row a step of training holds in memory: outputs and their gradients. */
    default long numbersPerRow() {
        return 2L * output().size()
                + layers().stream().mapToLong(Layer::numbersPerRow).sum();
    }

    /** What is learned and what is counted, in a fixed order. */
    default List<Parameter> parameters() {
        return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
    }
}
