package org.tare.export.onnx;

import org.tare.nn.core.Shape;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/** Where the windows of a layer lie on its images, as its options say. */
record WindowOptions(Axis down, Axis across) {
    private static final String SAME = "same";

    /**
     * One of an image's two directions.
     *
     * @param before how far the first window reaches beyond the image
     * @param count how many windows there are
     */
    record Axis(int length, int kernel, int stride, int before, int count) {
        static Axis of(int length, int kernel, int stride, int padding) {
            return new Axis(length, kernel, stride, padding, (length + 2 * padding - kernel) / stride + 1);
        }

        static Axis same(int length, int kernel, int stride) {
            int count = (length + stride - 1) / stride;
            int missing = Math.max(0, (count - 1) * stride + kernel - length);
            return new Axis(length, kernel, stride, missing / 2, count);
        }

        /** How far the last window reaches beyond the image. */
        int after() {
            return Math.max(0, (count - 1) * stride + kernel - length - before);
        }

        /** Behind the last of the numbers that stand at this position in a window. */
        int end(int position) {
            return position + (count - 1) * stride + 1;
        }
    }

    static WindowOptions read(Arguments arguments, Shape image, String key, boolean apart) {
        int[] kernel = Arguments.toExtent(arguments.take(key, true).orElseThrow(), 1);
        int[] stride = arguments
                .take("stride", true)
                .map(given -> Arguments.toExtent(given, 1))
                .orElse(apart ? kernel : new int[] {1, 1});
        Term padding = arguments.take("padding", true).orElse(null);
        Axis[] axes = new Axis[2];
        for (int i = 0; i < axes.length; i++) {
            int length = i == 0 ? image.height() : image.width();
            axes[i] = padding != null && padding.name().equals(SAME)
                    ? Axis.same(length, kernel[i], stride[i])
                    : Axis.of(length, kernel[i], stride[i], padding == null ? 0 : Arguments.toExtent(padding, 0)[i]);
        }
        return new WindowOptions(axes[0], axes[1]);
    }

    boolean isPadded() {
        return down.before + down.after() + across.before + across.after() > 0;
    }

    int positions() {
        return down.kernel * across.kernel;
    }

    Shape output(int channels) {
        return Shape.of(down.count, across.count, channels);
    }

    /** Of each window, row by row, how many of its positions lie in the image. */
    double[] inside() {
        double[] inside = new double[down.count * across.count];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (double) inside(down, i / across.count) * inside(across, i % across.count);
        }
        return inside;
    }

    private static int inside(Axis axis, int window) {
        int start = window * axis.stride - axis.before;
        return Math.min(start + axis.kernel, axis.length) - Math.max(start, 0);
    }
}
