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
     * What {@link #clip} cut off does not come back.
     */
    Curve inverse();

    /** A form that a person can read and {@link #parse} reads back to an equal curve. */
    String toText();

    /** This curve, then the next. */
    default Curve then(Curve next) {
        return Chain.of(this, next);
    }

    /**
     * This curve with results below {@code min} raised to it and results above {@code max} lowered to it.
     *
     * @throws IllegalArgumentException unless {@code min < max}
     */
    default Curve clip(double min, double max) {
        return new Clipped(this, min, max);
    }

    /**
     * The rising line that meets both points to the last bit, is monotone, and stays within {@code [y0, y1]} on
     * {@code [x0, x1]}, even where {@code x1 - x0} or {@code y1 - y0} is beyond double's range.
     *
     * @throws IllegalArgumentException unless {@code x0 < x1}, {@code y0 < y1} and all are finite
     */
    static Curve through(double x0, double y0, double x1, double y1) {
        if (!(x0 < x1 && y0 < y1)) {
            throw new IllegalArgumentException("No rising line goes through (" + x0 + ", " + y0 + ") and (" + x1 + ", "
                    + y1 + "); give the lower point first.");
        }
        if (Double.isInfinite(x1 - x0)) {
            return Affine.HALF.then(through(x0 / 2, y0, x1 / 2, y1));
        }
        if (Double.isInfinite(y1 - y0)) {
            return through(x0, y0 / 2, x1, y1 / 2).then(Affine.HALF.inverse());
        }
        Affine line = new Affine(x0, x1 - x0, y0, y1 - y0);
        return line.apply(x1) == y1 ? line : new Pinned(line, x1, y1);
    }

    /**
     * Reads {@link #toText()}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    static Curve parse(String text) {
        return CurveText.parse(text);
    }
}
