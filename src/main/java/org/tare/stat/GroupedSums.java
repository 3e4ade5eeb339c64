package org.tare.stat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums values of one feature and their squares group by group, in the order in which rows come, without rounding.
 *
 * <p>One fixed-point window is for the values of all groups. A value that fits is an integer there, and its digits and those of its
 * square, of 32 bits each, are added to sums that its group has in memory. That takes as long as a {@link Window} takes, and rows need
 * not be sorted first. A value that does not fit is handed back, so a window that was guessed badly costs time and never a digit.
 */
public final class GroupedSums {
    /** The most values between two {@linkplain #moveTo moves}: sums of as many digits stay below 2^63. */
    public static final int MOST = 1 << 30;

    /** Two digits of the sum, four of the sum of squares, the least and the greatest value: together a line of the cache. */
    private static final int WORDS = 8;

    private static final int SQUARES = 2;
    private static final int LEAST = 6;
    private static final int GREATEST = 7;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;

    private final int unit;
    private long[] words = {};
    private int[] counts = {};
    private int[] missing = {};

    /** What takes values that do not fit. */
    public interface Rest {
        /** Takes a value of a group. */
        void add(int group, double value);
    }

    /** With a window for values like these; those that are not finite tell nothing. */
    public GroupedSums(double[] values, int from, int to) {
        this.unit = Window.unit(Window.topOf(values, from, to) + 1);
    }

    /** Makes room for the groups {@code [0, groups)}. */
    public void reserve(int groups) {
        int known = counts.length;
        if (groups > known) {
            int room = Math.max(groups, 2 * known);
            counts = Arrays.copyOf(counts, room);
            missing = Arrays.copyOf(missing, room);
            words = Arrays.copyOf(words, room * WORDS);
            for (int group = known; group < room; group++) {
                clear(group);
            }
        }
    }

    private void clear(int group) {
        int at = group * WORDS;
        counts[group] = 0;
        missing[group] = 0;
        Arrays.fill(words, at, at + WORDS, 0);
        words[at + LEAST] = Long.MAX_VALUE;
        words[at + GREATEST] = Long.MIN_VALUE;
    }

    /**
     * Adds {@code values[from..to)}, the first of which is one of the group at {@code first}, and so on. NaN is missing.
     *
     * @return how many went to {@code rest}
     */
    public int add(int[] groups, int first, double[] values, int from, int to, Rest rest) {
        double scale = Math.scalb(1.0, -unit);
        double unscale = Math.scalb(1.0, unit);
        long[] sums = words;
        int[] counted = counts;
        int misfits = 0;
        for (int i = from; i < to; i++) {
            int group = groups[first + i - from];
            double x = values[i];
            long m = (long) (x * scale);
            // The highest two bits differ beyond 2^62, where the cast may have cut the value down.
            if (m * unscale != x || (m ^ (m << 1)) < 0) {
                if (Double.isNaN(x)) {
                    missing[group]++;
                } else {
                    rest.add(group, x);
                    misfits++;
                }
                continue;
            }
            int at = group * WORDS;
            long low = m * m;
            long high = Math.multiplyHigh(m, m);
            counted[group]++;
            sums[at] += m & DIGIT;
            sums[at + 1] += m >> DIGIT_BITS;
            sums[at + SQUARES] += low & DIGIT;
            sums[at + SQUARES + 1] += low >>> DIGIT_BITS;
            sums[at + SQUARES + 2] += high & DIGIT;
            sums[at + SQUARES + 3] += high >>> DIGIT_BITS;
            if (m < sums[at + LEAST]) {
                sums[at + LEAST] = m;
            }
            if (m > sums[at + GREATEST]) {
                sums[at + GREATEST] = m;
            }
        }
        return misfits;
    }

    /** Moves what was added of a group to its sums. */
    void moveTo(int group, ExactSum sum, ExactSum squares) {
        int at = group * WORDS;
        sum.add(words[at], unit);
        sum.add(words[at + 1], unit + DIGIT_BITS);
        for (int digit = 0; digit < LEAST - SQUARES; digit++) {
            squares.add(words[at + SQUARES + digit], 2 * unit + digit * DIGIT_BITS);
        }
        clear(group);
    }

    /** The groups that there is room for. */
    public int groups() {
        return counts.length;
    }

    /** The moments of what was added of a group since it was last moved. */
    public Moments moments(int group) {
        int n = counts[group];
        if (n == 0) {
            return new Moments(
                    0, missing[group], 0, MomentSums.ZERO, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        }
        int at = group * WORDS;
        Dyadic sum = number(at, SQUARES, unit);
        Dyadic squares = number(at + SQUARES, LEAST - SQUARES, 2 * unit);
        return new Moments(n, missing[group], 0, new MomentSums(Dyadic.of(n), sum, squares), min(group), max(group));
    }

    /** The number of these digits, the highest of which has a sign. */
    private Dyadic number(int at, int digits, int exponent) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + digits * Integer.BYTES);
        long carry = 0;
        for (int digit = 0; digit < digits; digit++) {
            long value = words[at + digit] + carry;
            bytes.putInt(bytes.capacity() - (digit + 1) * Integer.BYTES, (int) value);
            carry = value >> DIGIT_BITS;
        }
        bytes.putLong(0, carry);
        return new Dyadic(new BigInteger(bytes.array()), exponent);
    }

    /** How many values were added of a group since they were last moved. */
    int count(int group) {
        return counts[group];
    }

    /** How many were missing. */
    int missing(int group) {
        return missing[group];
    }

    /** The least of them. */
    double min(int group) {
        return words[group * WORDS + LEAST] * Math.scalb(1.0, unit);
    }

    /** The greatest of them. */
    double max(int group) {
        return words[group * WORDS + GREATEST] * Math.scalb(1.0, unit);
    }
}
