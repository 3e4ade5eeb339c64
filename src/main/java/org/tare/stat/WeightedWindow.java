package org.tare.stat;

/**
 * Sums the weights of a block of rows, their values times weight and the values' squares times weight, where values and weights
 * fit a fixed-point window each, as a {@link Window} does without weights.
 *
 * <p>There a value is an integer {@code m} and its weight an integer {@code k}, both below 2^63. The sums of {@code k},
 * {@code m k} and {@code m^2 k} are gathered by digits of 32 bits, a long for each, so that nothing overflows.
 */
final class WeightedWindow {
    /** Rows at a time: as many digits below 2^32 stay below 2^63. */
    static final int MOST = 1 << 30;

    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;

    private final int valueUnit;
    private final int weightUnit;
    private final long[] weightDigits = new long[2];
    private final long[] sumDigits = new long[4];
    private final long[] squareDigits = new long[6];
    private int count;
    private int misfits;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** For values and weights below these powers of two. */
    WeightedWindow(int valueTop, int weightTop) {
        valueUnit = Window.unit(valueTop);
        weightUnit = Window.unit(weightTop);
    }

    /**
     * Sums the rows that fit, once in the life of a window, and keeps the places of those that do not in {@code rest}. Rows of
     * weight 0 are not there.
     *
     * @return where it stopped: at {@code to}, or where there was no more room for what does not fit
     */
    int take(double[] values, double[] weights, int from, int to, int[] rest) {
        double scale = Math.scalb(1.0, -valueUnit);
        double unscale = Math.scalb(1.0, valueUnit);
        double weightScale = Math.scalb(1.0, -weightUnit);
        double weightUnscale = Math.scalb(1.0, weightUnit);
        int kept = 0;
        int none = 0;
        int end = to;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long heaviest = 0;
        long w0 = 0;
        long w1 = 0;
        long s0 = 0;
        long s1 = 0;
        long s2 = 0;
        long s3 = 0;
        long q0 = 0;
        long q1 = 0;
        long q2 = 0;
        long q3 = 0;
        long q4 = 0;
        long q5 = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            double w = weights[i];
            long m = (long) (x * scale);
            long k = (long) (w * weightScale);
            if (w == 0) {
                none++;
                continue;
            }
            if (m * unscale != x || k * weightUnscale != w || k < 0) {
                if (kept == rest.length) {
                    end = i;
                    break;
                }
                rest[kept++] = i;
                continue;
            }
            least = Math.min(least, m);
            most = Math.max(most, m);
            heaviest = Math.max(heaviest, k);
            w0 += k & DIGIT;
            w1 += k >>> DIGIT_BITS;
            long low = m * k;
            long high = Math.multiplyHigh(m, k);
            s0 += low & DIGIT;
            s1 += low >>> DIGIT_BITS;
            s2 += high & DIGIT;
            s3 += high >> DIGIT_BITS;
            long squareLow = m * m;
            long squareHigh = Math.multiplyHigh(m, m);
            low = squareLow * k;
            // The high digits of a product whose first factor has no sign.
            high = Math.multiplyHigh(squareLow, k) + (k & squareLow >> (Long.SIZE - 1));
            long middle = squareHigh * k;
            long top = Math.multiplyHigh(squareHigh, k);
            q0 += low & DIGIT;
            q1 += low >>> DIGIT_BITS;
            q2 += (high & DIGIT) + (middle & DIGIT);
            q3 += (high >>> DIGIT_BITS) + (middle >>> DIGIT_BITS);
            q4 += top & DIGIT;
            q5 += top >>> DIGIT_BITS;
        }
        if (least == Long.MIN_VALUE || most == Long.MAX_VALUE || heaviest == Long.MAX_VALUE) {
            // There the cast saturates: 2^63 would pass for 2^63 - 1.
            return from;
        }
        count = end - from - kept - none;
        misfits = kept;
        if (count > 0) {
            min = least * unscale;
            max = most * unscale;
        }
        set(weightDigits, w0, w1);
        set(sumDigits, s0, s1, s2, s3);
        set(squareDigits, q0, q1, q2, q3, q4, q5);
        return end;
    }

    private static void set(long[] digits, long... to) {
        System.arraycopy(to, 0, digits, 0, to.length);
    }

    /** Adds what was taken to the sums of a feature. */
    void addTo(ExactSum weights, ExactSum sums, ExactSum squares) {
        add(weightDigits, weightUnit, weights);
        add(sumDigits, weightUnit + valueUnit, sums);
        add(squareDigits, weightUnit + 2 * valueUnit, squares);
    }

    private static void add(long[] digits, int unit, ExactSum to) {
        for (int i = 0; i < digits.length; i++) {
            to.add(digits[i], unit + i * DIGIT_BITS);
        }
    }

    /** How many rows were taken. */
    int count() {
        return count;
    }

    /** How many rows it kept that do not fit. */
    int misfits() {
        return misfits;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
