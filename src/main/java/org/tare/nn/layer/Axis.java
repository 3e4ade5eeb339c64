package org.tare.nn.layer;

/**
 * One of an image's two directions, along which windows slide.
 *
 * @param length how many positions the image has
 * @param spacing how far apart they are, with padding between them
 * @param kernel how much a window sees
 * @param stride from one window to the next
 * @param before how far the first window reaches beyond the image
 * @param count how many windows there are
 */
record Axis(int length, int spacing, int kernel, int stride, int before, int count) {
    static Axis padded(int length, int kernel, int stride, int padding) {
        int padded = Math.addExact(length, Math.multiplyExact(2, padding));
        return new Axis(length, 1, kernel, stride, padding, padded < kernel ? 0 : (padded - kernel) / stride + 1);
    }

    /** As many windows as strides begin in the image; of an odd number of padded positions the last has one more. */
    static Axis same(int length, int kernel, int stride) {
        int count = (length + stride - 1) / stride;
        long missing = (count - 1L) * stride + kernel - length;
        return new Axis(length, 1, kernel, stride, (int) (Math.max(missing, 0) / 2), count);
    }

    /** Where the first position of a window lies; before the image it is negative. */
    int start(int window) {
        return window * stride - before;
    }

    boolean holds(int at) {
        return at >= 0 && at < length;
    }

    /** The axis of the gradient of the windows, whose windows are the gradient of the positions. */
    Axis backward() {
        return new Axis(count, stride, kernel, 1, kernel - 1 - before, length);
    }

    /**
     * From one padded row to the next, of rows one after the other: what is padding behind one may be padding before the next,
     * which windows by stride 1 then share.
     */
    int pitch() {
        int padded = count + kernel - 1;
        int after = padded - before - ((length - 1) * spacing + 1);
        return Math.max(count, padded - Math.max(0, Math.min(before, after)));
    }

    /** Whether windows see the image as it is: each position once in each place of a window, and no padding. */
    boolean isPlain() {
        return spacing == 1 && stride == 1 && before == 0 && count + kernel - 1 == length;
    }
}
