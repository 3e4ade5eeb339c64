package org.tare.nn.layer;

import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;

/**
 * A convolution of images by products of matrices.
 *
 * @param inputs the channels of the images
 * @param outputs the channels of what the windows become
 */
record Convolution(Axis down, Axis across, int inputs, int outputs) {
    /** A way to compute it, with its buffers for one step. */
    interface Algorithm {
        /**
         * Weights in the form in which this multiplies by them.
         *
         * @param weights (kernel down x kernel across x inputs, outputs)
         */
        Operand weights(Matrix weights);

        /**
         * The outputs of images.
         *
         * @param images (images, height x width x inputs)
         * @param weights from {@link #weights}
         * @param into of the precision of both
         */
        void apply(Operand images, Operand weights, Operand into);

        /** The gradient of the weights, in their own form, from the images and the gradient of the outputs. */
        void gradient(Operand images, Operand gradient, Matrix ofWeights);
    }

    /** The convolution that leads from the gradient of the outputs to that of the inputs, by flipped weights. */
    Convolution backward() {
        return new Convolution(down.backward(), across.backward(), outputs, inputs);
    }

    /** The numbers that a window sees of one row. */
    int seen() {
        return across.kernel() * inputs;
    }

    /** Puts a row of an image where so many places are for it and its padding. */
    void pad(Operand images, int start, Operand into, int at, int places) {
        into.clear(at, places * inputs);
        if (across.spacing() == 1) {
            int first = Math.max(0, across.before());
            int skipped = first - across.before();
            int length = Math.min(across.length() - skipped, places - first);
            into.put(at + first * inputs, images, start + skipped * inputs, Math.max(0, length) * inputs);
        } else {
            for (int x = 0; x < across.length(); x++) {
                int place = x * across.spacing() + across.before();
                if (place >= 0 && place < places) {
                    into.put(at + place * inputs, images, start + x * inputs, inputs);
                }
            }
        }
    }
}
