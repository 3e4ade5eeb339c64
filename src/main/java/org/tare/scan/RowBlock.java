package org.tare.scan;

/** Turns rows of many values into a block for each feature. */
final class RowBlock {
    /** Keeps the features' blocks from falling on the same lines of the cache, as powers of two would. */
    private static final int CACHE_LINE = 8;

    private final FeatureAccumulator[] features;
    private final int rows;
    private final int stride;
    private final double[] values;
    private int fill;

    RowBlock(FeatureAccumulator[] features) {
        this.features = features;
        this.rows = FeatureAccumulator.blockLength(features.length);
        this.stride = rows + CACHE_LINE;
        this.values = new double[Math.multiplyExact(stride, features.length)];
    }

    void add(double[] row) {
        int at = fill;
        for (double value : row) {
            values[at] = value;
            at += stride;
        }
        if (++fill == rows) {
            flush();
        }
    }

    void flush() {
        for (int e = 0; e < features.length; e++) {
            features[e].addBlock(values, e * stride, e * stride + fill);
        }
        fill = 0;
    }
}
