package org.tare.scan;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.LongAccumulator;
import org.tare.spark.parquet.KeyPage;
import org.tare.spark.parquet.NumberPage;
import org.tare.spark.parquet.NumberRange;
import org.tare.spark.parquet.VectorPages;
import org.tare.spark.plan.ColumnarReader;
import org.tare.spark.plan.FilePart;
import org.tare.stat.GroupedSums;

/** The pass over one partition, by rows or by columnar batches, with the same accumulators under both. */
final class PartitionScan implements ColumnarReader {
    private final ColumnAccumulator[] accumulators;
    private final int[] ordinals;
    private final int[] columnAt;
    /** How many rows of the row group were read of each column. */
    private final int[] rowAt;

    private final WeightReader weights;
    private final int weightOrdinal;
    private final String weightCol;
    private double[] block;
    private double[] weightsOfBlock;
    private double[] weightsOfGroup;
    private long rows;
    private long inFooters;

    PartitionScan(ScanRequest request) {
        List<ColumnRequest> columns = request.columns();
        accumulators =
                columns.stream().map(column -> accumulator(column, request)).toArray(ColumnAccumulator[]::new);
        ordinals = request.ordinals().toArray();
        columnAt = new int[request.rows().size()];
        Arrays.fill(columnAt, -1);
        rowAt = new int[request.rows().size()];
        for (int c = 0; c < ordinals.length; c++) {
            if (ordinals[c] >= 0) {
                columnAt[ordinals[c]] = c;
            }
        }
        weights = request.weight() == null ? null : new WeightReader(request.weight());
        weightOrdinal = weights == null ? -1 : request.ordinal(request.weight());
        weightCol = request.weightCol();
    }

    static PartitionState ofRows(ScanRequest request, Iterator<InternalRow> rows) {
        return new PartitionScan(request).run(rows, PartitionScan::add);
    }

    /** @param inFooters counts the values that footers told */
    static PartitionState ofFiles(ScanRequest request, Iterator<FilePart> parts, LongAccumulator inFooters) {
        return PagesFirst.read(
                parts,
                files -> {
                    PartitionScan all = new PartitionScan(request);
                    PartitionState state = all.run(files.iterator(), (scan, part) -> part.read(scan));
                    inFooters.add(all.inFooters);
                    return state;
                },
                batches -> ofBatches(request, batches));
    }

    static PartitionState ofBatches(ScanRequest request, Iterator<ColumnarBatch> batches) {
        return new PartitionScan(request).run(batches, PartitionScan::add);
    }

    /** What a partition without rows gives, the identity of the merge. */
    static PartitionState ofNothing(ScanRequest request) {
        return new PartitionScan(request).state();
    }

    private static ColumnAccumulator accumulator(ColumnRequest column, ScanRequest request) {
        return switch (column.traits().kind()) {
            case SCALAR -> new ScalarAccumulator(column, request.takesMoments(), request.columnsAtOnce());
            case VECTOR -> new VectorAccumulator(column, request);
            case ARRAY -> new ArrayAccumulator(column, request);
        };
    }

    private interface Step<T> {
        void add(PartitionScan scan, T item);
    }

    private <T> PartitionState run(Iterator<T> items, Step<T> step) {
        try {
            while (items.hasNext()) {
                step.add(this, items.next());
            }
            return state();
        } catch (BadDataException e) {
            return PartitionState.failed(e);
        }
    }

    void add(InternalRow row) {
        rows++;
        double weight = weights == null ? 1 : weights.get(row, weightOrdinal);
        if (weight > 0) {
            for (int c = 0; c < accumulators.length; c++) {
                accumulators[c].add(row, ordinals[c], weight);
            }
        }
    }

    private double[] block() {
        if (block == null) {
            block = new double[FeatureAccumulator.LONGEST_BLOCK];
        }
        return block;
    }

    @Override
    public void add(int place, NumberPage page) {
        if (weights == null) {
            column(place).add(page, block());
            return;
        }
        int first = rowAt[place];
        rowAt[place] += page.size() + page.nulls();
        if (place != weightOrdinal) {
            column(place).add(page, weightsOfGroup, first, block(), weightsOfBlock);
            return;
        }
        double[] weight = weights.get(page);
        System.arraycopy(weight, 0, weightsOfGroup, first, weight.length);
        if (columnAt[place] >= 0) {
            column(place).add(weight, weightsOfGroup, first, block(), weightsOfBlock);
        }
    }

    @Override
    public void add(int place, NumberRange range) {
        column(place).add(range);
        inFooters += range.values() + range.nulls();
    }

    @Override
    public void add(int place, VectorPages vectors) throws IOException {
        ((VectorAccumulator) accumulators[columnAt[place]]).add(vectors, weightsOfGroup);
    }

    private ScalarAccumulator column(int place) {
        return (ScalarAccumulator) accumulators[columnAt[place]];
    }

    @Override
    public void add(ColumnarBatch batch) {
        int n = batch.numRows();
        rows += n;
        double[] weight = weights == null ? null : weights.get(batch.column(weightOrdinal), n);
        for (int c = 0; c < accumulators.length; c++) {
            accumulators[c].add(batch.column(ordinals[c]), n, weight, block());
        }
        batch.closeIfFreeable();
    }

    @Override
    public void add(int place, KeyPage keys) {
        throw new UnsupportedOperationException("Nothing is grouped here.");
    }

    /** Whether the values of a column may be read apart from where they are accumulated. */
    boolean canWait(int c) {
        return weights == null && accumulators[c] instanceof ScalarAccumulator scalar && !scalar.mayRound();
    }

    /** The value of a column that can wait; NaN for null, which counts as much. */
    double value(InternalRow row, int c) {
        return ((ScalarAccumulator) accumulators[c]).value(row, ordinals[c]);
    }

    double[] values(ColumnarBatch batch, int c) {
        return ((ScalarAccumulator) accumulators[c]).values(batch.column(ordinals[c]), batch.numRows());
    }

    /** Adds {@code values[from..to)} of a column, which waited, of rows that are counted apart. */
    void add(int c, double[] values, int from, int to) {
        ((ScalarAccumulator) accumulators[c]).add(values, from, to);
    }

    /** Adds a value of a column of a row that is counted apart. */
    void add(int c, double value) {
        ((ScalarAccumulator) accumulators[c]).add(value);
    }

    /** Moves here what was added of a group in a column, of rows that are counted apart. */
    void add(int c, GroupedSums sums, int group) {
        ((ScalarAccumulator) accumulators[c]).add(sums, group);
    }

    /** Counts a value of a column that lost digits where it was read. */
    void countRounded(int c) {
        ((ScalarAccumulator) accumulators[c]).countRounded();
    }

    /** Adds these columns of a row that is counted apart. */
    void add(InternalRow row, int... columns) {
        double weight = weights == null ? 1 : weights.get(row, weightOrdinal);
        for (int i = 0; i < columns.length && weight > 0; i++) {
            accumulators[columns[i]].add(row, ordinals[columns[i]], weight);
        }
    }

    /** Counts rows whose columns are added apart. */
    void countRows(long n) {
        rows += n;
    }

    @Override
    public void addRows(long n) {
        countRows(n);
        if (weights != null) {
            weightsOfBlock = new double[FeatureAccumulator.LONGEST_BLOCK];
            weightsOfGroup = new double[Math.toIntExact(n)];
            Arrays.fill(rowAt, 0);
        }
    }

    private PartitionState state() {
        return PartitionState.of(statistics());
    }

    /** What was accumulated so far. */
    DatasetStatistics statistics() {
        List<ColumnStatistics> columns =
                Arrays.stream(accumulators).map(ColumnAccumulator::result).toList();
        return new DatasetStatistics(columns, rows, weightCol);
    }
}
