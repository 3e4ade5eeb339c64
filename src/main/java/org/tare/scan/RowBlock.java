package org.tare.scan;

/** Turns rows of many values into a block for each feature. */
final class RowBlock {
    /** The values of a line of the cache: so many rows wait, so that each feature's line is fetched once for all of them. */
    private static final int CACHE_LINE = 8;

    private final FeatureAccumulator[] features;
    private final int rows;
    private final int stride;
    private final double[] values;
    private final double[][] waiting;
    private int waits;
    private int fill;

    RowBlock(FeatureAccumulator[] features) {
        this.features = features;
        this.rows = FeatureAccumulator.blockLength(features.length) / CACHE_LINE * CACHE_LINE;
        // The features' blocks would fall on the same lines of the cache, were they a power of two apart.
        this.stride = rows + CACHE_LINE;
        this.values = new double[Math.multiplyExact(stride, features.length)];
        this.waiting = new double[CACHE_LINE][features.length];
    }

    /** Adds the first values of a row, one for each feature. */
    void add(double[] row) {
        System.arraycopy(row, 0, waiting[waits++], 0, features.length);
        if (waits == CACHE_LINE) {
            turn();
            if (fill == rows) {
                flushBlocks();
            }
        }
    }

    private void turn() {
        for (int e = 0; e < features.length; e++) {
            int at = e * stride + fill;
            for (int r = 0; r < waits; r++) {
                values[at + r] = waiting[r][e];
            }
        }
        fill += waits;
        waits = 0;
    }

    void flush() {
        turn();
        flushBlocks();
    }

    private void flushBlocks() {
        for (int e = 0; e < features.length; e++) {
            features[e].addBlock(values, e * stride, e * stride + fill);
        }
        fill = 0;
    }
}
