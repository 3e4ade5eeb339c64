package org.tare.stat;

/** What a block of values, all of which fit, sums to. */
abstract class BlockSums {
    private int count;
    private double min;
    private double max;

    /** Of so many values from here on, in this range. */
    final void set(int values, double least, double greatest) {
        count = values;
        min = least;
        max = greatest;
    }

    /** Adds them to the sums of a feature. */
    abstract void addTo(ExactSum weights, ExactSum sums, ExactSum squares);

    /** How many values there were. */
    final int count() {
        return count;
    }

    /** The least of them. */
    final double min() {
        return min;
    }

    /** The greatest of them. */
    final double max() {
        return max;
    }
}
