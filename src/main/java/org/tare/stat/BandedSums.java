package org.tare.stat;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Exact sums of values whose exponents are near each other, as plain words, for those who add up in generated code.
 *
 * <p>A band is 32 neighboring exponents. Within one, a value is an integer of at most 84 bits and its square one of at most 168
 * bits, so that two words hold the sum of 2^43 values, and four that of as many squares. A number of several words is in
 * two's complement, its lowest word first. Most columns lie in one band: from 2^-12 to 2^20, and 0, are band 0.
 */
public final class BandedSums {
    private static final int COUNT = 1;
    /** The words of count and sum. */
    private static final int SUM = 3;
    /** The words of count, sum and sum of squares. */
    private static final int SQUARES = 7;

    private static final int EXPONENTS = 5;
    /** The least exponent of band 0. */
    private static final int LOWEST = -12;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;

    private BandedSums() {}

    /** The band of a value; 0 for zeros and for what is not finite. */
    public static int band(double x) {
        return Math.abs(x) > 0 && Math.abs(x) <= Double.MAX_VALUE
                ? (Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - LOWEST) >> EXPONENTS
                : 0;
    }

    /** What a value adds to a word: the first is the count, two are the sum, four the sum of squares; 0 unless it is finite. */
    public static long word(double x, int k) {
        long bits = Double.doubleToRawLongBits(x);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        if (biased == 0x7ff) {
            return 0;
        }
        if (k == 0) {
            return 1;
        }
        // Subnormal values have the unit of the least normal ones, and no leading bit.
        long mantissa = (bits & FRACTION) | (biased == 0 ? 0 : FRACTION + 1);
        int shift = (Math.max(biased, 1) - Double.MAX_EXPONENT - LOWEST) & ((1 << EXPONENTS) - 1);
        if (k < SUM) {
            long signed = bits < 0 ? -mantissa : mantissa;
            return k == COUNT ? signed << shift : high(signed, shift);
        }
        return squareWord(mantissa, 2 * shift, k - SUM);
    }

    private static long squareWord(long mantissa, int shift, int k) {
        long low = mantissa * mantissa;
        long high = Math.multiplyHigh(mantissa, mantissa);
        return switch (k) {
            case 0 -> low << shift;
            case 1 -> (high << shift) | (low >>> 1 >>> ~shift);
            case 2 -> high >>> 1 >>> ~shift;
            default -> 0;
        };
    }

    /** The bits that {@code value << shift} loses. */
    private static long high(long value, int shift) {
        return value >> 1 >> ~shift;
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
     * What the words of a band are, three or seven of them; without squares, whose sum is then 0, and without minimum and
     * maximum, which are NaN.
     */
    public static Moments moments(int band, long... words) {
        int unit = (band << EXPONENTS) + LOWEST - FRACTION_BITS;
        Dyadic count = Dyadic.of(words[0]);
        Dyadic squares = words.length < SQUARES ? Dyadic.ZERO : number(2 * unit, words, SUM, SQUARES);
        return new Moments(words[0], 0, 0, count, number(unit, words, COUNT, SUM), squares, Double.NaN, Double.NaN);
    }

    private static Dyadic number(int unit, long[] words, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate((to - from) * Long.BYTES);
        for (int w = to - 1; w >= from; w--) {
            bytes.putLong(words[w]);
        }
        return new Dyadic(new BigInteger(bytes.array()), unit);
    }
}
