package org.tare.scan;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.tare.spark.parquet.VectorPages;
import org.tare.spark.row.VectorRows;

/** A column of ML vectors: a feature per element, at the cost of the entries that are there. */
final class VectorAccumulator extends ColumnAccumulator {
    private final ElementAccumulators elements;
    private final boolean isByGroup;
    private ImplicitZeros zeros;
    private SparseBlock block;

    VectorAccumulator(ColumnRequest column, ScanRequest request) {
        this.elements = new ElementAccumulators(column, request);
        this.isByGroup = request.isByGroup();
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
            elements.add(values, values.length, weight);
        } else {
            addSparse(VectorRows.size(vector), VectorRows.indices(vector), values, values.length, weight);
        }
    }

    /** Adds the vectors of a row group, all of weight 1 if {@code weights} is null. */
    void add(VectorPages vectors, double[] weights) throws IOException {
        for (int row = 0; vectors.left() > 0; row++) {
            double weight = weights == null ? 1 : weights[row];
            boolean isPresent = vectors.next();
            if (weight == 0) {
                continue;
            }
            if (!isPresent) {
                elements.addNull();
            } else if (vectors.isDense()) {
                elements.add(vectors.values(), vectors.length(), weight);
            } else {
                addSparse(vectors.size(), vectors.indices(), vectors.values(), vectors.length(), weight);
            }
        }
    }

    private void addSparse(int size, int[] indices, double[] values, int length, double weight) {
        FeatureAccumulator[] features = elements.ofSize(size);
        if (zeros == null) {
            zeros = new ImplicitZeros(size);
        }
        zeros.addRow(weight);
        // A block for each of many groups would be too large.
        if (weight == 1 && !isByGroup) {
            if (block == null) {
                block = new SparseBlock(features, zeros);
            }
            block.add(indices, values, length);
            return;
        }
        for (int k = 0; k < length; k++) {
            features[indices[k]].add(values[k], weight);
            zeros.addPresent(indices[k], weight);
        }
    }

    @Override
    ColumnStatistics result() {
        if (zeros == null) {
            return elements.result(0);
        }
        if (block != null) {
            block.flush();
        }
        elements.add(zeros);
        return elements.result(zeros.rows());
    }
}
