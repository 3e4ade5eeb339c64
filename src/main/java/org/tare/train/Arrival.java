package org.tare.train;

import java.security.GeneralSecurityException;

/** An array that one executor sends, put together from its frames. */
final class Arrival {
    private final Frame first;
    private final double[] array;
    private int filled;

    /** @throws GeneralSecurityException when it is not the first frame of an array */
    Arrival(Frame first) throws GeneralSecurityException {
        this.first = first;
        this.array = new double[first.length];
        add(first);
    }

    /** @throws GeneralSecurityException when it is not the frame that comes next */
    void add(Frame frame) throws GeneralSecurityException {
        boolean isNext = frame.sequence == first.sequence
                && frame.operation == first.operation
                && frame.length == array.length
                && frame.start == filled
                && filled + frame.numbers.length <= array.length;
        if (!isNext) {
            throw new GeneralSecurityException("After " + filled + " of " + array.length + " numbers of " + first
                    + " came those from " + frame.start + " of " + frame + ".");
        }
        System.arraycopy(frame.numbers, 0, array, filled, frame.numbers.length);
        filled += frame.numbers.length;
    }

    boolean isWhole() {
        return filled == array.length;
    }

    Frame first() {
        return first;
    }

    double[] array() {
        return array;
    }
}
