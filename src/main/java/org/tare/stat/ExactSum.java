package org.tare.stat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sum that is never rounded: a fixed-point number with as many 32-bit digits as its terms need.
 *
 * <p>A superaccumulator (Kulisch and Miranker, 1986) with delayed carries (Neal, arXiv 1505.05571): each digit has a
 * long to itself, so that carries are due only once in 2^30 additions. Terms enter as integers times a power of two,
 * which is why products can neither overflow nor underflow here.
 */
final class ExactSum {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;
    private static final long FACTOR = (1L << 31) - 1;
    private static final int TERMS_BEFORE_CARRY = 1 << 30;

    private long[] digits = {};
    private int low;
    private int terms;

    /** Adds {@code value * 2^exponent}. */
    void add(long value, int exponent) {
        if (value == 0) {
            return;
        }
        int shift = exponent & (DIGIT_BITS - 1);
        int i = reserve(exponent >> 5) - low;
        long magnitude = Math.abs(value);
        long sign = value >> 63;
        digits[i] += signed((magnitude << shift) & DIGIT, sign);
        digits[i + 1] += signed((magnitude >>> (DIGIT_BITS - shift)) & DIGIT, sign);
        digits[i + 2] += signed(magnitude >>> DIGIT_BITS >>> (DIGIT_BITS - shift), sign);
        if (++terms == TERMS_BEFORE_CARRY) {
            carry();
        }
    }

    /** Adds a finite double. */
    void add(double x) {
        add(signedMantissa(x), exponent(x));
    }

    /** Adds the square of a finite double. */
    void addSquare(double x) {
        addSquare(mantissa(x), 2 * exponent(x), 1);
    }

    /** Adds {@code mantissa^2 * times * 2^exponent}; at most 63 bits in the mantissa and 31 in the factor. */
    void addSquare(long mantissa, int exponent, long times) {
        long high = Math.multiplyHigh(mantissa, mantissa);
        long low = mantissa * mantissa;
        add((low & DIGIT) * times, exponent);
        add((low >>> DIGIT_BITS) * times, exponent + DIGIT_BITS);
        add((high & DIGIT) * times, exponent + 2 * DIGIT_BITS);
        add((high >>> DIGIT_BITS) * times, exponent + 3 * DIGIT_BITS);
    }

    /** Adds {@code w * x} of two finite doubles. */
    void addProduct(double w, double x) {
        long a = signedMantissa(w);
        long b = signedMantissa(x);
        long low = a * b;
        int at = exponent(w) + exponent(x);
        add(low & DIGIT, at);
        add(low >>> DIGIT_BITS, at + DIGIT_BITS);
        add(Math.multiplyHigh(a, b), at + 2 * DIGIT_BITS);
    }

    /** Adds {@code w * x^2} of two finite doubles, {@code w} not negative. */
    void addWeightedSquare(double w, double x) {
        long rest = mantissa(w);
        for (int at = exponent(w); rest != 0; ) {
            int zeros = Long.numberOfTrailingZeros(rest);
            rest >>>= zeros;
            at += zeros;
            addSquare(mantissa(x), 2 * exponent(x) + at, rest & FACTOR);
            rest &= ~FACTOR;
        }
    }

    /** Adds an exact number. */
    void add(Dyadic number) {
        BigInteger rest = number.unscaled().abs();
        for (int at = number.exponent(); rest.signum() != 0; at += DIGIT_BITS) {
            add(number.signum() * (rest.longValue() & DIGIT), at);
            rest = rest.shiftRight(DIGIT_BITS);
        }
    }

    Dyadic toDyadic() {
        if (digits.length == 0) {
            return Dyadic.ZERO;
        }
        carry();
        int first = 0;
        while (first < digits.length - 1 && digits[first] == 0) {
            first++;
        }
        int last = digits.length - 1;
        long top = digits[last];
        while (last > first && (top == 0 || top == -1)) {
            last--;
            top = (top << DIGIT_BITS) + digits[last];
        }
        int exponent = (low + first) * DIGIT_BITS;
        if (last == first || (last == first + 1 && top == (int) top)) {
            // As most sums of few values are.
            long value = last == first ? top : (top << DIGIT_BITS) | digits[first];
            int zeros = value == 0 ? 0 : Long.numberOfTrailingZeros(value);
            return new Dyadic(BigInteger.valueOf(value >> zeros), exponent + zeros);
        }
        // The highest digit has a sign; all others are 32 bits each.
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES * (last - first));
        bytes.putLong(top);
        for (int i = last - 1; i >= first; i--) {
            bytes.putInt((int) digits[i]);
        }
        return new Dyadic(new BigInteger(bytes.array()), exponent);
    }

    /** The integer whose product with {@code 2^exponent(x)} is the magnitude of a finite {@code x}. */
    static long mantissa(double x) {
        long bits = Double.doubleToRawLongBits(x) & Long.MAX_VALUE;
        return bits >>> FRACTION_BITS == 0 ? bits : (bits & FRACTION) | (1L << FRACTION_BITS);
    }

    private static long signedMantissa(double x) {
        return x < 0 ? -mantissa(x) : mantissa(x);
    }

    /** The power of two of a finite double's last bit. */
    static int exponent(double x) {
        return Math.max(Math.getExponent(x), Double.MIN_EXPONENT) - FRACTION_BITS;
    }

    private static long signed(long magnitude, long sign) {
        return (magnitude ^ sign) - sign;
    }

    /** Makes room for three digits from {@code position} and one above for their carries. */
    private int reserve(int position) {
        if (digits.length == 0) {
            digits = new long[5];
            low = position - 1;
        } else if (position < low) {
            long[] longer = new long[digits.length + low - position + 1];
            System.arraycopy(digits, 0, longer, low - position + 1, digits.length);
            digits = longer;
            low = position - 1;
        } else if (position + 4 > low + digits.length) {
            digits = Arrays.copyOf(digits, position + 4 - low);
        }
        return position;
    }

    /** Puts every digit back below 2^32; due before a digit could leave its long. */
    void carry() {
        long top = digits[digits.length - 1] >> (DIGIT_BITS - 1);
        if (top != 0 && top != -1) {
            digits = Arrays.copyOf(digits, digits.length + 1);
        }
        for (int i = 0; i < digits.length - 1; i++) {
            digits[i + 1] += digits[i] >> DIGIT_BITS;
            digits[i] &= DIGIT;
        }
        terms = 0;
    }
}
