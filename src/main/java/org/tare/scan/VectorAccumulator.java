package org.tare.scan;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructField;

/** A column of ML vectors: a feature per element, at the cost of the entries that are there. */
final class VectorAccumulator extends ColumnAccumulator {
    // The struct that Spark ML's VectorUDT stores, SPARSE in its first field telling the two forms apart.
    private static final int FIELDS = 4;
    private static final int FORM = 0;
    private static final int SIZE = 1;
    private static final int INDICES = 2;
    private static final int VALUES = 3;
    private static final byte SPARSE = 0;

    private final ElementAccumulators elements;
    private ImplicitZeros zeros;

    VectorAccumulator(StructField column) {
        this.elements = new ElementAccumulators(column.name());
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            elements.addNull();
            return;
        }
        InternalRow vector = source.getStruct(i, FIELDS);
        double[] values = vector.getArray(VALUES).toDoubleArray();
        if (vector.getByte(FORM) == SPARSE) {
            addSparse(vector.getInt(SIZE), vector.getArray(INDICES).toIntArray(), values, weight);
        } else {
            elements.add(values, weight);
        }
    }

    private void addSparse(int size, int[] indices, double[] values, double weight) {
        FeatureAccumulator[] features = elements.ofSize(size);
        if (zeros == null) {
            zeros = new ImplicitZeros(size);
        }
        zeros.addRow(weight);
        for (int k = 0; k < indices.length; k++) {
            features[indices[k]].add(values[k], weight);
            zeros.addPresent(indices[k], weight);
        }
    }

    @Override
    Elements toElements() {
        if (zeros == null) {
            return elements.toElements(0);
        }
        elements.add(zeros);
        return elements.toElements(zeros.rows());
    }
}
