package org.tare.stat;

import java.util.Arrays;

/**
 * Sorts values by digits of their buckets' numbers (Knuth, The Art of Computer Programming 3, section 5.2.5). These are short, so that
 * two or three passes do, none of which takes a branch that cannot be predicted, as comparisons do.
 */
final class RadixSort {
    private static final int DIGIT = 11;

    /** So few values for each digit are sorted faster by comparisons. */
    private static final int FEW = 128;

    private RadixSort() {}

    /**
     * These finite values in their order; they may change places in the array that is given.
     *
     * @param level of buckets of which each holds one of the values, however often
     */
    static double[] increasing(double[] values, int level) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (double value : values) {
            least = Math.min(least, OrderedBits.of(value) >> level);
            greatest = Math.max(greatest, OrderedBits.of(value) >> level);
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(greatest - least);
        if (values.length < FEW * (bits + DIGIT - 1) / DIGIT) {
            Arrays.sort(values);
            return values;
        }
        double[] from = values;
        double[] to = new double[values.length];
        for (int shift = 0; shift < bits; shift += DIGIT) {
            int[] ends = new int[1 << DIGIT];
            for (double value : from) {
                ends[digit(value, level, least, shift)]++;
            }
            for (int d = 1; d < ends.length; d++) {
                ends[d] += ends[d - 1];
            }
            for (int i = from.length - 1; i >= 0; i--) {
                to[--ends[digit(from[i], level, least, shift)]] = from[i];
            }
            double[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    private static int digit(double value, int level, long least, int shift) {
        return (int) (((OrderedBits.of(value) >> level) - least) >>> shift) & ((1 << DIGIT) - 1);
    }
}
