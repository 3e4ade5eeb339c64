package org.tare.stat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Exact sums of values whose exponents are near each other, as plain words, for those who add up in generated code.
 *
 * <p>A band is 32 neighboring exponents. Within one, a value is an integer of at most 84 bits and its square one of at most 168
 * bits, so that two words hold the sum of 2^43 values, and four that of as many squares, with their count in the bits above. A
 * number of several words is in two's complement, its lowest word first. Most columns lie in one band: from 2^-12 to 2^20, and 0,
 * are band 0.
 */
public final class BandedSums {
    /** The words of the sum, before which nothing stands. */
    private static final int SUM = 2;
    /** The words of the sum and the sum of squares. */
    private static final int SQUARES = 6;
    /** Where the count stands in the last word of the squares. */
    private static final int COUNT = 19;

    private static final int EXPONENTS = 5;
    /** The least exponent of band 0. */
    private static final int LOWEST = -12;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;

    /** The exponent, as it is stored, of what is not finite. */
    private static final int INFINITE = 0x7ff;

    private BandedSums() {}

    /** The band of a value; 0 for zeros and for what is not finite. */
    public static int band(double x) {
        return x != 0 && Double.isFinite(x)
                ? (Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - LOWEST) >> EXPONENTS
                : 0;
    }

    /** A count with one more value; what is not finite is not counted. */
    public static long addCount(long n, double x) {
        return n + (Double.isFinite(x) ? 1 : 0);
    }

    /** The first word of a sum with one more value; what is not finite adds nothing. */
    public static long addValue(long s0, double x) {
        return s0 + low(x);
    }

    /** Its second word. */
    public static long addValue(long s0, long s1, double x) {
        return plus(s0, s1, low(x), high(x));
    }

    /** The first word of a sum of squares, and of their count, with that of one more value; what is not finite adds nothing. */
    public static long addSquare(long q0, double x) {
        return q0 + square(x, 0);
    }

    /** Its second word. */
    public static long addSquare(long q0, long q1, double x) {
        return plus(q0, q1, square(x, 0), square(x, 1));
    }

    /** Its third word. */
    public static long addSquare(long q0, long q1, long q2, double x) {
        return plus(q0, q1, q2, square(x, 0), square(x, 1), square(x, 2));
    }

    /** Its fourth word. */
    public static long addSquare(long q0, long q1, long q2, long q3, double x) {
        return plus(q0, q1, q2, q3, square(x, 0), square(x, 1), square(x, 2), addCount(0, x) << COUNT);
    }

    /** Subnormal values have the unit of the least normal ones, and no leading bit. */
    private static long mantissa(long bits) {
        int biased = biased(bits);
        return biased == INFINITE ? 0 : (bits & FRACTION) | (biased == 0 ? 0 : FRACTION + 1);
    }

    private static int biased(long bits) {
        return (int) (bits >>> FRACTION_BITS) & INFINITE;
    }

    private static int shift(long bits) {
        return (Math.max(biased(bits), 1) - Double.MAX_EXPONENT - LOWEST) & ((1 << EXPONENTS) - 1);
    }

    private static long signed(long bits) {
        return bits < 0 ? -mantissa(bits) : mantissa(bits);
    }

    private static long low(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return signed(bits) << shift(bits);
    }

    /** The bits that {@link #low} loses. */
    private static long high(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return signed(bits) >> 1 >> ~shift(bits);
    }

    private static long square(double x, int word) {
        long bits = Double.doubleToRawLongBits(x);
        long mantissa = mantissa(bits);
        int shift = 2 * shift(bits);
        long low = mantissa * mantissa;
        long high = Math.multiplyHigh(mantissa, mantissa);
        return switch (word) {
            case 0 -> low << shift;
            case 1 -> (high << shift) | (low >>> 1 >>> ~shift);
            default -> high >>> 1 >>> ~shift;
        };
    }

    /** The sum of two words. */
    public static long plus(long a0, long b0) {
        return a0 + b0;
    }

    /** The second word of the sum of two numbers. */
    public static long plus(long a0, long a1, long b0, long b1) {
        return a1 + b1 + carry(a0, b0, 0);
    }

    /** The third word of the sum of two numbers. */
    public static long plus(long a0, long a1, long a2, long b0, long b1, long b2) {
        return a2 + b2 + carry(a1, b1, carry(a0, b0, 0));
    }

    /** The fourth word of the sum of two numbers. */
    public static long plus(long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
        return a3 + b3 + carry(a2, b2, carry(a1, b1, carry(a0, b0, 0)));
    }

    private static long carry(long a, long b, long carry) {
        return ((a & b) | ((a | b) & ~(a + b + carry))) >>> (Long.SIZE - 1);
    }

    /**
     * What the words of a band are: those of a sum and a count, or of a sum and of squares with their count. Without squares, their
     * sum is 0; minimum and maximum are NaN.
     */
    public static Moments moments(int band, long... words) {
        int unit = (band << EXPONENTS) + LOWEST - FRACTION_BITS;
        Dyadic sum = number(unit, words, 0, SUM);
        if (words.length < SQUARES) {
            return moments(words[SUM], sum, Dyadic.ZERO);
        }
        long[] squares = Arrays.copyOfRange(words, SUM, SQUARES);
        long count = squares[squares.length - 1] >>> COUNT;
        squares[squares.length - 1] &= (1L << COUNT) - 1;
        return moments(count, sum, number(2 * unit, squares, 0, squares.length));
    }

    private static Moments moments(long count, Dyadic sum, Dyadic squares) {
        return new Moments(count, 0, 0, new MomentSums(Dyadic.of(count), sum, squares), Double.NaN, Double.NaN);
    }

    private static Dyadic number(int unit, long[] words, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
        for (int w = to - 1; w >= from; w--) {
            bytes.putLong(words[w]);
        }
        return new Dyadic(new BigInteger(bytes.array()), unit);
    }
}
