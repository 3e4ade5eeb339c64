package org.tare.exchange;

/** An array that one executor sends, put together from its frames. */
public final class IncomingArray {
    private final Frame first;
    private final double[] array;
    private int filled;

    /** @param first the frame to {@link #add} first */
    IncomingArray(Frame first) {
        this.first = first;
        this.array = new double[first.length];
    }

    /** Adds the frame that comes next, and returns true; leaves out any other, and returns false. */
    boolean add(Frame frame) {
        boolean isNext = frame.sequence == first.sequence
                && frame.operation == first.operation
                && frame.length == array.length
                && frame.start == filled
                && filled + frame.numbers.length <= array.length;
        if (isNext) {
            System.arraycopy(frame.numbers, 0, array, filled, frame.numbers.length);
            filled += frame.numbers.length;
        }
        return isNext;
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
