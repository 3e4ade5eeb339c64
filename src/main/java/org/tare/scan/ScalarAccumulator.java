package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of numbers: one feature. */
final class ScalarAccumulator extends ColumnAccumulator {
    private final ScalarReader reader;
    private final FeatureAccumulator feature;
    private final double[] block;

    ScalarAccumulator(ScalarReader reader, FeatureAccumulator feature, double[] block) {
        this.reader = reader;
        this.feature = feature;
        this.block = block;
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            feature.addMissing(1);
        } else {
            feature.add(reader.get(source, i), weight);
        }
    }

    @Override
    void add(ColumnVector vector, int rows, double[] weights) {
        if (weights != null) {
            super.add(vector, rows, weights);
            return;
        }
        for (int from = 0; from < rows; from += block.length) {
            int to = Math.min(rows, from + block.length);
            int values = reader.get(vector, from, to, block);
            feature.addBlock(block, 0, values);
            feature.addMissing(to - from - values);
        }
    }

    @Override
    Elements toElements() {
        return Elements.of(feature.toMoments());
    }

    @Override
    long rounded() {
        return reader.rounded();
    }
}
