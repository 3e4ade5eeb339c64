package org.tare.nn.core;

import java.util.List;

/**
 * What a layer made of a batch.
 *
 * @param output the layer's output
 * @param backward leads from the gradient of the output to that of the input
 * @param observations what the layer, or those within it, measured: as many in each pass and in the same order
 */
public record Pass(Batch output, Backward backward, List<Observation> observations) {
    /** The chain rule, for one layer and one batch. */
    public interface Backward {
        /**
         * Sets the gradients of the layer's parameters and returns that of its input.
         *
         * @param dy the gradient of the loss by the output, of the output's shape, which this may overwrite
         * @return the gradient by the input, of the input's shape; without meaning when the input is data
         */
        Batch apply(Batch dy);
    }

    /** Of a layer that measures nothing. */
    public Pass(Batch output, Backward backward) {
        this(output, backward, List.of());
    }

    /** Of an inference, after which there is no backward pass. */
    public static Pass inference(Batch output) {
        return new Pass(output, dy -> {
            throw new IllegalStateException("An inference has no backward pass; run a training step.");
        });
    }
}
