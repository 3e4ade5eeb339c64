package org.tare.stat;

/** What a block of values, all of which fit, sums to. */
interface BlockSums {
    /** Adds it to the sums of a feature. */
    void addTo(ExactSum weights, ExactSum sums, ExactSum squares);

    /** How many values there were. */
    int count();

    /** The least of them. */
    double min();

    /** The greatest of them. */
    double max();
}
