package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What disjoint buckets of values, each with its exact weight, its least and its greatest value, tell of the quantiles.
 *
 * <p>The quantile of {@code q} is that of NumPy and scikit-learn (type 7 of Hyndman and Fan, 1996): it lies at the rank
 * {@code r = q·(W-1)}, W being the sum of the weights, on the line between the values at the ranks below and above, where
 * a value of weight w stands w times. The first and the last value of a bucket are known; the ones between are taken to
 * be evenly spaced, and {@link #bounds} tells how far that can be wrong. Without values every result is NaN.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Quantiles implements Serializable {
    private final double[] least;
    private final double[] greatest;
    /** Of each bucket, its weight and that of all before it. */
    private final FixedPoints ends;

    Quantiles(double[] least, double[] greatest, FixedPoints ends) {
        this.least = least;
        this.greatest = greatest;
        this.ends = ends;
    }

    /** Of increasing values without weights, each distinct one a bucket. */
    static Quantiles ofIncreasing(double[] values) {
        double[] distinct = new double[values.length];
        int[] rows = new int[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (n == 0 || distinct[n - 1] != values[i]) {
                distinct[n++] = values[i];
            }
            rows[n - 1] = i + 1;
        }
        FixedPoints ends = new FixedPoints(n);
        for (int i = 0; i < n; i++) {
            ends.add(i, rows[i], 0);
        }
        double[] only = Arrays.copyOf(distinct, n);
        return new Quantiles(only, only, ends);
    }

    int size() {
        return least.length;
    }

    /** In increasing order, and not to be changed. */
    double[] least() {
        return least;
    }

    double least(int i) {
        return least[i];
    }

    /** In increasing order, and not to be changed. */
    double[] greatest() {
        return greatest;
    }

    double greatest(int i) {
        return greatest[i];
    }

    FixedPoints ends() {
        return ends;
    }

    /** The least value; NaN without values. */
    public double min() {
        return size() == 0 ? Double.NaN : least[0];
    }

    /** The greatest value; NaN without values. */
    public double max() {
        return size() == 0 ? Double.NaN : greatest[size() - 1];
    }

    /** The sum of the weights, rounded; the number of the values where there are no weights. */
    public double sumOfWeights() {
        return weightBefore(size());
    }

    /** How many buckets there are. */
    public int buckets() {
        return size();
    }

    /** The least and the greatest value of a bucket. */
    public ValueRange bucket(int i) {
        return new ValueRange(least[i], greatest[i]);
    }

    /** The weight of a bucket, rounded. */
    public double bucketWeight(int i) {
        return i == 0
                ? weightBefore(1)
                : ends.number(i).minus(ends.number(i - 1)).toDouble();
    }

    /** What a value weighs at least. */
    double leastWeight() {
        return ends.unit() == 0 ? 1 : 0;
    }

    /** A value and its weight. */
    @DefaultSerializer(JavaSerializer.class)
    public record Point(double value, double weight) implements Serializable {}

    /** The buckets as points: as two that have the mean and the spread of an evenly filled bucket, if it is not one value. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            double half = greatest[i] / 2 - least[i] / 2;
            double middle = least[i] + half;
            if (half == 0) {
                points.add(new Point(least[i], bucketWeight(i)));
                continue;
            }
            points.add(new Point(middle - half / Math.sqrt(3), bucketWeight(i) / 2));
            points.add(new Point(middle + half / Math.sqrt(3), bucketWeight(i) / 2));
        }
        return points;
    }

    /** Whether each bucket is one value, so that everything is known of the values but their order. */
    public boolean isExact() {
        return Arrays.equals(least, greatest);
    }

    /** The weight of all buckets before that one, rounded. */
    double weightBefore(int bucket) {
        return bucket == 0 ? 0 : ends.rounded(bucket - 1);
    }

    /**
     * The quantile, exact where {@link #bounds} says so and never outside of them.
     *
     * @throws IllegalArgumentException unless {@code q} is from 0 to 1
     */
    public double quantile(double q) {
        return neighbors(q).value();
    }

    /**
     * Where the exact quantile certainly lies.
     *
     * @throws IllegalArgumentException unless {@code q} is from 0 to 1
     */
    public Bounds bounds(double q) {
        OrderStatistics.Neighbors found = neighbors(q);
        return found.below().isKnown() && found.above().isKnown()
                ? new Bounds(found.value(), found.value())
                : new Bounds(found.below().lower(), found.above().upper());
    }

    /**
     * The buckets, as disjoint ranges in increasing order, that must be looked into before these quantiles are exact.
     *
     * @throws IllegalArgumentException unless each {@code q} is from 0 to 1
     */
    public List<ValueRange> unresolved(double... q) {
        TreeSet<ValueRange> ranges = new TreeSet<>(Comparator.comparingDouble(ValueRange::least));
        for (double each : q) {
            OrderStatistics.Neighbors found = neighbors(each);
            for (OrderStatistics.Value statistic : List.of(found.below(), found.above())) {
                if (statistic.lower() < statistic.upper()) {
                    ranges.add(new ValueRange(statistic.lower(), statistic.upper()));
                }
            }
        }
        return List.copyOf(ranges);
    }

    /** How many rows the bucket of this range has at most. */
    double rowsIn(ValueRange range) {
        int bucket = Arrays.binarySearch(least, range.least());
        return ends.unit() == 0 ? weightBefore(bucket + 1) - weightBefore(bucket) : Double.POSITIVE_INFINITY;
    }

    /**
     * The weight of the values that are at most {@code x}; within a bucket on the line from its first value to its last,
     * and exact outside of the buckets and at their last values. NaN for NaN.
     */
    public double rank(double x) {
        Bounds bounds = rankBounds(x);
        if (!(bounds.lower() < bounds.upper())) {
            return bounds.lower();
        }
        int i = bucketNotBelow(x);
        double part = Interpolation.part(least[i], greatest[i], x);
        double weight = weightBefore(i + 1) - weightBefore(i);
        double rank = weightBefore(i) + 1 + part * (weight - 1);
        return Math.max(bounds.lower(), Math.min(rank, bounds.upper()));
    }

    /** Where the exact {@link #rank} certainly lies. */
    public Bounds rankBounds(double x) {
        if (Double.isNaN(x)) {
            return new Bounds(x, x);
        }
        int i = bucketNotBelow(x);
        double before = weightBefore(i);
        if (i == size() || x < least[i]) {
            return new Bounds(before, before);
        }
        double all = weightBefore(i + 1);
        // Whole weights put at least one row on either end.
        double end = ends.unit() == 0 ? 1 : 0;
        return x == greatest[i] ? new Bounds(all, all) : new Bounds(before + end, all - end);
    }

    /** The part of the weight that is at most {@code x}, from 0 to 1, as {@link #rank}; NaN without values. */
    public double cdf(double x) {
        return rank(x) / sumOfWeights();
    }

    /** The first bucket that has a value not below {@code x}. */
    private int bucketNotBelow(double x) {
        int found = Arrays.binarySearch(greatest, x + 0.0);
        return found < 0 ? -found - 1 : found;
    }

    private OrderStatistics.Neighbors neighbors(double q) {
        return new OrderStatistics(least, greatest, ends).neighbors(q);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantiles that
                && Arrays.equals(least, that.least)
                && Arrays.equals(greatest, that.greatest)
                && ends.equals(that.ends);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(least) + 17 * Arrays.hashCode(greatest) + ends.hashCode();
    }

    @Override
    public String toString() {
        return "Quantiles(sumOfWeights=" + sumOfWeights() + ", min=" + min() + ", median=" + quantile(0.5) + ", max="
                + max() + ")";
    }
}
