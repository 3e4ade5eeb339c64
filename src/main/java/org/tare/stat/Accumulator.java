package org.tare.stat;

/**
 * Accumulates the values of one feature into a statistic; reusable, not thread-safe.
 *
 * <p>NaN and infinities are skipped by every kind. The order and the grouping of the calls do not change a bit of the
 * result.
 */
public interface Accumulator<V> {
    /** Adds {@code values[from..to)}, each of weight 1; the hot path. */
    void add(double[] values, int from, int to);

    /**
     * Adds one value with its weight; weight 0 is a row that is not there.
     *
     * @throws IllegalArgumentException if the weight is negative, NaN or infinite
     */
    void add(double value, double weight);

    /** Adds {@code values[from..to)}, each with its weight. */
    default void add(double[] values, double[] weights, int from, int to) {
        for (int i = from; i < to; i++) {
            add(values[i], weights[i]);
        }
    }

    /** Adds {@code n} zeros of weight 1, as the implicit entries of sparse vectors are. */
    void addZeros(long n);

    /** Adds the zeros that sparse vectors leave out, given what is known of their rows' weights. */
    default void addZeros(Weights zeros) {
        add(0, zeros);
    }

    /** Adds one finite value for each of some rows, given what is known of their weights. */
    default void add(double value, Weights weights) {
        for (double part : weights.parts()) {
            add(value, part);
        }
    }

    /** Counts {@code n} values that were null, each of that weight; only of use to a kind of what is missing. */
    default void addMissing(long n, double weight) {}

    /** What was accumulated so far. */
    V result();
}
