package org.tare.stat;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A column of exact numbers that are not negative, each a multiple of one power of two; mutable until it is shared.
 *
 * <p>Each number has {@code width} words of 64 bits, the low one first, and the topmost bit of each is kept 0, so that
 * adding two of them never overflows.
 */
final class FixedPoints implements Serializable {
    /** The unit of numbers that are no longer whole, however whole they sum up to be. */
    static final int FRACTIONAL = -1;

    private static final int FINEST = Double.MIN_EXPONENT - 52;

    private int unit;
    private int width;
    private long[] words;

    FixedPoints(int size) {
        this(0, 1, new long[size]);
    }

    private FixedPoints(int unit, int width, long[] words) {
        this.unit = unit;
        this.width = width;
        this.words = words;
    }

    /**
     * Zeros that are to be so many multiples of this power of two.
     *
     * @throws IllegalArgumentException if that is none of a unit of weights
     */
    static FixedPoints ofUnit(int unit, int size) {
        if (unit > 0 || unit < FINEST) {
            throw new IllegalArgumentException(
                    "Weights are given in units of 2^" + unit + "; expected an exponent from " + FINEST + " to 0.");
        }
        return new FixedPoints(unit, 1, new long[size]);
    }

    int size() {
        return words.length / width;
    }

    /** The exponent of the power of two; never positive, and 0 if and only if only whole numbers were ever added. */
    int unit() {
        return unit;
    }

    /** How many units the number is. */
    BigInteger units(int i) {
        if (width == 1) {
            return BigInteger.valueOf(words[i]);
        }
        BigInteger number = BigInteger.ZERO;
        for (int w = width - 1; w >= 0; w--) {
            BigInteger word = new BigInteger(Long.toUnsignedString(words[i * width + w]));
            number = number.shiftLeft(Long.SIZE).or(word);
        }
        return number;
    }

    Dyadic number(int i) {
        return new Dyadic(units(i), unit);
    }

    /** The number as the nearest double. */
    double rounded(int i) {
        return width == 1 && unit == 0 ? words[i] : number(i).toDouble();
    }

    /** An empty column with the unit and the width of this one. */
    FixedPoints like(int size) {
        return new FixedPoints(unit, width, new long[size * width]);
    }

    int bitLength(int i) {
        if (width == 1) {
            return Long.SIZE - Long.numberOfLeadingZeros(words[i]);
        }
        for (int w = width - 1; w >= 0; w--) {
            long word = words[i * width + w];
            if (word != 0) {
                return (w + 1) * Long.SIZE - Long.numberOfLeadingZeros(word);
            }
        }
        return 0;
    }

    /** The bits {@code 64 * w} and on of a number. */
    long word(int i, int w) {
        return w < width ? words[i * width + w] : 0;
    }

    boolean isOne(int i) {
        return unit == 0 && words[i * width] == 1 && bitLength(i) == 1;
    }

    /** Makes this number equal to {@code other}'s, which has the same unit and width. */
    void set(int i, FixedPoints other, int j) {
        System.arraycopy(other.words, j * width, words, i * width, width);
    }

    /** Adds {@code other}'s number, which has the same unit and width; due at most once before {@link #canonical()}. */
    void add(int i, FixedPoints other, int j) {
        if (width == 1) {
            words[i] += other.words[j];
            return;
        }
        long carry = 0;
        for (int w = 0; w < width; w++) {
            long a = words[i * width + w];
            long sum = a + other.words[j * width + w];
            long carried = sum + carry;
            carry = Long.compareUnsigned(sum, a) < 0 || Long.compareUnsigned(carried, sum) < 0 ? 1 : 0;
            words[i * width + w] = carried;
        }
    }

    private void subtract(int i, int j) {
        long borrow = 0;
        for (int w = 0; w < width; w++) {
            long a = words[i * width + w];
            long rest = a - words[j * width + w];
            words[i * width + w] = rest - borrow;
            borrow = Long.compareUnsigned(rest, a) > 0 || Long.compareUnsigned(rest, borrow) < 0 ? 1 : 0;
        }
    }

    /** Of each number, the sum of all up to it. */
    FixedPoints cumulated() {
        FixedPoints sums = new FixedPoints(unit, width, words);
        if (width == 1 && sums.isAddedUp()) {
            return sums;
        }
        sums.shift(0, width + 1);
        for (int i = 1; i < size(); i++) {
            sums.add(i, sums, i - 1);
        }
        return sums;
    }

    /** Adds up numbers of one word, as nearly all are; whether no sum was too large for that, or else nothing changed. */
    private boolean isAddedUp() {
        long[] sums = words.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
            if (sums[i] < 0) {
                return false;
            }
        }
        words = sums;
        return true;
    }

    /** What {@link #cumulated()} this is. */
    FixedPoints differences() {
        FixedPoints terms = new FixedPoints(unit, width, words.clone());
        for (int i = size() - 1; i > 0; i--) {
            terms.subtract(i, i - 1);
        }
        return terms;
    }

    /** Adds {@code value * 2^exponent}, the value not negative. */
    void add(int i, long value, int exponent) {
        int shift = exponent - unit;
        if (width == 1 && shift >= 0 && shift < Long.SIZE && value <= (Long.MAX_VALUE - words[i]) >>> shift) {
            words[i] += value << shift;
            return;
        }
        int lowest = Math.min(unit, exponent);
        reserve(lowest, (exponent - lowest) / Long.SIZE + 2);
        shift = exponent - unit;
        int at = i * width + shift / Long.SIZE;
        addWord(at, value << shift);
        addWord(at + 1, value >>> 1 >>> ~shift);
        if (words[(i + 1) * width - 1] < 0) {
            reserve(unit, width + 1);
        }
    }

    /** Adds an exact number that is not negative. */
    void add(int i, Dyadic number) {
        BigInteger rest = number.unscaled();
        for (int at = number.exponent(); rest.signum() != 0; at += Integer.SIZE) {
            add(i, rest.longValue() & 0xffff_ffffL, at);
            rest = rest.shiftRight(Integer.SIZE);
        }
    }

    private void addWord(int at, long word) {
        words[at] += word;
        if (Long.compareUnsigned(words[at], word) < 0) {
            addWord(at + 1, 1);
        }
    }

    /** Makes the unit at most this one, and gives at least so many words above it. */
    void reserve(int lowest, int width) {
        int finer = Math.min(unit, lowest);
        int shift = unit - finer;
        int wider = Math.max(width, this.width + (shift + Long.SIZE - 1) / Long.SIZE);
        if (shift > 0 || wider > this.width) {
            shift(shift, wider);
            unit = finer;
        }
    }

    /** Takes {@code other}'s unit and width where they are more, and gives it those of this. */
    FixedPoints aligned(FixedPoints other) {
        FixedPoints copy = new FixedPoints(unit, width, words.clone());
        copy.reserve(other.unit, 0);
        copy.reserve(copy.unit, other.width + (other.unit - copy.unit + Long.SIZE - 1) / Long.SIZE);
        return copy;
    }

    /** All numbers times {@code 2^shift}, which loses no bit of any. */
    private void shift(int shift, int newWidth) {
        int n = size();
        long[] shifted = new long[n * newWidth];
        int whole = Math.floorDiv(shift, Long.SIZE);
        for (int i = 0; i < n; i++) {
            for (int w = 0; w < newWidth; w++) {
                int from = w - whole;
                long high = from >= 0 ? word(i, from) << shift : 0;
                long low = from >= 1 ? word(i, from - 1) >>> 1 >>> ~shift : 0;
                shifted[i * newWidth + w] = high | low;
            }
        }
        words = shifted;
        width = newWidth;
    }

    /** The same increasing numbers in the one form that equal ones have. */
    FixedPoints canonical() {
        int zeros = 0;
        if (unit < FRACTIONAL && words.length > 0) {
            zeros = Math.min(FRACTIONAL - unit, leastTrailingZeros());
        }
        int bits = words.length == 0 ? 0 : bitLength(size() - 1) - zeros;
        FixedPoints same = new FixedPoints(words.length == 0 && unit < 0 ? FRACTIONAL : unit, width, words);
        if (zeros == 0 && bits / Long.SIZE + 1 == width) {
            return same;
        }
        same.shift(-zeros, bits / Long.SIZE + 1);
        same.unit += zeros;
        return same;
    }

    private int leastTrailingZeros() {
        for (int w = 0; w < width; w++) {
            long any = 0;
            for (int i = w; i < words.length; i += width) {
                any |= words[i];
            }
            if (any != 0) {
                return w * Long.SIZE + Long.numberOfTrailingZeros(any);
            }
        }
        return 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedPoints that
                && unit == that.unit
                && width == that.width
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * unit + Arrays.hashCode(words);
    }
}
