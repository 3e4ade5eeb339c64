package org.tare.scan;

import java.util.Arrays;

/**
 * Sorts the entries of many sparse rows by their features, and so makes a block of each feature's values: taken one by one,
 * each entry would fetch another feature's memory.
 */
final class SparseBlock {
    private static final int FEWEST = 1 << 14;

    /** Some 20 MB. */
    private static final int MOST = 1 << 20;

    /** The values that a block should have for its summing to be worth more than its start. */
    private static final int OF_EACH = 64;

    private final FeatureAccumulator[] features;
    private final ImplicitZeros zeros;
    private final int[] indices;
    private final double[] values;
    private final double[] sorted;
    private final int[] ends;
    private int fill;

    SparseBlock(FeatureAccumulator[] features, ImplicitZeros zeros) {
        this.features = features;
        this.zeros = zeros;
        int room = Math.max(FEWEST, (int) Math.min(MOST, (long) OF_EACH * features.length));
        this.indices = new int[room];
        this.values = new double[room];
        this.sorted = new double[room];
        this.ends = new int[features.length];
    }

    /** Adds the first entries of a row. */
    void add(int[] indices, double[] values, int length) {
        for (int from = 0; from < length; ) {
            if (fill == this.indices.length) {
                flush();
            }
            int count = Math.min(length - from, this.indices.length - fill);
            System.arraycopy(indices, from, this.indices, fill, count);
            System.arraycopy(values, from, this.values, fill, count);
            fill += count;
            from += count;
        }
    }

    void flush() {
        Arrays.fill(ends, 0);
        for (int k = 0; k < fill; k++) {
            ends[indices[k]]++;
        }
        int start = 0;
        for (int e = 0; e < ends.length; e++) {
            int count = ends[e];
            ends[e] = start;
            start += count;
        }
        for (int k = 0; k < fill; k++) {
            sorted[ends[indices[k]]++] = values[k];
        }
        start = 0;
        for (int e = 0; e < ends.length; e++) {
            if (ends[e] > start) {
                features[e].addBlock(sorted, start, ends[e]);
                zeros.addPresent(e, ends[e] - start);
            }
            start = ends[e];
        }
        fill = 0;
    }
}
