package org.tare.nn.core;

import org.tare.linalg.Matrix;

/**
 * What each row of a shard counts in statistics: as so many rows. Rows that were made of one row, as an image's positions
 * are, each have its weight.
 */
public final class RowWeights {
    /** Every row counts once. */
    public static final RowWeights ONE = new RowWeights(null, 0, 1);

    private final double[] weights;
    private final int offset;
    private final int repeated;

    private RowWeights(double[] weights, int offset, int repeated) {
        this.weights = weights;
        this.offset = offset;
        this.repeated = repeated;
    }

    /** Those of a matrix (rows, 1), all above 0. */
    public static RowWeights of(Matrix weights) {
        for (int row = 0; row < weights.rows(); row++) {
            if (weights.get(row, 0) != 1) {
                return new RowWeights(weights.data(), weights.offset(), 1);
            }
        }
        return ONE;
    }

    /** The weight of a row. */
    public double of(int row) {
        return weights == null ? 1 : weights[offset + row / repeated];
    }

    /** The weight of the rows {@code from} to {@code to - 1}. */
    public double sum(int from, int to) {
        if (weights == null) {
            return to - from;
        }
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += of(row);
        }
        return sum;
    }

    /** Those of the rows that each row became {@code times} of. */
    RowWeights repeated(int times) {
        return weights == null ? this : new RowWeights(weights, offset, repeated * times);
    }

    /** Those of the rows that {@code times} of these became. */
    RowWeights joined(int times) {
        return weights == null ? this : new RowWeights(weights, offset, repeated / times);
    }

    /** Those of these rows. */
    public RowWeights of(int[] rows) {
        if (weights == null) {
            return this;
        }
        double[] chosen = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = of(rows[i]);
        }
        return new RowWeights(chosen, 0, 1);
    }
}
