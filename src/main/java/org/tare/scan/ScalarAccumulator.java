package org.tare.scan;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.NumberRange;
import org.tare.stat.GroupedSums;

/** A column of numbers: one feature. */
final class ScalarAccumulator extends ColumnAccumulator {
    private static final int WORTH_A_BLOCK = 32;

    private final ColumnTraits traits;
    private final ScalarReader reader;
    private final FeatureAccumulator feature;

    /** For one of so many columns. */
    ScalarAccumulator(ColumnRequest column, boolean takesMoments, int columns) {
        this.traits = column.traits();
        this.reader = ScalarReader.of(column.field());
        this.feature = new FeatureAccumulator(columns, takesMoments, column.takesSums(), column.kinds(0));
    }

    @Override
    void add(SpecializedGetters source, int i, double weight) {
        if (source.isNullAt(i)) {
            feature.addMissing(1, weight);
        } else {
            feature.add(reader.get(source, i), weight);
        }
    }

    @Override
    void add(ColumnVector vector, int rows, double[] weights, double[] block) {
        if (weights != null && reader.mayRound()) {
            super.add(vector, rows, weights, block);
            return;
        }
        if (weights != null) {
            feature.addBlock(reader.getOrNan(vector, rows), weights, 0, rows);
            return;
        }
        for (int from = 0; from < rows; from += block.length) {
            int to = Math.min(rows, from + block.length);
            int n = reader.get(vector, from, to, block);
            feature.addBlock(block, 0, n);
            feature.addMissing(to - from - n, 1);
        }
    }

    void add(NumberPage page, double[] block) {
        for (int from = 0; from < page.size(); from += block.length) {
            int n = Math.min(block.length, page.size() - from);
            reader.next(page, n, block);
            feature.addBlock(block, 0, n);
        }
        feature.addMissing(page.nulls(), 1);
    }

    void add(NumberRange range) {
        feature.addRange(range.values(), range.min(), range.max());
        feature.addMissing(range.nulls(), 1);
    }

    /** Adds a page whose rows have weights from {@code first} on; there is room to read some of both into. */
    void add(NumberPage page, double[] weights, int first, double[] block, double[] ofBlock) {
        if (page.nulls() > 0) {
            add(reader.getOrNan(page), weights, first, block, ofBlock);
            return;
        }
        for (int from = 0; from < page.size(); from += block.length) {
            int n = Math.min(block.length, page.size() - from);
            reader.next(page, n, block);
            System.arraycopy(weights, first + from, ofBlock, 0, n);
            feature.addBlock(block, ofBlock, 0, n);
        }
    }

    /** Adds values whose weights stand from {@code first} on; there is room to copy some of both into. */
    void add(double[] values, double[] weights, int first, double[] block, double[] ofBlock) {
        for (int from = 0; from < values.length; from += block.length) {
            int n = Math.min(block.length, values.length - from);
            System.arraycopy(values, from, block, 0, n);
            System.arraycopy(weights, first + from, ofBlock, 0, n);
            feature.addBlock(block, ofBlock, 0, n);
        }
    }

    /** Whether values of the type may lose digits, which is counted where they are read. */
    boolean mayRound() {
        return reader.mayRound();
    }

    /** Counts a value that was read elsewhere and lost digits. */
    void countRounded() {
        reader.countRounded();
    }

    /** NaN where there is null, which is missing as well. */
    double value(SpecializedGetters source, int i) {
        return source.isNullAt(i) ? Double.NaN : reader.get(source, i);
    }

    double[] values(ColumnVector vector, int rows) {
        return reader.getOrNan(vector, rows);
    }

    /** Adds {@code values[from..to)}. */
    void add(double[] values, int from, int to) {
        if (to - from >= WORTH_A_BLOCK) {
            feature.addBlock(values, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            feature.add(values[i]);
        }
    }

    void add(double value) {
        feature.add(value);
    }

    void add(GroupedSums sums, int group) {
        feature.add(sums, group);
    }

    @Override
    ColumnStatistics result() {
        return new ColumnStatistics(traits, List.of(feature.result(traits.name())), 0, 0, reader.rounded());
    }
}
