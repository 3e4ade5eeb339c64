package org.tare.stat;

import java.util.Arrays;

/**
 * Sums the values of a block that fit one fixed-point window of 63 bits, and returns those that do not.
 *
 * <p>Scaled by a power of two, a value whose bits all lie in the window is an integer, and integers sum without
 * rounding in a few registers, where a superaccumulator would go through memory for each value. Whether a value fits is
 * seen by scaling its integer back: NaN, infinities, values above the window and bits below it all fail that test, so a
 * window that was guessed badly costs time and never a digit.
 */
final class Window {
    /** The top of no finite value. */
    static final int NOTHING = Integer.MIN_VALUE;

    /** A window below {@code 2^top} holds the values below it, and those below {@code 2^(top+1)} as well. */
    private static final int BITS = 62;
    /** Keeps both powers of two, and all that is scaled back, within double's normal range. */
    static final int LOWEST_TOP = -900;

    private static final int HALF = 32;
    private static final long LOW_HALF = (1L << HALF) - 1;
    private static final double[] NONE = {};

    private final int unit;
    private int count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long high;
    private long low;
    private long square3;
    private long square2;
    private long square1;
    private long square0;

    Window(int top) {
        unit = Math.max(top, LOWEST_TOP) - BITS;
    }

    /** The least {@code top} that all finite values lie below. */
    static int topOf(double... values) {
        int top = NOTHING;
        for (double x : values) {
            if (Double.isFinite(x)) {
                top = Math.max(top, Math.getExponent(x) + 1);
            }
        }
        return top;
    }

    /** Sums what fits, once in the life of a window. */
    double[] take(double[] values, int from, int to) {
        double scale = Math.scalb(1.0, -unit);
        double unscale = Math.scalb(1.0, unit);
        double[] rest = NONE;
        int misfits = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        long s1 = 0;
        long s0 = 0;
        long q3 = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            long m = (long) (x * scale);
            // The cast saturates, and its ends may scale back to a double that is not theirs.
            if (m * unscale != x || m == Long.MAX_VALUE || m == Long.MIN_VALUE) {
                if (misfits == 0) {
                    rest = new double[to - i];
                }
                rest[misfits++] = x;
                continue;
            }
            if (x < least) {
                least = x;
            }
            if (x > most) {
                most = x;
            }
            s1 += m >> HALF;
            s0 += m & LOW_HALF;
            long squareHigh = Math.multiplyHigh(m, m);
            long squareLow = m * m;
            q3 += squareHigh >>> HALF;
            q2 += squareHigh & LOW_HALF;
            q1 += squareLow >>> HALF;
            q0 += squareLow & LOW_HALF;
        }
        count = to - from - misfits;
        min = least;
        max = most;
        high = s1;
        low = s0;
        square3 = q3;
        square2 = q2;
        square1 = q1;
        square0 = q0;
        return Arrays.copyOf(rest, misfits);
    }

    /** Adds what was taken to the sums of a feature. */
    void addTo(ExactSum sum, ExactSum squares) {
        sum.add(high, unit + HALF);
        sum.add(low, unit);
        squares.add(square3, 2 * unit + 3 * HALF);
        squares.add(square2, 2 * unit + 2 * HALF);
        squares.add(square1, 2 * unit + HALF);
        squares.add(square0, 2 * unit);
    }

    /** {@link #topOf} what was taken. */
    int topTaken() {
        return topOf(min, max);
    }

    int count() {
        return count;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
