package org.tare.scan;

import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of numbers: one feature. */
final class ScalarAccumulator extends ColumnAccumulator {
    private final ScalarReader reader;
    private final FeatureAccumulator feature;

    ScalarAccumulator(ScalarReader reader, FeatureAccumulator feature) {
        this.reader = reader;
        this.feature = feature;
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
        for (int from = 0; from < rows; from += FeatureAccumulator.LONGEST_BLOCK) {
            int to = Math.min(rows, from + FeatureAccumulator.LONGEST_BLOCK);
            double[] block = reader.get(vector, from, to);
            feature.addBlock(block, 0, block.length);
            feature.addMissing(to - from - block.length);
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
