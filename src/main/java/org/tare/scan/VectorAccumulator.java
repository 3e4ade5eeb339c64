package org.tare.scan;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.tare.spark.row.VectorRows;

/** A column of ML vectors: a feature per element, at the cost of the entries that are there. */
final class VectorAccumulator extends ColumnAccumulator {
    private final ElementAccumulators elements;
    private ImplicitZeros zeros;

    VectorAccumulator(ColumnRequest column, ScanRequest request) {
        this.elements = new ElementAccumulators(column, request);
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            elements.addNull();
            return;
        }
        InternalRow vector = VectorRows.vector(source, i);
        double[] values = VectorRows.values(vector);
        if (VectorRows.isDense(vector)) {
            elements.add(values, weight);
        } else {
            addSparse(VectorRows.size(vector), VectorRows.indices(vector), values, weight);
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
    ColumnStatistics result() {
        if (zeros == null) {
            return elements.result(0);
        }
        elements.add(zeros);
        return elements.result(zeros.rows());
    }
}
