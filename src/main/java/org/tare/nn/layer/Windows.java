package org.tare.nn.layer;

import org.tare.nn.core.Shape;
import org.tare.nn.text.Arguments;

/** The square windows that a convolution or a pooling slides over images of height x width x channels. */
final class Windows {
    private final Shape image;
    private final int kernel;
    private final int stride;
    private final int padding;

    /** @throws IllegalArgumentException that points at the word when its input is no image or smaller than a window */
    Windows(Arguments arguments, Shape image, int kernel, int stride, int padding) {
        if (!image.isImage()) {
            throw arguments.error("works on images of shape height x width x channels but its input is of shape "
                    + image + "; put reshape(height, width, channels) before it");
        }
        if (padded(Math.min(image.height(), image.width()), padding) < kernel) {
            throw arguments.error("slides a window of " + kernel + "x" + kernel + " over a smaller image of shape "
                    + image + "; use a smaller window or more padding");
        }
        this.image = image;
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
    }

    private static int padded(int length, int padding) {
        return Math.addExact(length, Math.multiplyExact(2, padding));
    }

    int height() {
        return (padded(image.height(), padding) - kernel) / stride + 1;
    }

    int width() {
        return (padded(image.width(), padding) - kernel) / stride + 1;
    }

    int perImage() {
        return Math.multiplyExact(height(), width());
    }

    int channels() {
        return image.channels();
    }

    /** The numbers in one window. */
    int size() {
        return Math.multiplyExact(Math.multiplyExact(kernel, kernel), channels());
    }

    /** What is done with one position of one window. */
    interface Visitor {
        /**
         * Called for each position.
         *
         * @param window the number of the window in its image
         * @param inWindow where in the window the position's channels begin
         * @param inImage where in the image they begin; negative in the padding
         */
        void visit(int window, int inWindow, int inImage);
    }

    /** Visits every position of every window of an image, window after window. */
    void forEach(Visitor visitor) {
        int window = 0;
        for (int top = -padding; top + kernel <= image.height() + padding; top += stride) {
            for (int left = -padding; left + kernel <= image.width() + padding; left += stride) {
                visit(window++, top, left, visitor);
            }
        }
    }

    private void visit(int window, int top, int left, Visitor visitor) {
        int inWindow = 0;
        for (int y = top; y < top + kernel; y++) {
            for (int x = left; x < left + kernel; x++) {
                boolean inside = y >= 0 && y < image.height() && x >= 0 && x < image.width();
                visitor.visit(window, inWindow, inside ? (y * image.width() + x) * channels() : -1);
                inWindow += channels();
            }
        }
    }
}
