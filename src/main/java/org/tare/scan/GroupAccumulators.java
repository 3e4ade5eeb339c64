package org.tare.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.group.GroupIndex;

/** The first groups that a partition meets, accumulated side by side. */
final class GroupAccumulators {
    /** Moments that are held at once, some 25 MB with the values that wait for them. */
    private static final long MOMENTS = 50_000;

    private static final long FEWEST = 16;

    private final ScanRequest request;
    private final GroupIndex index;
    private final List<PartitionScan> scans = new ArrayList<>();
    /** What reads rows, and accumulates none. */
    private final PartitionScan reader;
    /** The columns whose values wait in the block; others go to their accumulators at once. */
    private final int[] waiting;

    private final int[] others;
    private final GroupBlock block;
    private int[] numbers = {};

    GroupAccumulators(ScanRequest request) {
        this.request = request;
        this.index = new GroupIndex(request.groupRows(), (int) Math.max(FEWEST, MOMENTS / request.moments()));
        this.reader = new PartitionScan(request);
        int columns = request.columns().size();
        this.waiting = IntStream.range(0, columns).filter(reader::canWait).toArray();
        this.others =
                IntStream.range(0, columns).filter(c -> !reader.canWait(c)).toArray();
        this.block = new GroupBlock(waiting.length);
    }

    boolean isFull() {
        return index.isFull();
    }

    int size() {
        return index.size();
    }

    InternalRow key(int group) {
        return index.key(group);
    }

    /** What was accumulated of a group, which is then given up. */
    DatasetStatistics take(int group) {
        flush();
        return scans.set(group, null).statistics();
    }

    /** Adds the row, if there is room for its group. */
    boolean add(InternalRow row) {
        int group = index.of(row);
        if (group == GroupIndex.NONE) {
            return false;
        }
        makeRoom(1);
        int at = block.add(group);
        for (int w = 0; w < waiting.length; w++) {
            block.column(w)[at] = reader.value(row, waiting[w]);
        }
        scans.get(group).add(row, others);
        return true;
    }

    /** Adds the rows of a batch for whose groups there is room; the number of each row's group, or {@link GroupIndex#NONE}. */
    int[] add(ColumnarBatch batch) {
        int n = batch.numRows();
        if (numbers.length < n) {
            numbers = new int[n];
        }
        for (int i = 0; i < n; i++) {
            numbers[i] = index.of(batch.getRow(i));
        }
        makeRoom(n);
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = numbers[i] == GroupIndex.NONE ? GroupIndex.NONE : block.add(numbers[i]);
        }
        for (int w = 0; w < waiting.length; w++) {
            double[] values = reader.values(batch, waiting[w]);
            double[] column = block.column(w);
            for (int i = 0; i < n; i++) {
                if (places[i] >= 0) {
                    column[places[i]] = values[i];
                }
            }
        }
        for (int i = 0; i < n && others.length > 0; i++) {
            if (numbers[i] != GroupIndex.NONE) {
                scans.get(numbers[i]).add(batch.getRow(i), others);
            }
        }
        return numbers;
    }

    private void makeRoom(int rows) {
        while (scans.size() < index.size()) {
            scans.add(new PartitionScan(request));
        }
        if (block.isFullWith(rows)) {
            flush();
        }
    }

    private void flush() {
        block.flush(scans.size(), new GroupBlock.Taker() {
            @Override
            public void rows(int group, int rows) {
                scans.get(group).addRows(rows);
            }

            @Override
            public void values(int column, int group, double[] values, int rows) {
                scans.get(group).add(waiting[column], values, rows);
            }
        });
    }
}
