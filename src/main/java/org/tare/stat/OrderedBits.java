package org.tare.stat;

/**
 * The bit patterns of doubles as signed integers in the order of the numbers, and buckets of them: a bucket of some
 * {@code level} is what agrees in all but that many low bits.
 */
final class OrderedBits {
    /** At this level there are two buckets, of the negative numbers and of the others. */
    static final int COARSEST = 63;

    private OrderedBits() {}

    /** Increasing in {@code x}; -0 comes right before 0. */
    static long of(double x) {
        return flip(Double.doubleToRawLongBits(x));
    }

    static double toDouble(long ordered) {
        return Double.longBitsToDouble(flip(ordered));
    }

    private static long flip(long bits) {
        return bits ^ ((bits >> 63) >>> 1);
    }

    static boolean share(double x, double y, int level) {
        return (of(x) ^ of(y)) >>> level == 0;
    }

    /** How many buckets of that level these increasing values fill. */
    static int filled(double[] increasing, int level) {
        int filled = Math.min(1, increasing.length);
        for (int i = 1; i < increasing.length; i++) {
            filled += share(increasing[i - 1], increasing[i], level) ? 0 : 1;
        }
        return filled;
    }

    /** The least level, not below {@code level}, at which these increasing values fill at most so many buckets. */
    static int levelFor(double[] increasing, int buckets, int level) {
        // Neighbors fall into one bucket at the level of the highest bit in which they differ.
        int[] mergedAt = new int[Long.SIZE + 1];
        for (int i = 1; i < increasing.length; i++) {
            long difference = of(increasing[i - 1]) ^ of(increasing[i]);
            mergedAt[Math.max(level, Long.SIZE - Long.numberOfLeadingZeros(difference))]++;
        }
        int least = level;
        for (int filled = increasing.length - mergedAt[level]; filled > buckets; filled -= mergedAt[least]) {
            least++;
        }
        return least;
    }

    /** The least level at which there are at most so many buckets from one value to another. */
    static int levelFor(double least, double greatest, int buckets) {
        int level = 0;
        // The difference of two longs is one without a sign.
        while (Long.compareUnsigned((of(greatest) >> level) - (of(least) >> level), buckets) >= 0) {
            level++;
        }
        return level;
    }
}
