package org.tare.stat;

import java.util.Arrays;

/**
 * Sums values and their squares without rounding, of whatever exponents: those of four neighboring exponents are integers
 * of one unit, and have sums of their own.
 *
 * <p>Every value goes through memory, which takes twice as long as a {@link Window} takes for values that fit it, and a
 * quarter of the time that an {@link ExactSum} takes. So this is for heavy tails, and for what a window leaves.
 */
final class ScatteredSums {
    /** Neighboring exponents in one bin, as a power of two: the integers are below 2^56. */
    private static final int EXPONENTS = 2;
    /** A bin's sums: of values, its low and high digit; of squares, two low digits and the rest. */
    private static final int SUMS = 5;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int LARGEST_EXPONENT = 0x7ff;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;

    /** The rest of a square is below 2^48, so that as many of them stay below 2^63. */
    private static final int MOST = 1 << 15;

    private long[] bins = {};
    private int lowest;
    private int room = MOST;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** Whether as many values may be added before the next {@link #moveTo}. */
    boolean hasRoomFor(int values) {
        return values <= room;
    }

    /** Adds the finite ones of {@code values[from..to)}, and says how many they were. */
    int add(double[] values, int from, int to) {
        long[] sums = bins;
        int low = lowest;
        double least = min;
        double most = max;
        int others = 0;
        for (int i = from; i < to; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            int exponent = (int) (bits >>> FRACTION_BITS) & LARGEST_EXPONENT;
            if (exponent == LARGEST_EXPONENT) {
                others++;
                continue;
            }
            // Subnormal values have the unit of the least normal ones, and no leading bit.
            int scaled = Math.max(exponent, 1);
            int at = ((scaled >> EXPONENTS) - low) * SUMS;
            if (at < 0 || at >= sums.length) {
                reserve(scaled >> EXPONENTS);
                sums = bins;
                low = lowest;
                at = ((scaled >> EXPONENTS) - low) * SUMS;
            }
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
            long mantissa = (bits & FRACTION) | (exponent == 0 ? 0 : FRACTION + 1);
            long integer = mantissa << (scaled & ((1 << EXPONENTS) - 1));
            long sign = bits >> (Long.SIZE - 1);
            long signed = (integer ^ sign) - sign;
            long square = integer * integer;
            sums[at] += signed & DIGIT;
            sums[at + 1] += signed >> DIGIT_BITS;
            sums[at + 2] += square & DIGIT;
            sums[at + 3] += square >>> DIGIT_BITS;
            sums[at + 4] += Math.multiplyHigh(integer, integer);
        }
        min = least;
        max = most;
        room -= to - from - others;
        return to - from - others;
    }

    private void reserve(int bin) {
        int size = bins.length / SUMS;
        int first = size == 0 ? bin : Math.min(bin, lowest);
        int end = size == 0 ? bin + 1 : Math.max(bin + 1, lowest + size);
        long[] wider = new long[(end - first) * SUMS];
        System.arraycopy(bins, 0, wider, size == 0 ? 0 : (lowest - first) * SUMS, bins.length);
        bins = wider;
        lowest = first;
    }

    /** Moves what was added to the sums of a feature. */
    void moveTo(ExactSum sum, ExactSum squares) {
        for (int at = 0; at < bins.length; at += SUMS) {
            int unit = ((lowest + at / SUMS) << EXPONENTS) - Double.MAX_EXPONENT - FRACTION_BITS;
            sum.add(bins[at], unit);
            sum.add(bins[at + 1], unit + DIGIT_BITS);
            squares.add(bins[at + 2], 2 * unit);
            squares.add(bins[at + 3], 2 * unit + DIGIT_BITS);
            squares.add(bins[at + 4], 2 * unit + 2 * DIGIT_BITS);
        }
        Arrays.fill(bins, 0);
        room = MOST;
    }

    /** The least value ever added. */
    double min() {
        return min + 0.0;
    }

    /** The greatest value ever added. */
    double max() {
        return max + 0.0;
    }
}
