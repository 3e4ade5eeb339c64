package org.tare.curve;

import java.util.List;
import java.util.Objects;

/** Curves that are made from something else than their own numbers: from two points, or from their text. */
public final class Curves {
    private Curves() {}

    /**
     * The rising line that meets both points to the last bit, is monotone, and stays within {@code [y0, y1]} on
     * {@code [x0, x1]}, even where {@code x1 - x0} or {@code y1 - y0} is beyond double's range.
     *
     * @throws IllegalArgumentException unless {@code x0 < x1}, {@code y0 < y1} and all are finite
     */
    public static Curve through(double x0, double y0, double x1, double y1) {
        if (!(x0 < x1 && y0 < y1)) {
            throw new IllegalArgumentException("No rising line goes through (" + x0 + ", " + y0 + ") and (" + x1 + ", "
                    + y1 + "); give the lower point first.");
        }
        if (Double.isInfinite(x1 - x0)) {
            return Chain.of(Affine.HALF, through(x0 / 2, y0, x1 / 2, y1));
        }
        if (Double.isInfinite(y1 - y0)) {
            return Chain.of(through(x0, y0 / 2, x1, y1 / 2), Affine.HALF.inverse());
        }
        Affine line = new Affine(x0, x1 - x0, y0, y1 - y0);
        return line.apply(x1) == y1 ? line : new Pinned(line, x1, y1);
    }

    /**
     * Reads {@link Curve#toText()}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static Curve parse(String text) {
        return CurveParser.parse(text);
    }

    /** The steps of a curve, in the order in which they are applied; {@code clip} holds what the steps before it give. */
    public static List<CurveStep> steps(Curve curve) {
        Objects.requireNonNull(curve, "The curve is null; give one.");
        return steps(curve.toText());
    }

    /**
     * The same of its text.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static List<CurveStep> steps(String text) {
        return CurveParser.steps(text);
    }
}
