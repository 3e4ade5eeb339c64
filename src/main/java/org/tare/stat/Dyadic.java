package org.tare.stat;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * An exact binary number, {@code unscaled * 2^exponent}, and the only place where exact numbers are rounded.
 *
 * <p>The form is canonical (an odd unscaled part, or zero with exponent zero), so equal numbers are equal records.
 */
record Dyadic(BigInteger unscaled, int exponent) implements Serializable {
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    /** More than a double's 53 bits and a rounding bit; what lies below is only asked whether it is zero. */
    private static final int QUOTIENT_BITS = 64;

    private static final int MANTISSA_BITS = 53;

    Dyadic {
        int zeros = Math.max(unscaled.getLowestSetBit(), 0);
        exponent = unscaled.signum() == 0 ? 0 : Math.addExact(exponent, zeros);
        unscaled = unscaled.shiftRight(zeros);
    }

    static Dyadic of(long value) {
        return new Dyadic(BigInteger.valueOf(value), 0);
    }

    Dyadic plus(Dyadic other) {
        if (unscaled.signum() == 0) {
            return other;
        }
        if (other.unscaled.signum() == 0) {
            return this;
        }
        int low = Math.min(exponent, other.exponent);
        return new Dyadic(unscaled.shiftLeft(exponent - low).add(other.unscaled.shiftLeft(other.exponent - low)), low);
    }

    Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.unscaled.negate(), other.exponent));
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(unscaled.multiply(other.unscaled), exponent + other.exponent);
    }

    int signum() {
        return unscaled.signum();
    }

    /** This number as the nearest double, ties to even; infinite beyond double's range. */
    double toDouble() {
        return round(unscaled, exponent, false);
    }

    /** This over {@code divisor}, correctly rounded; NaN where the divisor is not positive. */
    double over(Dyadic divisor) {
        if (divisor.signum() <= 0) {
            return Double.NaN;
        }
        Quotient q = quotient(divisor, QUOTIENT_BITS);
        return round(q.value, q.exponent, q.inexact);
    }

    /** The square root of this over {@code divisor}, correctly rounded; NaN where either sign forbids it. */
    double rootOver(Dyadic divisor) {
        if (divisor.signum() <= 0 || signum() < 0) {
            return Double.NaN;
        }
        Quotient q = quotient(divisor, 2 * QUOTIENT_BITS);
        int odd = q.exponent & 1;
        BigInteger[] root = q.value.shiftLeft(odd).sqrtAndRemainder();
        return round(root[0], (q.exponent - odd) / 2, q.inexact || root[1].signum() != 0);
    }

    private record Quotient(BigInteger value, int exponent, boolean inexact) {}

    private Quotient quotient(Dyadic divisor, int bits) {
        int shift = Math.max(0, bits + divisor.unscaled.bitLength() - unscaled.bitLength());
        BigInteger[] parts = unscaled.abs().shiftLeft(shift).divideAndRemainder(divisor.unscaled);
        BigInteger value = signum() < 0 ? parts[0].negate() : parts[0];
        return new Quotient(value, exponent - divisor.exponent - shift, parts[1].signum() != 0);
    }

    /** Rounds {@code value * 2^exponent}, plus something below its last bit if {@code inexact}, half to even. */
    private static double round(BigInteger value, int exponent, boolean inexact) {
        BigInteger magnitude = value.abs();
        int top = magnitude.bitLength() + exponent;
        int kept = Math.min(MANTISSA_BITS, top - (Double.MIN_EXPONENT - MANTISSA_BITS + 1));
        if (magnitude.signum() == 0 || kept < 0) {
            return 0;
        }
        int drop = magnitude.bitLength() - kept;
        if (drop > 0) {
            boolean half = magnitude.testBit(drop - 1);
            boolean below = inexact || magnitude.getLowestSetBit() < drop - 1;
            magnitude = magnitude.shiftRight(drop);
            if (half && (below || magnitude.testBit(0))) {
                magnitude = magnitude.add(BigInteger.ONE);
            }
            exponent += drop;
        }
        double rounded = Math.scalb((double) magnitude.longValueExact(), exponent);
        return value.signum() < 0 ? -rounded : rounded;
    }

    /** The unscaled part in hexadecimal and the power of two, as in {@code -1f3p-52}. */
    @Override
    public String toString() {
        return unscaled.toString(16) + "p" + exponent;
    }

    static Dyadic parse(String text) {
        int p = text.indexOf('p');
        // No sum of doubles has another one, and a wild one would be that many bits.
        return new Dyadic(new BigInteger(text.substring(0, p), 16), Short.parseShort(text.substring(p + 1)));
    }
}
