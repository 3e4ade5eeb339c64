package org.tare.scan;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.tare.spark.group.GroupIndex;

/** Accumulates rows, and batches of them, by their groups side by side. */
final class GroupAccumulators {
    private final KnownGroups groups;
    /** What reads rows, and accumulates none. */
    private final PartitionScan reader;
    /** The columns whose values wait in the block; others go to their accumulators at once. */
    private final int[] waiting;

    private final int[] others;
    /** Of each column that waits its sums, unless more than moments are asked of one. */
    private final List<GroupSums> sums;

    private boolean areSummed;
    private GroupBlock block;
    private int[] numbers = {};

    GroupAccumulators(ScanRequest request, KnownGroups groups) {
        this.groups = groups;
        this.reader = new PartitionScan(request);
        int columns = request.columns().size();
        this.waiting = IntStream.range(0, columns).filter(reader::canWait).toArray();
        this.others =
                IntStream.range(0, columns).filter(c -> !reader.canWait(c)).toArray();
        this.areSummed = waiting.length > 0
                && IntStream.of(waiting).noneMatch(c -> request.columns().get(c).takesMoreThanMoments());
        this.sums = areSummed ? IntStream.of(waiting).mapToObj(groups::sums).toList() : List.of();
        this.block = areSummed ? GroupBlock.inOrder(waiting.length) : GroupBlock.sorted(waiting.length);
    }

    /** Adds the row, if there is room for its group. */
    boolean add(InternalRow row) {
        int group = groups.of(row);
        if (group == GroupIndex.NONE) {
            return false;
        }
        makeRoom(1);
        int at = block.add(group);
        for (int w = 0; w < waiting.length; w++) {
            block.column(w)[at] = reader.value(row, waiting[w]);
        }
        if (others.length > 0) {
            groups.scan(group).add(row, others);
        }
        return true;
    }

    /** Adds the rows of a batch for whose groups there is room; the number of each row's group, or {@link GroupIndex#NONE}. */
    int[] add(ColumnarBatch batch) {
        int n = batch.numRows();
        if (numbers.length < n) {
            numbers = new int[n];
        }
        for (int i = 0; i < n; i++) {
            numbers[i] = groups.of(batch.getRow(i));
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
                groups.scan(numbers[i]).add(batch.getRow(i), others);
            }
        }
        return numbers;
    }

    private void makeRoom(int rows) {
        if (block.isFullWith(rows)) {
            flush();
        }
    }

    /** Accumulates the rows that wait. */
    void flush() {
        if (areSummed) {
            sum();
        } else {
            sort();
        }
    }

    private void sum() {
        groups.countRows(block.groups(), block.rows());
        for (int w = 0; w < waiting.length; w++) {
            sums.get(w).add(block.groups(), 0, block.column(w), 0, block.rows());
        }
        block.clear();
        areSummed = sums.stream().allMatch(GroupSums::isWorthWhile);
        if (!areSummed) {
            block = GroupBlock.sorted(waiting.length);
        }
    }

    private void sort() {
        block.flush(groups.size(), new GroupBlock.Taker() {
            @Override
            public void rows(int group, int rows) {
                groups.scan(group).countRows(rows);
            }

            @Override
            public void values(int column, int group, double[] values, int rows) {
                groups.scan(group).add(waiting[column], values, 0, rows);
            }
        });
    }
}
