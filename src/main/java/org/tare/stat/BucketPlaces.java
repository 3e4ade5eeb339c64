package org.tare.stat;

import java.util.Arrays;

/**
 * An open hash table from the leading bits of a value to the bucket's count, least and greatest value.
 *
 * <p>Where a value lies between the least and the greatest of the bucket at its first place, it belongs there. That
 * comparison is the hot path, and whatever fails it, NaN included, is looked at again with care. Keys that follow one
 * another are spread evenly by multiples of the golden ratio (Knuth, The Art of Computer Programming 3, section 6.4), so
 * that nearly every bucket stands at its first place although the table is half full.
 */
final class BucketPlaces {
    /** Bits of a hash from which a place is taken: enough for twice the buckets that there may be. */
    private static final int HASH_BITS = 19;
    /** Fractional digits of the golden ratio, those that reach the places of a usual table of 2^12 first. */
    private static final long GOLDEN = (0x9e3779b97f4a7c15L >>> 7) | (0x5bL << 57);

    /** Up to this level no finite value has the key of NaN, which stands in empty places. */
    static final int APART_FROM_EMPTY = 51;

    final long[] counts;
    private final double[] least;
    private final double[] greatest;

    /** How many low bits do not enter a key. */
    private final int level;
    /** How many low bits do not tell the buckets apart: the level, or more where all values are short. */
    private final int cut;

    /** @param places how many there are, a power of two */
    BucketPlaces(int places, int level, int cut) {
        this.level = level;
        this.cut = cut;
        counts = new long[places];
        least = new double[places];
        greatest = new double[places];
        // No value equals this or lies between these, not even an infinity.
        Arrays.fill(least, Double.NaN);
        Arrays.fill(greatest, Double.NaN);
    }

    static int hash(double x, int ignored) {
        return (int) (((Double.doubleToRawLongBits(x) >>> ignored) * GOLDEN) >>> (Long.SIZE - HASH_BITS));
    }

    /** The low bits that none of these values has at that level. */
    static int cut(double[] values, int level) {
        long any = 0;
        for (double value : values) {
            any |= Double.doubleToRawLongBits(value) >>> level;
        }
        return any == 0 ? level : level + Long.numberOfTrailingZeros(any);
    }

    int size() {
        return counts.length;
    }

    double least(int place) {
        return least[place];
    }

    double greatest(int place) {
        return greatest[place];
    }

    boolean isFilled(int place) {
        return least[place] <= greatest[place];
    }

    /** Whether the places tell this value from those in other buckets. */
    boolean tellsApart(double x) {
        return Long.numberOfTrailingZeros(key(x)) + level >= cut;
    }

    /** The place where the bucket of a finite value is, or where it is to be. */
    int find(double x) {
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

    /** Whether {@code x} belongs to the bucket at this place, which then reaches to it. */
    boolean isExtended(int place, double x) {
        boolean belongs = isFilled(place) && Double.isFinite(x) && key(least[place]) == key(x);
        if (belongs) {
            extend(place, x);
        }
        return belongs;
    }

    private void extend(int place, double x) {
        least[place] = Math.min(least[place], x);
        greatest[place] = Math.max(greatest[place], x);
    }

    /** Makes the place, if it is empty, a bucket of these values, or has its bucket reach to them; whether it was empty. */
    boolean fill(int place, double from, double to) {
        boolean isEmpty = !isFilled(place);
        least[place] = isEmpty ? from : Math.min(least[place], from);
        greatest[place] = isEmpty ? to : Math.max(greatest[place], to);
        return isEmpty;
    }

    /** Counts values while they fall between what is known of their buckets; the index of the first that does not. */
    int countKnown(double[] values, int from, int to) {
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

    /**
     * {@link #countKnown} where many values extend their buckets: whether one does is no branch, as nothing could predict
     * it. The level is at most {@link #APART_FROM_EMPTY}.
     */
    int countExtending(double[] values, int from, int to) {
        long[] count = counts;
        int ignored = cut;
        for (int i = from; i < to; i++) {
            double x = values[i] + 0.0;
            int place = hash(x, ignored) & (count.length - 1);
            if (!Double.isFinite(x) || key(least[place]) != key(x)) {
                return i;
            }
            extend(place, x);
            count[place]++;
        }
        return to;
    }

    /** {@link #countKnown} where each bucket is one value. */
    int countEqual(double[] values, int from, int to) {
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

    /** The least values of so many buckets that are filled, in no order. */
    double[] smallest(int filled) {
        double[] values = new double[filled];
        int n = 0;
        for (int place = 0; place < least.length; place++) {
            if (isFilled(place)) {
                values[n++] = least[place];
            }
        }
        return values;
    }
}
