package org.tare.train.rows;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.functions;
import org.tare.spark.Plans;
import scala.Tuple2;

/**
 * The rows of a training in one order, by which they are assigned to shards.
 *
 * <p>Unless the Dataset's own order is asked for, rows are ordered by a hash of their content. Equal rows are
 * interchangeable, so a training then depends on which rows there are, and not on how they were partitioned or sorted.
 */
public final class TrainingRows {
    private static final int BLOCK_NUMBERS = 1 << 13;

    private final JavaRDD<InternalRow> rows;
    private final LabelType labelType;
    private final List<RowSummary> partitions;

    private TrainingRows(JavaRDD<InternalRow> rows, LabelType labelType) {
        this.rows = rows;
        this.labelType = labelType;
        this.partitions =
                rows.mapPartitions(partition -> summarize(partition, labelType)).collect();
    }

    /**
     * Orders, counts and checks the rows; runs Spark jobs.
     *
     * @param consecutive whether the order is the Dataset's own
     */
    public static TrainingRows of(Dataset<?> data, TableColumns columns, boolean consecutive, LabelType labelType) {
        Dataset<Row> selected = columns.select(data);
        return new TrainingRows(Plans.rows(consecutive ? selected : shuffled(selected)), labelType);
    }

    /** Partitions by the first bits of the hash, each sorted: together they are sorted, however many there are. */
    private static Dataset<Row> shuffled(Dataset<Row> rows) {
        int bits = Math.max(
                1,
                32
                        - Integer.numberOfLeadingZeros(
                                rows.sparkSession().sparkContext().defaultParallelism() - 1));
        return rows.withColumn(
                        "hash",
                        functions.xxhash64(functions.col("features"), functions.col("label"), functions.col("weight")))
                .repartitionById(
                        1 << bits,
                        functions
                                .shiftrightunsigned(functions.col("hash"), Long.SIZE - bits)
                                .cast("int"))
                .sortWithinPartitions("hash", "label");
    }

    public RowSummary summary() {
        return partitions.stream().reduce(new RowSummary(labelType), RowSummary::merge);
    }

    /** The rows of each worker, in the partition of its number. */
    public JavaPairRDD<Integer, LabeledRows> assign(RowLayout layout) {
        long[] trainingFrom = starts(false);
        long[] validationFrom = starts(true);
        JavaRDD<Tuple2<Integer, LabeledRows>> blocks = rows.mapPartitionsWithIndex(
                (index, partition) -> new Blocks(partition, layout, trainingFrom[index], validationFrom[index]), false);
        return JavaPairRDD.fromJavaRDD(blocks).partitionBy(new ByWorker(layout.workers()));
    }

    private long[] starts(boolean validation) {
        long[] starts = new long[partitions.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + partitions.get(i - 1).rows(validation);
        }
        return starts;
    }

    private static Iterator<RowSummary> summarize(Iterator<InternalRow> rows, LabelType labelType) {
        RowSummary summary = new RowSummary(labelType);
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            summary.add(features(row), label(row), weight(row), isValidation(row));
        }
        return List.of(summary).iterator();
    }

    private static double[] features(InternalRow row) {
        if (row.isNullAt(0)) {
            return new double[] {Double.NaN};
        }
        ArrayData array = row.getArray(0);
        double[] features = array.toDoubleArray();
        for (int i = 0; i < features.length; i++) {
            if (array.isNullAt(i)) {
                features[i] = Double.NaN;
            }
        }
        return features;
    }

    private static double label(InternalRow row) {
        return row.isNullAt(1) ? Double.NaN : row.getDouble(1);
    }

    private static double weight(InternalRow row) {
        return row.isNullAt(2) ? Double.NaN : row.getDouble(2);
    }

    private static boolean isValidation(InternalRow row) {
        return !row.isNullAt(3) && row.getBoolean(3);
    }

    /** The rows of a partition in blocks, each for one worker. */
    private static final class Blocks implements Iterator<Tuple2<Integer, LabeledRows>> {
        private final Iterator<InternalRow> rows;
        private final RowLayout layout;
        private final int[] workerOf;
        private final long[] position;
        private final LabeledRows[][] open;
        private final Queue<Tuple2<Integer, LabeledRows>> ready = new ArrayDeque<>();

        /** The numbers of the partition's first training row and first validation row among all follow the layout. */
        Blocks(Iterator<InternalRow> rows, RowLayout layout, long firstTraining, long firstValidation) {
            this.rows = rows;
            this.layout = layout;
            this.workerOf = layout.workerOfShard();
            this.position = new long[] {firstTraining, firstValidation};
            this.open = new LabeledRows[layout.workers()][2];
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && rows.hasNext()) {
                add(rows.next());
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
        public Tuple2<Integer, LabeledRows> next() {
            return ready.remove();
        }

        private void add(InternalRow row) {
            double[] features = features(row);
            int width = features.length + Shard.EXTRA;
            int kind = isValidation(row) ? 1 : 0;
            long number = position[kind]++;
            int worker = workerOf[layout.assignment(kind == 1).shard(number)];
            if (open[worker][kind] == null) {
                open[worker][kind] = new LabeledRows(kind == 1, width, Math.max(1, BLOCK_NUMBERS / width));
            }
            open[worker][kind].add(number, features, label(row), weight(row));
            if (open[worker][kind].isFull()) {
                send(worker, kind);
            }
        }

        private void send(int worker, int kind) {
            if (open[worker][kind] != null) {
                ready.add(new Tuple2<>(worker, open[worker][kind].trimmed()));
                open[worker][kind] = null;
            }
        }
    }

    /** A worker's number is its partition's. */
    private static final class ByWorker extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int workers;

        ByWorker(int workers) {
            this.workers = workers;
        }

        @Override
        public int numPartitions() {
            return workers;
        }

        @Override
        public int getPartition(Object worker) {
            return (Integer) worker;
        }
    }
}
