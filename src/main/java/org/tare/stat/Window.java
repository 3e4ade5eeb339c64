package org.tare.stat;

/**
 * Sums the values of a block that fit one fixed-point window of 63 bits, and keeps those that do not.
 *
 * <p>Scaled by a power of two, a value whose bits all lie in the window is an integer, and integers sum without
 * rounding in a few registers, where a superaccumulator would go through memory for each value. They sum modulo 2^64, and
 * a sum in doubles beside them tells how many multiples of it were lost: it is off by less than 2^43, far from the 2^63
 * that would mislead. Whether a value fits is seen by scaling its integer back: NaN, infinities, values above the window and bits below it all fail that test, so a
 * window that was guessed badly costs time and never a digit.
 */
final class Window {
    /** The top of no finite value. */
    static final int NOTHING = Integer.MIN_VALUE;

    /** A window below {@code 2^top} holds the values below it, and those below {@code 2^(top+1)} as well. */
    private static final int BITS = 62;
    /** Keeps both powers of two, and all that is scaled back, within double's normal range. */
    static final int LOWEST_TOP = -900;

    /** Values at a time: n of them put the sum in doubles off by n · 2^-53 · n · 2^63 at the most. */
    static final int MOST = 1 << 16;

    private static final int HALF = 32;

    /** Whole weights below it leave room in the sums of as many rows. */
    private static final int SMALL_WEIGHTS = 1 << 10;

    private final int unit;
    private int count;
    private int misfits;
    private long weight;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long sum;
    private long squaresHigh;
    private long squaresMiddle;
    private long squaresLow;
    private double nearSum;
    private double nearSquares;

    Window(int top) {
        unit = unit(top);
    }

    /** The power of two of the last bit of a window below {@code 2^top}. */
    static int unit(int top) {
        return Math.max(top, LOWEST_TOP) - BITS;
    }

    /** The least {@code top} that all finite values lie below. */
    static int topOf(double[] values, int from, int to) {
        int top = NOTHING;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(values[i])) {
                top = Math.max(top, Math.getExponent(values[i]) + 1);
            }
        }
        return top;
    }

    /**
     * Sums what fits of at most {@link #MOST} values, once in the life of a window, and keeps what does not in {@code rest}.
     *
     * @return where it stopped: at {@code to}, or where there was no more room for what does not fit
     */
    int take(double[] values, int from, int to, double[] rest) {
        double scale = Math.scalb(1.0, -unit);
        double unscale = Math.scalb(1.0, unit);
        int kept = 0;
        int end = to;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long s = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        double nearS = 0;
        double nearQ = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            double y = x * scale;
            long m = (long) y;
            if (m * unscale != x) {
                if (kept == rest.length) {
                    end = i;
                    break;
                }
                rest[kept++] = x;
                continue;
            }
            if (m < least) {
                least = m;
            }
            if (m > most) {
                most = m;
            }
            s += m;
            nearS += y;
            long low = m * m;
            q2 += Math.multiplyHigh(m, m);
            q1 += low >>> HALF;
            q0 += low;
            nearQ += y * y;
        }
        if (isSaturated(least, most)) {
            return from;
        }
        count = end - from - kept;
        weight = count;
        misfits = kept;
        setRange(least, most);
        setSums(s, nearS, q2, q1, q0, nearQ);
        return end;
    }

    /**
     * Sums the rows that fit of at most {@link #SMALL_WEIGHTS}, once in the life of a window: values as in the window, weights
     * that are small and whole. Keeps the places of the others in {@code rest}; rows of weight 0 are not there.
     *
     * @return where it stopped: at {@code to}, or where there was no more room for what does not fit
     */
    int take(double[] values, double[] weights, int from, int to, int[] rest) {
        double scale = Math.scalb(1.0, -unit);
        double unscale = Math.scalb(1.0, unit);
        int kept = 0;
        long none = 0;
        int end = to;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long w = 0;
        long s = 0;
        long q2 = 0;
        long q1 = 0;
        long q0 = 0;
        double nearS = 0;
        double nearQ = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            double y = x * scale;
            long m = (long) y;
            long k = (long) weights[i];
            if (m * unscale != x || k != weights[i] || (k & -SMALL_WEIGHTS) != 0) {
                if (weights[i] == 0) {
                    none++;
                    continue;
                }
                if (kept == rest.length) {
                    end = i;
                    break;
                }
                rest[kept++] = i;
                continue;
            }
            // All bits are set if the weight is 0: a branch for zeros here and there would mostly be guessed wrongly.
            long zero = (k - 1) >> (Long.SIZE - 1);
            none -= zero;
            least = Math.min(least, (m & ~zero) | (zero & Long.MAX_VALUE));
            most = Math.max(most, (m & ~zero) | (zero & Long.MIN_VALUE));
            w += k;
            s += m * k;
            nearS += y * k;
            long low = m * m;
            q2 += Math.multiplyHigh(m, m) * k;
            q1 += (low >>> HALF) * k;
            q0 += low * k;
            nearQ += y * y * k;
        }
        // Infinities of weight 0 are not there, and yet no numbers.
        if (isSaturated(least, most) || Double.isNaN(nearS)) {
            return from;
        }
        count = end - from - kept - (int) none;
        weight = w;
        misfits = kept;
        setRange(least, most);
        setSums(s, nearS, q2, q1, q0, nearQ);
        return end;
    }

    /** There the cast saturates: 2^63 would pass for 2^63 - 1, and under the highest window an infinity for either. */
    private static boolean isSaturated(long least, long most) {
        return least == Long.MIN_VALUE || most == Long.MAX_VALUE;
    }

    private void setRange(long least, long most) {
        if (count > 0) {
            double unscale = Math.scalb(1.0, unit);
            min = least * unscale;
            max = most * unscale;
        }
    }

    private void setSums(long s, double nearS, long high, long middle, long low, double nearQ) {
        sum = s;
        nearSum = nearS;
        squaresHigh = high;
        squaresMiddle = middle;
        squaresLow = low - (middle << HALF);
        nearSquares = nearQ;
    }

    /** Adds what was taken to the sums of a feature. */
    void addTo(ExactSum weights, ExactSum sums, ExactSum squares) {
        weights.add(weight, 0);
        sums.add(sum, unit);
        sums.add(lostMultiples(nearSum, sum), unit + Long.SIZE);
        squares.add(squaresHigh, 2 * unit + Long.SIZE);
        squares.add(lostMultiples(nearSquares * 0x1p-64, squaresHigh), 2 * unit + 2 * Long.SIZE);
        squares.add(squaresMiddle, 2 * unit + HALF);
        squares.add(squaresLow, 2 * unit);
    }

    /** How many times 2^64 a sum in longs has lost to overflow: what is nearest to a sum in doubles. */
    private static long lostMultiples(double near, long residue) {
        return Math.round((near - residue) * 0x1p-64);
    }

    /** {@link #topOf} what was taken. */
    int topTaken() {
        return topOf(new double[] {min, max}, 0, 2);
    }

    int count() {
        return count;
    }

    /** How many values it kept that do not fit. */
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
