package org.tare.stat;

import java.util.Arrays;

/**
 * The filled buckets while values come in: an open hash table from the leading bits of a value to the bucket's count,
 * least and greatest value.
 *
 * <p>Where a value lies between the least and the greatest of the bucket at its first place, it belongs there. That
 * comparison is the hot path, and whatever fails it, NaN included, is looked at again with care. Keys that follow one
 * another are spread evenly by multiples of the golden ratio (Knuth, The Art of Computer Programming 3, section 6.4), so
 * that nearly every bucket stands at its first place although the table is half full.
 */
final class BucketTable {
    /** Bits of a hash from which a place is taken: enough for twice the buckets that there may be. */
    private static final int HASH_BITS = 19;
    /** Fractional digits of the golden ratio, those that reach the places of a usual table of 2^12 first. */
    private static final long GOLDEN = (0x9e3779b97f4a7c15L >>> 7) | (0x5bL << 57);

    private static final int FEWEST = 4;
    /** Up to so many places, room is cheaper than buckets that are not at their first place. */
    private static final int ROOMY = 1 << 12;

    /** So far from the longest long that counting on by ones never gets there. */
    private static final long MOST = 1L << 62;

    private final int buckets;
    private int level;
    private int filled;
    /** How many low bits do not tell the buckets apart: the level, or more where all values are short. */
    private int cut;

    private long[] counts;
    private double[] least;
    private double[] greatest;
    /** Of each place, what its count does not hold; null while there is nothing. */
    private FixedPoints weights;

    BucketTable(int buckets) {
        this.buckets = buckets;
        allocate(FEWEST);
    }

    private void allocate(int places) {
        filled = 0;
        weights = null;
        counts = new long[places];
        least = new double[places];
        greatest = new double[places];
        // No value equals this or lies between these, not even an infinity.
        Arrays.fill(least, Double.NaN);
        Arrays.fill(greatest, Double.NaN);
    }

    int level() {
        return level;
    }

    boolean isEmpty() {
        return filled == 0;
    }

    /** Adds values of weight 1; the index of the first that needs a bucket although all are filled, or {@code to}. */
    int add(double[] values, int from, int to) {
        int i = from;
        while ((i = level == 0 ? addEqual(values, i, to) : addKnown(values, i, to)) < to) {
            double x = values[i] + 0.0;
            if (Double.isFinite(x)) {
                int place = find(x);
                if (!isExtended(place, x)) {
                    if (filled == buckets) {
                        return i;
                    }
                    place = fill(place, x);
                }
                counts[place]++;
            }
            i++;
        }
        return to;
    }

    /** Adds values while they fall between what is known of their buckets; the index of the first that does not. */
    private int addKnown(double[] values, int from, int to) {
        long[] count = counts;
        double[] low = least;
        double[] high = greatest;
        int ignored = cut;
        for (int i = from; i < to; i++) {
            double x = values[i] + 0.0;
            int place = hash(x, ignored) & (count.length - 1);
            if (!(x >= low[place] && x <= high[place])) {
                // Where buckets are scattered, many stand at their second place.
                int next = (place + 1) & (count.length - 1);
                if (x >= low[next] && x <= high[next]) {
                    place = next;
                } else if (!isExtended(place, x)) {
                    return i;
                }
            }
            count[place]++;
        }
        return to;
    }

    /** {@link #addKnown} where each bucket is one value. */
    private int addEqual(double[] values, int from, int to) {
        long[] count = counts;
        double[] only = least;
        int ignored = cut;
        for (int i = from; i < to; i++) {
            double x = values[i] + 0.0;
            int place = hash(x, ignored) & (count.length - 1);
            if (x != only[place]) {
                place = (place + 1) & (count.length - 1);
                if (x != only[place]) {
                    return i;
                }
            }
            count[place]++;
        }
        return to;
    }

    /** Whether {@code x} belongs to the bucket at this place, which then reaches to it. */
    private boolean isExtended(int place, double x) {
        boolean belongs = isFilled(place) && Double.isFinite(x) && key(least[place]) == key(x);
        if (belongs) {
            least[place] = Math.min(least[place], x);
            greatest[place] = Math.max(greatest[place], x);
        }
        return belongs;
    }

    private boolean isFilled(int place) {
        return least[place] <= greatest[place];
    }

    static int hash(double x, int ignored) {
        return (int) (((Double.doubleToRawLongBits(x) >>> ignored) * GOLDEN) >>> (Long.SIZE - HASH_BITS));
    }

    /** Adds a finite value so many times. */
    void add(double x, long times) {
        addAt(placeOf(x), times);
    }

    private void addAt(int place, long times) {
        if (times <= MOST - counts[place]) {
            counts[place] += times;
        } else {
            weights().add(place, times, 0);
        }
    }

    /** Adds a finite value of positive weight. */
    void add(double x, double weight) {
        int place = placeOf(x);
        if (Weights.isWhole(weight) && weight <= (double) MOST) {
            addAt(place, (long) weight);
        } else {
            long mantissa = ExactSum.mantissa(weight);
            int zeros = Long.numberOfTrailingZeros(mantissa);
            weights().add(place, mantissa >>> zeros, ExactSum.exponent(weight) + zeros);
        }
    }

    /** Adds a finite value that stands for rows whose weights are whole or not. */
    void add(double x, Dyadic weight, boolean whole) {
        int place = placeOf(x);
        weights().add(place, weight);
        if (!whole) {
            weights.reserve(FixedPoints.FRACTIONAL, 0);
        }
    }

    private FixedPoints weights() {
        if (weights == null) {
            weights = new FixedPoints(counts.length);
        }
        return weights;
    }

    /** The place of the bucket of a finite value, which is filled with it if it was not. */
    private int placeOf(double value) {
        double x = value + 0.0;
        int place = find(x);
        if (isExtended(place, x)) {
            return place;
        }
        if (filled == buckets) {
            makeRoomFor(x);
            return placeOf(x);
        }
        return fill(place, x);
    }

    private int fill(int place, double x) {
        least[place] = x;
        greatest[place] = x;
        filled++;
        if (isCrowded() || Long.numberOfTrailingZeros(key(x)) + level < cut) {
            rebuild(filled, increasing());
            return find(x);
        }
        return place;
    }

    /** Raises the level so far that all these values find a bucket, and makes the table as large as they need. */
    void makeRoomFor(double... values) {
        double[] all = Arrays.copyOf(values, values.length + filled);
        System.arraycopy(increasing(), 0, all, values.length, filled);
        Arrays.sort(all);
        level = OrderedBits.levelFor(all, buckets, level);
        rebuild(OrderedBits.filled(all, level), all);
    }

    private boolean isCrowded() {
        return isCrowded(counts.length, filled);
    }

    private static boolean isCrowded(int places, int filled) {
        return filled > places / 2 || (places < ROOMY && filled > places / 8);
    }

    /** The place where the bucket of {@code x} is, or where it is to be. */
    private int find(double x) {
        long key = key(x);
        int place = hash(x, cut) & (counts.length - 1);
        while (isFilled(place) && key(least[place]) != key) {
            place = (place + 1) & (counts.length - 1);
        }
        return place;
    }

    private long key(double x) {
        return Double.doubleToRawLongBits(x) >>> level;
    }

    /** Makes the table fit its level and so many buckets of these values: the bits that tell them apart, and its size. */
    private void rebuild(int expected, double[] values) {
        long[] oldCounts = counts;
        double[] oldLeast = least;
        double[] oldGreatest = greatest;
        FixedPoints oldWeights = weights;
        long any = 0;
        for (double value : values) {
            any |= key(value);
        }
        cut = any == 0 ? level : level + Long.numberOfTrailingZeros(any);
        int places = counts.length;
        while (isCrowded(places, expected)) {
            places *= 2;
        }
        allocate(places);
        for (int from = 0; from < oldCounts.length; from++) {
            if (oldLeast[from] <= oldGreatest[from]) {
                int to = find(oldLeast[from]);
                boolean joins = isFilled(to);
                filled += joins ? 0 : 1;
                least[to] = joins ? Math.min(least[to], oldLeast[from]) : oldLeast[from];
                greatest[to] = joins ? Math.max(greatest[to], oldGreatest[from]) : oldGreatest[from];
                addAt(to, oldCounts[from]);
                if (oldWeights != null) {
                    weights().add(to, oldWeights.number(from));
                    weights.reserve(oldWeights.unit(), 0);
                }
            }
        }
    }

    /** The least values of all buckets. */
    private double[] increasing() {
        double[] values = new double[filled];
        int n = 0;
        for (int place = 0; place < least.length; place++) {
            if (isFilled(place)) {
                values[n++] = least[place];
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** What was added so far. */
    Quantiles quantiles() {
        double[] low = increasing();
        double[] high = new double[filled];
        FixedPoints sums = weights == null ? new FixedPoints(filled) : weights.like(filled);
        for (int i = 0; weights != null && i < filled; i++) {
            sums.set(i, weights, find(low[i]));
        }
        for (int i = 0; i < filled; i++) {
            int place = find(low[i]);
            high[i] = greatest[place];
            sums.add(i, counts[place], 0);
        }
        return new Quantiles(low, high, sums.cumulated());
    }
}
