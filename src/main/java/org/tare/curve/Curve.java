package org.tare.curve;

import java.io.Serializable;
import org.apache.spark.sql.Column;

/**
 * A monotone map of one number.
 *
 * <p>NaN maps to NaN and null to null, unless the curve {@linkplain #fillsMissing() fills them in}; infinities map to what the
 * arithmetic gives. {@link #apply(double)} and {@link #apply(Column)} give the same bits.
 */
public sealed interface Curve extends Serializable
        permits Affine, Pinned, Chain, Clipped, Fill, Missing, Knots, Bins, Power, Normal, Elementary {
    /** The value of the curve at {@code x}. */
    double apply(double x);

    /**
     * The curve as an expression over a column of doubles. Lines, clipping and filling are made of {@code + - * /}, comparisons,
     * {@code greatest} and the like, which Spark's optimizer and native engines see through; other curves are one call that the
     * optimizer can move.
     */
    Column apply(Column x);

    /**
     * The map back: {@code inverse().apply(apply(x))} is {@code x} up to rounding, as {@link Affine#inverse()} bounds it.
     * What {@link Clipped} cut off does not come back, nor do missing values that {@link Fill} filled in; {@link Bins} give the
     * middle of the bin.
     */
    Curve inverse();

    /** Whether there is a map back. */
    default boolean isInvertible() {
        return true;
    }

    /** Whether the curve takes 0 to 0, so that sparse vectors stay sparse. */
    default boolean keepsZero() {
        return apply(0) == 0;
    }

    /** Whether null and NaN become a number. */
    default boolean fillsMissing() {
        return !Double.isNaN(apply(Double.NaN));
    }

    /** Whether every number becomes one; a logarithm makes NaN of those that it cannot take. */
    default boolean isTotal() {
        return true;
    }

    /**
     * The curve over an expression of type double, as plain SQL; for lines, clipping, filling and curves of few pieces. The bits are
     * those of {@link #apply(double)}.
     *
     * @throws UnsupportedOperationException if the curve has no such form
     */
    default String toSql(String x, SqlDialect dialect) {
        throw new UnsupportedOperationException("The curve " + CurveText.shortened(toText())
                + " has no form in plain SQL; export the scalers of other features, or this one otherwise.");
    }

    /** A form that a person can read and {@link Curves#parse} reads back to an equal curve. */
    String toText();
}
