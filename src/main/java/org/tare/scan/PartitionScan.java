package org.tare.scan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The pass over one partition, by rows or by columnar batches, with the same accumulators under both. */
final class PartitionScan {
    private final ColumnAccumulator[] accumulators;
    private final int[] ordinals;
    private final WeightReader weights;
    private final int weightOrdinal;
    private long rows;

    private PartitionScan(Selection selection) {
        List<StructField> features = selection.features();
        accumulators = features.stream()
                .map(column -> ColumnAccumulator.of(column, features.size()))
                .toArray(ColumnAccumulator[]::new);
        ordinals = features.stream().mapToInt(selection::ordinal).toArray();
        weights = selection.weight() == null ? null : new WeightReader(selection.weight());
        weightOrdinal = weights == null ? -1 : selection.ordinal(selection.weight());
    }

    static Partial ofRows(Selection selection, Iterator<InternalRow> rows) {
        return new PartitionScan(selection).run(rows, PartitionScan::add);
    }

    static Partial ofBatches(Selection selection, Iterator<ColumnarBatch> batches) {
        return new PartitionScan(selection).run(batches, PartitionScan::add);
    }

    /** What a partition without rows gives, the identity of the merge. */
    static Partial ofNothing(Selection selection) {
        return new PartitionScan(selection).toPartial();
    }

    private interface Step<T> {
        void add(PartitionScan scan, T item);
    }

    private <T> Partial run(Iterator<T> items, Step<T> step) {
        try {
            while (items.hasNext()) {
                step.add(this, items.next());
            }
            return toPartial();
        } catch (BadDataException e) {
            return Partial.failed(e);
        }
    }

    private void add(InternalRow row) {
        rows++;
        double weight = weights == null ? 1 : weights.get(row, weightOrdinal);
        if (weight > 0) {
            for (int c = 0; c < accumulators.length; c++) {
                accumulators[c].add(row, ordinals[c], weight);
            }
        }
    }

    private void add(ColumnarBatch batch) {
        int n = batch.numRows();
        rows += n;
        double[] weight = weights == null ? null : weights.get(batch.column(weightOrdinal), n);
        for (int c = 0; c < accumulators.length; c++) {
            accumulators[c].add(batch.column(ordinals[c]), n, weight);
        }
        batch.closeIfFreeable();
    }

    private Partial toPartial() {
        return new Partial(
                "",
                rows,
                Arrays.stream(accumulators).map(ColumnAccumulator::toElements).toList(),
                Arrays.stream(accumulators).map(ColumnAccumulator::rounded).toList());
    }
}
