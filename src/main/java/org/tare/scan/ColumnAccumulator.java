package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.tare.spark.FeatureKind;

/** Accumulates one column of one partition, from rows or from column vectors. */
abstract class ColumnAccumulator {
    /** For one of so many columns. */
    static ColumnAccumulator of(StructField column, int columns) {
        return switch (FeatureKind.of(column)) {
            case SCALAR -> new ScalarAccumulator(ScalarReader.of(column), new FeatureAccumulator(columns));
            case VECTOR -> new VectorAccumulator(column);
            case ARRAY -> new ArrayAccumulator(column);
        };
    }

    /** Adds what stands at {@code i}, null or not, for a row of positive weight. */
    abstract void add(SpecializedGetters source, int i, double weight);

    /** Adds the rows of a batch; all of weight 1 if {@code weights} is null. */
    void add(ColumnVector vector, int rows, double[] weights) {
        SpecializedGetters source = new ColumnarArray(vector, 0, rows);
        for (int i = 0; i < rows; i++) {
            double weight = weights == null ? 1 : weights[i];
            if (weight > 0) {
                add(source, i, weight);
            }
        }
    }

    abstract Elements toElements();

    /** How many whole numbers lost digits on their way to double. */
    long rounded() {
        return 0;
    }
}
