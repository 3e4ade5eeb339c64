package org.tare.stat;

import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** How many rows there were, and the exact sum of their weights; rows of weight 0 are not there. Mutable. */
public final class Weights {
    private static final int MANTISSA_BITS = 53;

    private final ExactSum sum = new ExactSum();
    private long count;
    private long fractional;

    /**
     * Counts one row of this weight.
     *
     * @throws IllegalArgumentException if the weight is negative, NaN or infinite
     */
    public void add(double weight) {
        require(weight);
        if (weight > 0) {
            count++;
            fractional += isWhole(weight) ? 0 : 1;
            sum.add(weight);
        }
    }

    /** These rows. */
    public static Weights of(WeightSum total) {
        Objects.requireNonNull(total, "The sum of weights is null; give one.");
        Weights weights = new Weights();
        weights.count = total.rows();
        weights.fractional = total.fractional();
        weights.sum.add(total.sum());
        return weights;
    }

    /** What was counted so far. */
    public WeightSum total() {
        return WeightSum.of(count, fractional, sum());
    }

    /** What remains of these rows when {@code part} of them is taken away. */
    public Weights minus(Weights part) {
        Weights rest = new Weights();
        rest.count = count - part.count;
        rest.fractional = fractional - part.fractional;
        rest.sum.add(sum().minus(part.sum()));
        return rest;
    }

    /** Numbers of which none is rounded and whose sum is that of the weights. */
    double[] parts() {
        BigInteger rest = sum().unscaled();
        int exponent = sum().exponent();
        DoubleStream.Builder parts = DoubleStream.builder();
        while (rest.signum() > 0) {
            int low = Math.max(0, rest.bitLength() - MANTISSA_BITS);
            BigInteger high = rest.shiftRight(low);
            parts.add(Math.scalb((double) high.longValueExact(), exponent + low));
            rest = rest.subtract(high.shiftLeft(low));
        }
        return parts.build().toArray();
    }

    /** The number of rows of positive weight. */
    public long count() {
        return count;
    }

    Dyadic sum() {
        return sum.toDyadic();
    }

    /** Whether every row weighs a whole number, which their sum alone does not tell. */
    boolean areWhole() {
        return fractional == 0;
    }

    static boolean isWhole(double weight) {
        return weight == Math.rint(weight);
    }

    static void require(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A weight is " + weight
                    + "; weights must be finite and not negative, so mend that row or filter it out.");
        }
    }
}
