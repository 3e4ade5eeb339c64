package org.tare.stat;

/**
 * A fixed-point window under the largest magnitude of a block: 63 bits in which most of its values are exact integers.
 *
 * <p>Integers sum without rounding in a few registers, where a superaccumulator would go through memory for each value.
 * A value whose last bits lie below the window goes to the superaccumulator by itself.
 */
final class Window {
    private static final int MANTISSA_SHIFT = 10;
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int HALF = 32;
    private static final long LOW_HALF = (1L << HALF) - 1;

    final double min;
    final double max;

    private Window(double min, double max) {
        this.min = min;
        this.max = max;
    }

    /** The window over these values, or null if one of them is not finite. */
    static Window over(double[] values, int from, int to) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean nan = false;
        for (int i = from; i < to; i++) {
            double x = values[i];
            if (x < min) {
                min = x;
            }
            if (x > max) {
                max = x;
            }
            nan |= Double.isNaN(x);
        }
        boolean finite = !nan && min != Double.NEGATIVE_INFINITY && max != Double.POSITIVE_INFINITY;
        return finite ? new Window(min, max) : null;
    }

    void accumulate(double[] values, int from, int to, ExactSum sum, ExactSum squares) {
        int top = Math.max(1, biasedExponent(Math.max(-min, max)));
        long high = 0;
        long low = 0;
        long q3 = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
            int normal = Math.min(biased, 1);
            // A zero must survive any shift, so shifts stop at 63, where nothing else does.
            int shift = Math.min(top - biased - (1 - normal), Long.SIZE - 1);
            long wide = ((bits & FRACTION) | ((long) normal << FRACTION_BITS)) << MANTISSA_SHIFT;
            long m = wide >>> shift;
            if (m << shift != wide) {
                sum.add(values[i]);
                squares.addSquare(values[i]);
                continue;
            }
            long sign = bits >> (Long.SIZE - 1);
            long s = (m ^ sign) - sign;
            high += s >> HALF;
            low += s & LOW_HALF;
            long squareHigh = Math.multiplyHigh(m, m);
            long squareLow = m * m;
            q3 += squareHigh >>> HALF;
            q2 += squareHigh & LOW_HALF;
            q1 += squareLow >>> HALF;
            q0 += squareLow & LOW_HALF;
        }
        int unit = top - Double.MAX_EXPONENT - FRACTION_BITS - MANTISSA_SHIFT;
        sum.add(high, unit + HALF);
        sum.add(low, unit);
        squares.add(q3, 2 * unit + 3 * HALF);
        squares.add(q2, 2 * unit + 2 * HALF);
        squares.add(q1, 2 * unit + HALF);
        squares.add(q0, 2 * unit);
    }

    private static int biasedExponent(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> FRACTION_BITS) & 0x7ff;
    }
}
