package org.tare.stat;

/**
 * Sums the weights of a block of rows, their values times weight and the values' squares times weight, where values and weights
 * fit a fixed-point window each, as a {@link Window} does without weights.
 *
 * <p>There a value is an integer {@code m} and its weight an integer {@code k}, of 63 bits each. The sums of {@code k},
 * {@code m k} and {@code m m k} are gathered in longs that may overflow, each beside the sum of its upper halves, which does
 * not: what those leave of it is the sum of the lower halves.
 */
final class WeightedWindow {
    private static final int HALF = 32;

    private final int valueUnit;
    private final int weightUnit;
    private long[] weightHalves = {};
    private long[] sumHalves = {};
    private long[] squareHalves = {};
    private int count;
    private int misfits;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** For values below one power of two, and weights that are expected below another. */
    WeightedWindow(int valueTop, int weightTop) {
        valueUnit = Window.unit(valueTop);
        weightUnit = Window.unit(weightTop);
    }

    /**
     * Sums the rows that fit of at most 2^29, once in the life of a window, and keeps the places of those that do not in
     * {@code rest}. Rows of weight 0 are not there.
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
            if (w == 0) {
                none++;
                continue;
            }
            long m = (long) (x * scale);
            long k = (long) (w * weightScale);
            // Where the cast saturates, 2^63 would pass for 2^63 - 1, whose successor is negative.
            if (m * unscale != x || k * weightUnscale != w || k + 1 <= 0) {
                if (kept == rest.length) {
                    end = i;
                    break;
                }
                rest[kept++] = i;
                continue;
            }
            least = Math.min(least, m);
            most = Math.max(most, m);
            w0 += k;
            w1 += k >>> HALF;
            long low = m * k;
            long high = Math.multiplyHigh(m, k);
            s0 += low;
            s1 += low >>> HALF;
            s2 += high;
            s3 += high >> HALF;
            long squareLow = m * low;
            // The lower half of the product has no sign.
            long squareMiddle = Math.multiplyHigh(m, low) + (m & low >> (Long.SIZE - 1));
            long squareHigh = m * high;
            long squareTop = Math.multiplyHigh(m, high);
            q0 += squareLow;
            q1 += squareLow >>> HALF;
            q2 += squareMiddle + squareHigh;
            q3 += (squareMiddle >> HALF) + (squareHigh >>> HALF);
            q4 += squareTop;
            q5 += squareTop >> HALF;
        }
        if (least == Long.MIN_VALUE || most == Long.MAX_VALUE) {
            // There the cast saturates: 2^63 would pass for 2^63 - 1.
            return from;
        }
        count = end - from - kept - none;
        misfits = kept;
        if (count > 0) {
            min = least * unscale;
            max = most * unscale;
        }
        weightHalves = halves(w0, w1);
        sumHalves = halves(s0, s1, s2, s3);
        squareHalves = halves(q0, q1, q2, q3, q4, q5);
        return end;
    }

    /** What the sums of the lower halves are, beside those of the upper ones. */
    private static long[] halves(long... sums) {
        for (int i = 0; i < sums.length; i += 2) {
            sums[i] -= sums[i + 1] << HALF;
        }
        return sums;
    }

    /** Adds what was taken to the sums of a feature. */
    void addTo(ExactSum weights, ExactSum sums, ExactSum squares) {
        add(weightHalves, weightUnit, weights);
        add(sumHalves, weightUnit + valueUnit, sums);
        add(squareHalves, weightUnit + 2 * valueUnit, squares);
    }

    private static void add(long[] halves, int unit, ExactSum to) {
        for (int i = 0; i < halves.length; i++) {
            to.add(halves[i], unit + i * HALF);
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
