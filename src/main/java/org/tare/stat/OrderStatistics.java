package org.tare.stat;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The values at ranks among those of buckets, of which the first and the last value and the exact weight are known. */
final class OrderStatistics {
    private final double[] least;
    private final double[] greatest;
    /** Of each bucket, its weight and that of all before it. */
    private final FixedPoints ends;

    OrderStatistics(double[] least, double[] greatest, FixedPoints ends) {
        this.least = least;
        this.greatest = greatest;
        this.ends = ends;
    }

    /** The value at a whole rank, as near as it is known. */
    record Value(double lower, double value, double upper) {
        boolean isKnown() {
            return lower == upper;
        }
    }

    /** The values at the ranks on either side of a quantile, and how far it lies from the first to the second. */
    record Neighbors(Value below, Value above, double part) {
        double value() {
            return Interpolation.between(below.value, above.value, part);
        }
    }

    /**
     * What the quantile of {@code q} lies between; NaN without values.
     *
     * @throws IllegalArgumentException unless {@code q} is from 0 to 1
     */
    Neighbors neighbors(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("A quantile is asked for at " + q + "; ask from 0 to 1.");
        }
        if (least.length == 0) {
            Value none = new Value(Double.NaN, Double.NaN, Double.NaN);
            return new Neighbors(none, none, 0);
        }
        Dyadic last = ends.number(least.length - 1).minus(Dyadic.of(1));
        double position = q * Math.max(0, last.toDouble());
        double floor = Math.floor(position);
        Value below = at(floor);
        return new Neighbors(below, floor == position ? below : at(floor + 1), position - floor);
    }

    private Value at(double wholeRank) {
        BigInteger rank = new BigDecimal(wholeRank)
                .toBigInteger()
                .shiftLeft(-ends.unit())
                .min(ends.units(least.length - 1).subtract(BigInteger.ONE));
        int bucket = bucketOf(rank);
        BigInteger before = bucket == 0 ? BigInteger.ZERO : ends.units(bucket - 1);
        BigInteger offset = rank.subtract(before);
        // The weight of the bucket's last row is known to be 1 or more only where weights are whole.
        BigInteger last = ends.units(bucket).subtract(before).subtract(BigInteger.ONE.shiftLeft(-ends.unit()));
        double low = least[bucket];
        double high = greatest[bucket];
        if (offset.signum() == 0 || low == high) {
            return new Value(low, low, low);
        }
        if (offset.equals(last) && ends.unit() == 0) {
            return new Value(high, high, high);
        }
        double part = offset.compareTo(last) < 0 ? new Dyadic(offset, 0).over(new Dyadic(last, 0)) : 1;
        return new Value(low, Interpolation.between(low, high, part), high);
    }

    /** The bucket that holds the row at this rank, counted in units of weight from 0. */
    private int bucketOf(BigInteger rank) {
        int low = 0;
        int high = least.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.units(middle).compareTo(rank) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
