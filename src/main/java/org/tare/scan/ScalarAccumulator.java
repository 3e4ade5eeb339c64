package org.tare.scan;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of numbers: one feature. */
final class ScalarAccumulator extends ColumnAccumulator {
    private final ColumnTraits traits;
    private final ScalarReader reader;
    private final FeatureAccumulator feature;

    /** For one of so many columns. */
    ScalarAccumulator(ColumnRequest column, boolean takesMoments, int columns) {
        this.traits = column.traits();
        this.reader = ScalarReader.of(column.field());
        this.feature = new FeatureAccumulator(columns, takesMoments, column.kinds(0));
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
    ColumnStatistics result() {
        return new ColumnStatistics(traits, List.of(feature.result(traits.name())), 0, 0, reader.rounded());
    }
}
