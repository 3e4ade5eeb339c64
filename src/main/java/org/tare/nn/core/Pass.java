package org.tare.nn.core;

/** What a layer made of a batch, with the way back. */
public record Pass(Batch output, Back back) {
    /** The chain rule: from the gradient of a layer's output to that of its input. */
    public interface Back {
        /**
         * Adds to the parameters' gradients and returns the input's.
         *
         * @param dy the gradient of the loss by the output, which this may overwrite
         * @return the gradient by the input; of no meaning when the input is data
         */
        Batch apply(Batch dy);
    }

    /** Of an inference, from which there is no way back. */
    public static Pass inference(Batch output) {
        return new Pass(output, dy -> {
            throw new IllegalStateException("An inference has no way back; run a training step.");
        });
    }
}
