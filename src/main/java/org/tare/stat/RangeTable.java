package org.tare.stat;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds which of many ranges apart from each other a value lies in. Where the ranges are much alike, as the buckets of a histogram
 * are, by a hash table from the leading bits of a value, and otherwise by halving.
 */
final class RangeTable {
    private static final int NONE = -1;

    /** Leading bits that ranges may have together, as a multiple of the ranges. */
    private static final int KEYS_OF_EACH = 2;

    private static final int PLACES_OF_EACH = 16;

    private final double[] least;
    private final double[] greatest;

    /** How many low bits do not tell the ranges apart. */
    private final int level;

    /** Of each place its range. */
    private final int[] ranges;

    /**
     * @param least of each range, increasing
     * @param greatest of each range, below the least value of the next
     */
    RangeTable(double[] least, double[] greatest) {
        this.least = least;
        this.greatest = greatest;
        int apart = IntStream.range(1, least.length)
                .map(r -> Long.SIZE - 1 - Long.numberOfLeadingZeros(bits(greatest[r - 1]) ^ bits(least[r])))
                .min()
                .orElse(OrderedBits.COARSEST);
        double most = (double) KEYS_OF_EACH * least.length;
        // The finer the keys, the sooner is known of a value that no range holds it.
        level = IntStream.rangeClosed(0, apart)
                .filter(finest -> keys(finest) <= most)
                .findFirst()
                .orElse(apart);
        double keys = keys(level);
        int places = keys <= most ? 2 * Integer.highestOneBit(PLACES_OF_EACH * (int) keys) : 0;
        ranges = new int[places];
        Arrays.fill(ranges, NONE);
        for (int r = 0; r < least.length && places > 0; r++) {
            for (long key = key(least[r]); key <= key(greatest[r]); key++) {
                put(key, r);
            }
        }
    }

    /** Whether each of these ranges ends before the next begins. */
    static boolean areApart(double[] least, double[] greatest) {
        return IntStream.range(1, least.length).allMatch(r -> greatest[r - 1] < least[r]);
    }

    private static long bits(double x) {
        return OrderedBits.of(x + 0.0);
    }

    /** How many keys of that level the ranges have together. */
    private double keys(int level) {
        return IntStream.range(0, least.length)
                .mapToDouble(r -> 1 + unsigned((bits(greatest[r]) >> level) - (bits(least[r]) >> level)))
                .sum();
    }

    /** Taken after the subtraction: as doubles, bits that are a thousand apart may be equal. */
    private static double unsigned(long difference) {
        return difference < 0 ? 0x1p64 + difference : difference;
    }

    private long key(double x) {
        return bits(x) >> level;
    }

    private void put(long key, int range) {
        int place = place(OrderedBits.toDouble(key << level));
        while (ranges[place] != NONE) {
            place = next(place);
        }
        ranges[place] = range;
    }

    private int place(double x) {
        return BucketPlaces.hash(x + 0.0, level) & (ranges.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (ranges.length - 1);
    }

    /** The range that {@code x} lies in; -1 where that is none. */
    int find(double x) {
        if (ranges.length == 0) {
            int range = Arrays.binarySearch(least, x + 0.0);
            int near = range >= 0 ? range : -2 - range;
            return near >= 0 && holds(near, x) ? near : NONE;
        }
        int place = place(x);
        int range = ranges[place];
        while (range != NONE && !holds(range, x)) {
            place = next(place);
            range = ranges[place];
        }
        return range;
    }

    private boolean holds(int range, double x) {
        return least[range] <= x && x <= greatest[range];
    }
}
