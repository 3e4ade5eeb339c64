package org.tare.train.rows;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.tare.spark.cluster.JavaBytes;
import org.tare.spark.plan.NumberedPartitions;
import org.tare.spark.plan.Plans;
import scala.Tuple2;

/**
 * The rows of a training in one order, by which they are assigned to shards.
 *
 * <p>The order is that of the Dataset, or by default that of a hash of each row's content. As equal rows are interchangeable,
 * the training then depends on which rows there are, and not on how they were partitioned or sorted.
 */
public final class TrainingRows {
    private final JavaRDD<InternalRow> rows;
    private final LabelType labelType;
    private final List<RowSummary> partitions;

    private TrainingRows(JavaRDD<InternalRow> rows, LabelType labelType) {
        this.rows = rows;
        this.labelType = labelType;
        this.partitions = rows
                .mapPartitions(partition ->
                        List.of(JavaBytes.of(summarize(partition, labelType))).iterator())
                .collect()
                .stream()
                .map(bytes -> JavaBytes.read(bytes, RowSummary.class))
                .toList();
    }

    /**
     * Orders, counts and checks the rows; runs Spark jobs. A row of weight 0 is as one that is not there.
     *
     * @param consecutive whether the order is the Dataset's own
     */
    public static TrainingRows of(Dataset<?> data, TableColumns columns, boolean consecutive, LabelType labelType) {
        Dataset<Row> selected = columns.select(data)
                .withColumn(
                        "hash",
                        functions.xxhash64(functions.col("features"), functions.col("label"), functions.col("weight")));
        return new TrainingRows(Plans.rows(consecutive ? selected : shuffled(selected)), labelType);
    }

    /** Partitions by the first bits of the hash, each sorted: together they are sorted, however many there are. */
    private static Dataset<Row> shuffled(Dataset<Row> rows) {
        int bits = Math.max(
                1,
                32
                        - Integer.numberOfLeadingZeros(
                                rows.sparkSession().sparkContext().defaultParallelism() - 1));
        return NumberedPartitions.of(
                        rows,
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
    public JavaPairRDD<Integer, byte[]> assign(RowLayout layout) {
        long[] trainingFrom = starts(false);
        long[] validationFrom = starts(true);
        JavaRDD<Tuple2<Integer, byte[]>> blocks = rows.mapPartitionsWithIndex(
                (index, partition) -> new WorkerBlocks(partition, layout, trainingFrom[index], validationFrom[index]),
                false);
        return JavaPairRDD.fromJavaRDD(blocks).partitionBy(new ByWorker(layout.workers()));
    }

    private long[] starts(boolean validation) {
        long[] starts = new long[partitions.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + partitions.get(i - 1).rows(validation);
        }
        return starts;
    }

    private static RowSummary summarize(Iterator<InternalRow> rows, LabelType labelType) {
        RowSummary summary = new RowSummary(labelType);
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            summary.add(
                    SelectedRow.features(row),
                    SelectedRow.label(row),
                    SelectedRow.weight(row),
                    SelectedRow.isValidation(row));
            if (SelectedRow.weight(row) != 0) {
                summary.addHash(SelectedRow.hash(row), SelectedRow.isValidation(row));
            }
        }
        return summary;
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
