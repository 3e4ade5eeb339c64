package org.tare.stat;

import java.util.Arrays;

/** The filled buckets while values come in: which bits tell them apart, and what each of them weighs. */
final class BucketTable {
    private static final int FEWEST = 4;
    /** Up to so many places, room is cheaper than buckets that are not at their first place. */
    private static final int ROOMY = 1 << 12;

    /** With fewer values a bucket, so many of the next extend theirs that extending always is cheaper than foretelling it. */
    private static final int OFTEN_EXTENDED = 64;

    /** So far from the longest long that counting on by ones never gets there. */
    private static final long MOST = 1L << 62;

    private final int buckets;
    private int level;
    private int filled;
    private BucketPlaces places = new BucketPlaces(FEWEST, 0, 0);
    /** Values that came by blocks. */
    private long added;
    /** Of each place, what its count does not hold; null while there is nothing. */
    private FixedPoints weights;

    BucketTable(int buckets) {
        this.buckets = buckets;
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
        while ((i = count(values, i, to)) < to) {
            double x = values[i] + 0.0;
            if (Double.isFinite(x)) {
                int place = places.find(x);
                if (!places.isExtended(place, x)) {
                    if (filled == buckets) {
                        return i;
                    }
                    place = fill(place, x);
                }
                places.counts[place]++;
            }
            i++;
        }
        added += to - from;
        return to;
    }

    private int count(double[] values, int from, int to) {
        if (level == 0) {
            return places.countEqual(values, from, to);
        }
        return added < (long) OFTEN_EXTENDED * filled && level <= BucketPlaces.APART_FROM_EMPTY
                ? places.countExtending(values, from, to)
                : places.countKnown(values, from, to);
    }

    /** Adds a finite value so many times. */
    void add(double x, long times) {
        addAt(placeOf(x), times);
    }

    private void addAt(int place, long times) {
        if (times <= MOST - places.counts[place]) {
            places.counts[place] += times;
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
            weights = new FixedPoints(places.size());
        }
        return weights;
    }

    /** The place of the bucket of a finite value, which is filled with it if it was not. */
    private int placeOf(double value) {
        double x = value + 0.0;
        int place = places.find(x);
        if (places.isExtended(place, x)) {
            return place;
        }
        if (filled == buckets) {
            makeRoomFor(x);
            return placeOf(x);
        }
        return fill(place, x);
    }

    private int fill(int place, double x) {
        places.fill(place, x, x);
        filled++;
        if (isCrowded(places.size(), filled) || !places.tellsApart(x)) {
            rebuild(filled, places.smallest(filled));
            return places.find(x);
        }
        return place;
    }

    /** Raises the level so far that all these values find a bucket, and makes the table as large as they need. */
    void makeRoomFor(double... values) {
        double[] all = values;
        if (filled > 0) {
            all = Arrays.copyOf(values, values.length + filled);
            System.arraycopy(places.smallest(filled), 0, all, values.length, filled);
        }
        DistinctKeys keys = new DistinctKeys(all, buckets);
        level = keys.levelFrom(level);
        rebuild(keys.count(level), all);
    }

    private static boolean isCrowded(int places, int filled) {
        return filled > places / 2 || (places < ROOMY && filled > places / 8);
    }

    /** Makes the table fit its level and so many buckets of these values: the bits that tell them apart, and its size. */
    private void rebuild(int expected, double[] values) {
        BucketPlaces old = places;
        FixedPoints oldWeights = weights;
        int size = old.size();
        while (isCrowded(size, expected)) {
            size *= 2;
        }
        places = new BucketPlaces(size, level, BucketPlaces.cut(values, level));
        weights = null;
        filled = 0;
        for (int from = 0; from < old.size(); from++) {
            if (old.isFilled(from)) {
                int to = places.find(old.least(from));
                filled += places.fill(to, old.least(from), old.greatest(from)) ? 1 : 0;
                addAt(to, old.counts[from]);
                if (oldWeights != null) {
                    weights().add(to, oldWeights.number(from));
                    weights.reserve(oldWeights.unit(), 0);
                }
            }
        }
    }

    /** What was added so far. */
    Quantiles quantiles() {
        double[] low = RadixSort.increasing(places.smallest(filled), level);
        double[] high = new double[filled];
        FixedPoints sums = weights == null ? new FixedPoints(filled) : weights.like(filled);
        for (int i = 0; weights != null && i < filled; i++) {
            sums.set(i, weights, places.find(low[i]));
        }
        for (int i = 0; i < filled; i++) {
            int place = places.find(low[i]);
            high[i] = places.greatest(place);
            sums.add(i, places.counts[place], 0);
        }
        return new Quantiles(low, high, sums.cumulated());
    }
}
