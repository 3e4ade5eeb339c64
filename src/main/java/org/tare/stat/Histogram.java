package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * The distribution of one feature: buckets of neighboring values, each with its exact weight, its least and its greatest
 * value. It holds up to so many distinct values exactly, and certifies its quantiles where there are more.
 *
 * <p>A bucket is what agrees in the leading bits of a double's bit pattern. The number of low bits cut off, the level, is
 * the least at which no more than the wanted number of buckets is filled. More values only ever fill more buckets, so the
 * level and with it every bucket is a function of the set of values alone: {@link #merge} is associative and commutative
 * to the last bit. Fine buckets are found where the values are, however far from zero and however long the tails.
 *
 * <p>NaN and infinities do not enter, and -0 is 0. A constant feature is one bucket. Weights are frequencies, as in
 * {@link Moments}: integer weights give the bits that repeated rows give, and fractional ones are summed exactly.
 */
@DefaultSerializer(JavaSerializer.class)
public final class Histogram implements Serializable {
    private final int buckets;
    private final int level;
    private final Quantiles quantiles;

    /** Of disjoint buckets of this level, more of them perhaps than there may be. */
    Histogram(int buckets, int level, Quantiles quantiles) {
        this.buckets = buckets;
        this.level = OrderedBits.levelFor(quantiles.least(), buckets, level);
        this.quantiles = coarsened(quantiles, this.level);
    }

    /**
     * The histogram of both together.
     *
     * @throws IllegalArgumentException if the other may have another number of buckets
     */
    public Histogram merge(Histogram other) {
        Objects.requireNonNull(other, "The other histogram is null; give one to merge with.");
        if (buckets != other.buckets) {
            throw new IllegalArgumentException("Histograms of " + buckets + " and of " + other.buckets
                    + " buckets do not merge; scan both with the same number.");
        }
        return new Histogram(buckets, Math.max(level, other.level), interleaved(quantiles, other.quantiles));
    }

    /** All buckets of both by their least values; neighbors may overlap. */
    private static Quantiles interleaved(Quantiles a, Quantiles b) {
        FixedPoints ends = a.ends().aligned(b.ends());
        FixedPoints others = b.ends().aligned(a.ends());
        int size = a.size() + b.size();
        double[] least = new double[size];
        double[] greatest = new double[size];
        FixedPoints sums = ends.like(size);
        int i = 0;
        int j = 0;
        while (i + j < size) {
            boolean first = j == b.size() || (i < a.size() && a.least(i) < b.least(j));
            least[i + j] = first ? a.least(i) : b.least(j);
            greatest[i + j] = first ? a.greatest(i) : b.greatest(j);
            i += first ? 1 : 0;
            j += first ? 0 : 1;
            if (i > 0) {
                sums.add(i + j - 1, ends, i - 1);
            }
            if (j > 0) {
                sums.add(i + j - 1, others, j - 1);
            }
        }
        return new Quantiles(least, greatest, sums);
    }

    /** Joins neighbors that share a bucket at this level. */
    private static Quantiles coarsened(Quantiles finer, int level) {
        if (OrderedBits.filled(finer.least(), level) == finer.size()) {
            return new Quantiles(finer.least(), finer.greatest(), finer.ends().canonical());
        }
        double[] least = new double[finer.size()];
        double[] greatest = new double[finer.size()];
        int[] last = new int[finer.size()];
        int filled = 0;
        for (int i = 0; i < finer.size(); i++) {
            if (filled == 0 || !OrderedBits.share(least[filled - 1], finer.least(i), level)) {
                least[filled] = finer.least(i);
                greatest[filled++] = finer.greatest(i);
            }
            greatest[filled - 1] = Math.max(greatest[filled - 1], finer.greatest(i));
            last[filled - 1] = i;
        }
        FixedPoints ends = finer.ends().like(filled);
        for (int i = 0; i < filled; i++) {
            ends.set(i, finer.ends(), last[i]);
        }
        return new Quantiles(Arrays.copyOf(least, filled), Arrays.copyOf(greatest, filled), ends.canonical());
    }

    /** How many buckets there may be at most. */
    public int buckets() {
        return buckets;
    }

    int level() {
        return level;
    }

    /** The same buckets as a value that further scans refine until its quantiles are exact. */
    public Quantiles quantiles() {
        return quantiles;
    }

    /** Whether there are no values. */
    public boolean isEmpty() {
        return quantiles.size() == 0;
    }

    /** The sum of the weights, rounded; the number of the values where there are no weights. */
    public double sumOfWeights() {
        return quantiles.sumOfWeights();
    }

    /** The least value; NaN without values. */
    public double min() {
        return quantiles.min();
    }

    /** The greatest value; NaN without values. */
    public double max() {
        return quantiles.max();
    }

    /** See {@link Quantiles#quantile}. */
    public double quantile(double q) {
        return quantiles.quantile(q);
    }

    /** See {@link Quantiles#bounds}. */
    public Bounds quantileBounds(double q) {
        return quantiles.bounds(q);
    }

    /** See {@link Quantiles#rank}. */
    public double rank(double x) {
        return quantiles.rank(x);
    }

    /** See {@link Quantiles#rankBounds}. */
    public Bounds rankBounds(double x) {
        return quantiles.rankBounds(x);
    }

    /** See {@link Quantiles#cdf}. */
    public double cdf(double x) {
        return quantiles.cdf(x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that
                && buckets == that.buckets
                && level == that.level
                && quantiles.equals(that.quantiles);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * buckets + level) + quantiles.hashCode();
    }

    @Override
    public String toString() {
        return "Histogram(buckets=" + quantiles.size() + " of " + buckets + ", sumOfWeights=" + sumOfWeights()
                + ", min=" + min() + ", median=" + quantile(0.5) + ", max=" + max() + ")";
    }
}
