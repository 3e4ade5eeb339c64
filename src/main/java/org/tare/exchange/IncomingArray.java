package org.tare.exchange;

/** An array that one executor sends, put together from its frames. */
public final class IncomingArray {
    private final Frame first;
    private final double[] array;
    private int filled;

    /**
     * @param first the frame to {@link #add} first
     * @param array as long as that says, to be filled
     */
    IncomingArray(Frame first, double[] array) {
        this.first = first;
        this.array = array;
    }

    /** Adds the frame that comes next, and returns true; leaves out any other, and returns false. */
    boolean add(Frame frame) {
        boolean isNext = frame.sequence == first.sequence
                && frame.operation == first.operation
                && frame.length == array.length
                && frame.start == filled
                && filled + frame.count() <= array.length;
        if (isNext) {
            frame.copyTo(array, filled);
            filled += frame.count();
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
