package org.tare.curve;

import java.io.Serializable;
import org.apache.spark.sql.Column;

/**
 * A monotone map of one number.
 *
 * <p>NaN maps to NaN, null to null, and infinities to what the arithmetic gives. {@link #apply(double)} and
 * {@link #apply(Column)} are the same operations in the same order, so they give the same bits.
 */
public sealed interface Curve extends Serializable permits Affine, Pinned, Chain, Clipped {
    /** The value of the curve at {@code x}. */
    double apply(double x);

    /**
     * The curve as an expression over a column of doubles, made of {@code + - * /}, comparisons and {@code greatest}
     * only, which Spark's optimizer and native engines see through.
     */
    Column apply(Column x);

    /**
     * The map back: {@code inverse().apply(apply(x))} is {@code x} up to rounding, as {@link Affine#inverse()} bounds it.
     * What {@link Clipped} cut off does not come back.
     */
    Curve inverse();

    /** Whether the curve takes 0 to 0, so that sparse vectors stay sparse. */
    default boolean keepsZero() {
        return apply(0) == 0;
    }

    /** A form that a person can read and {@link Curves#parse} reads back to an equal curve. */
    String toText();
}
