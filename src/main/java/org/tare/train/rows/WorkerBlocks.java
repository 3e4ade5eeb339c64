package org.tare.train.rows;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/** The rows of a partition in blocks, each for one worker. */
final class WorkerBlocks implements Iterator<Tuple2<Integer, byte[]>> {
    /** How many numbers a block holds at most: enough that its overhead does not count. */
    private static final int BLOCK_NUMBERS = 1 << 13;

    private final Iterator<InternalRow> rows;
    private final RowLayout layout;
    private final int[] workerOf;
    private final long[] position;
    private final LabeledRows[][] open;
    private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();

    /**
     * The blocks of one partition.
     *
     * @param firstTraining the number of the first training row among all training rows
     * @param firstValidation the number of the first validation row among all validation rows
     */
    WorkerBlocks(Iterator<InternalRow> rows, RowLayout layout, long firstTraining, long firstValidation) {
        this.rows = rows;
        this.layout = layout;
        this.workerOf = layout.workerOfShard();
        this.position = new long[] {firstTraining, firstValidation};
        this.open = new LabeledRows[layout.workers()][2];
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && rows.hasNext()) {
            InternalRow row = rows.next();
            if (SelectedRow.weight(row) != 0) {
                add(row);
            }
        }
        if (ready.isEmpty()) {
            for (int worker = 0; worker < open.length; worker++) {
                send(worker, 0);
                send(worker, 1);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
        return ready.remove();
    }

    private void add(InternalRow row) {
        double[] features = SelectedRow.features(row);
        int width = features.length + Shard.EXTRA;
        int kind = SelectedRow.isValidation(row) ? 1 : 0;
        long number = position[kind]++;
        int worker = workerOf[layout.assignment(kind == 1).shard(number)];
        if (open[worker][kind] == null) {
            open[worker][kind] = new LabeledRows(kind == 1, width, Math.max(1, BLOCK_NUMBERS / width));
        }
        open[worker][kind].add(number, features, SelectedRow.label(row), SelectedRow.weight(row));
        if (open[worker][kind].isFull()) {
            send(worker, kind);
        }
    }

    private void send(int worker, int kind) {
        if (open[worker][kind] != null) {
            ready.add(new Tuple2<>(worker, open[worker][kind].toBytes()));
            open[worker][kind] = null;
        }
    }
}
