package org.tare.spark.aggregate;

import org.apache.spark.sql.types.DataType;

/**
 * How an aggregate function accumulates.
 *
 * @param <B> what it accumulates into
 */
public interface SqlAggregation<B> {
    /** Whether it takes numbers; if not, states only. */
    boolean takesNumbers();

    /** The type of {@link #result}. */
    DataType type();

    /** A new buffer, of nothing. */
    B buffer();

    /** Adds a number; NaN for null. */
    void add(B buffer, double value);

    /**
     * Adds a state that SQL holds.
     *
     * @throws IllegalArgumentException if it is damaged or of another kind
     */
    void addState(B buffer, byte[] state);

    /** Adds the numbers of a band, added up as the function's {@link SqlPartial} says. */
    void addSums(B buffer, int band, long... words);

    /** Adds what another buffer holds. */
    void merge(B buffer, B other);

    /** The buffer on its way between tasks. */
    byte[] write(B buffer);

    /** Reads {@link #write}. */
    B read(byte[] bytes);

    /** Null, a {@link Double}, a {@code double[]}, a {@code byte[]}, or an {@code Object[]} for a struct; the buffer goes on. */
    Object result(B buffer);
}
