package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Accumulates one column of one partition, from rows or from column vectors. */
abstract class ColumnAccumulator {
    /** Adds what stands at {@code i}, null or not, for a row of positive weight. */
    abstract void add(SpecializedGetters source, int i, double weight);

    /** Adds the rows of a batch, all of weight 1 if {@code weights} is null; {@code block} is room to read values into. */
    void add(ColumnVector vector, int rows, double[] weights, double[] block) {
        SpecializedGetters source = new ColumnarArray(vector, 0, rows);
        for (int i = 0; i < rows; i++) {
            double weight = weights == null ? 1 : weights[i];
            if (weight > 0) {
                add(source, i, weight);
            }
        }
    }

    /** What was accumulated so far. */
    abstract ColumnStatistics result();
}
