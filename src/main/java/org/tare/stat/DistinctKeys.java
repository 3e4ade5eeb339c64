package org.tare.stat;

import java.util.Arrays;

/**
 * Counts how many buckets of a level values fill. Half a dozen counts, of which those of too many buckets end early, find the level
 * of thousands of values in a fifth of the time of sorting them.
 */
final class DistinctKeys {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final double[] values;
    private final int most;

    /** Of each place the key there and one, which is never 0: no key of a finite value is all ones. */
    private final long[] keys;

    private final int shift;

    private int level = -1;
    private int count;

    /**
     * @param values finite, and none of them -0
     * @param most so many buckets are wanted at most
     */
    DistinctKeys(double[] values, int most) {
        this.values = values;
        this.most = most;
        int wanted = Math.max(1, Math.min(values.length, most));
        // At most half full, also with the one bucket too many at which counting ends.
        keys = new long[2 * Integer.highestOneBit(2 * wanted - 1)];
        shift = Long.numberOfLeadingZeros(keys.length - 1L);
    }

    /** The least level, not below {@code least}, at which there are no more buckets than wanted. */
    int levelFrom(int least) {
        int tooFine = least - 1;
        int coarse = values.length <= most ? least : OrderedBits.COARSEST;
        while (coarse - tooFine > 1) {
            int middle = (coarse + tooFine) / 2;
            if (count(middle) <= most) {
                coarse = middle;
            } else {
                tooFine = middle;
            }
        }
        return coarse;
    }

    /** How many buckets of that level are filled; where they are more than wanted, one more than that. */
    int count(int level) {
        if (level != this.level) {
            this.level = level;
            count = counted();
        }
        return count;
    }

    private int counted() {
        Arrays.fill(keys, 0);
        int distinct = 0;
        for (int i = 0; i < values.length && distinct <= most; i++) {
            long key = (Double.doubleToRawLongBits(values[i]) >>> level) + 1;
            int place = (int) ((key * GOLDEN) >>> shift);
            while (keys[place] != key && keys[place] != 0) {
                place = (place + 1) & (keys.length - 1);
            }
            distinct += keys[place] == 0 ? 1 : 0;
            keys[place] = key;
        }
        return distinct;
    }
}
