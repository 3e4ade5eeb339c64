package org.tare.stat;

import java.util.function.Supplier;

/** What every histogram is, checked where one comes from outside. */
final class HistogramForm {
    private HistogramForm() {}

    /**
     * The histogram of these buckets and their weights.
     *
     * @throws IllegalArgumentException if accumulating and merging could not have made it
     */
    static Histogram require(int buckets, int level, double[] least, double[] greatest, FixedPoints weights) {
        int size = least.length;
        require(level >= 0 && level <= OrderedBits.COARSEST, () -> "its level is " + level);
        require(size <= buckets, () -> "it has " + size + " buckets where " + buckets + " are the most");
        for (int i = 0; i < size; i++) {
            double low = least[i];
            double high = greatest[i];
            require(isCanonical(low) && isCanonical(high), () -> "one of " + low + " and " + high + " is no value");
            require(
                    low <= high && OrderedBits.share(low, high, level),
                    () -> low + " and " + high + " share no bucket");
            require(
                    i == 0 || OrderedBits.of(greatest[i - 1]) >> level < OrderedBits.of(low) >> level,
                    () -> low + " comes after a greater one or in a bucket with one");
            require(weights.bitLength(i) > 0, () -> "a bucket at " + low + " weighs nothing");
            require(low == high || !weights.isOne(i), () -> "one value is both " + low + " and " + high);
        }
        return new Histogram(buckets, level, new Quantiles(least, greatest, weights.cumulated()));
    }

    private static boolean isCanonical(double value) {
        return Double.isFinite(value) && OrderedBits.of(value) != OrderedBits.of(-0.0);
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("The histogram is damaged: " + otherwise.get() + "; write it again.");
        }
    }
}
