package org.tare.train;

import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.collective.Tree;
import scala.Tuple2;

/** The rows of the shards that one worker hosts: in memory, or else in files of Spark's local folders until closed. */
final class WorkerRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRows.class);

    /** Rows may take this share of the heap; the rest is for Spark and for what layers compute. */
    private static final double SHARE_OF_HEAP = 0.4;

    private final int firstShard;
    private final boolean onDisk;
    private final List<File> files = new ArrayList<>();
    private final List<Shard> training = new ArrayList<>();
    private final List<Shard> validation = new ArrayList<>();

    private WorkerRows(TrainingPlan plan, int rank, long heap) {
        this.firstShard = Tree.firstShard(rank, plan.workers(), plan.shards());
        int end = Tree.firstShard(rank + 1, plan.workers(), plan.shards());
        this.onDisk = onDisk(plan, end, heap);
    }

    /**
     * Takes in all rows of this worker.
     *
     * @param heap how many bytes this JVM may use
     */
    static WorkerRows load(TrainingPlan plan, int rank, Iterator<Tuple2<Integer, LabeledRows>> blocks, long heap) {
        WorkerRows rows = new WorkerRows(plan, rank, heap);
        try {
            rows.take(plan, rank, blocks);
            return rows;
        } catch (Throwable e) {
            // Scala throws checked exceptions too, one of them where an executor that had rows is lost.
            rows.close();
            throw e;
        }
    }

    private void take(TrainingPlan plan, int rank, Iterator<Tuple2<Integer, LabeledRows>> blocks) {
        int end = Tree.firstShard(rank + 1, plan.workers(), plan.shards());
        training.addAll(shards(plan, plan.training(), end));
        validation.addAll(shards(plan, plan.validation(), end));
        int width = plan.features() + Shard.EXTRA;
        while (blocks.hasNext()) {
            LabeledRows block = blocks.next()._2();
            ShardAssignment deal = block.validation ? plan.validation() : plan.training();
            List<Shard> shards = block.validation ? validation : training;
            for (int i = 0; i < block.count(); i++) {
                long position = block.position(i);
                shards.get(deal.shard(position) - firstShard).put(deal.place(position), block.numbers(), i * width);
            }
        }
        if (!training.stream().allMatch(Shard::isFull) || !validation.stream().allMatch(Shard::isFull)) {
            throw new IllegalStateException(
                    "The rows are not those that were counted; give a Dataset that is the same each time it is read.");
        }
    }

    List<Shard> training() {
        return training;
    }

    List<Shard> validation() {
        return validation;
    }

    int firstShard() {
        return firstShard;
    }

    boolean onDisk() {
        return onDisk;
    }

    private List<Shard> shards(TrainingPlan plan, ShardAssignment deal, int end) {
        return IntStream.range(firstShard, end)
                .mapToObj(shard -> {
                    int size = deal.size(shard);
                    int width = plan.features() + Shard.EXTRA;
                    return new Shard(
                            onDisk ? Storage.inFile(size, width, file()) : Storage.inMemory(size, width),
                            plan.features(),
                            size);
                })
                .toList();
    }

    private File file() {
        File file = SparkEnv.get()
                .blockManager()
                .diskBlockManager()
                .createTempLocalBlock()
                ._2();
        files.add(file);
        return file;
    }

    private boolean onDisk(TrainingPlan plan, int end, long heap) {
        if (plan.storage() != TrainingPlan.StorageMode.AUTO) {
            return plan.storage() == TrainingPlan.StorageMode.DISK;
        }
        long rows = IntStream.range(firstShard, end)
                .mapToLong(shard ->
                        (long) plan.training().size(shard) + plan.validation().size(shard))
                .sum();
        long bytes = rows * (plan.features() + Shard.EXTRA) * Double.BYTES;
        int neighbors = Math.min(plan.workers(), SparkEnv.get().conf().getInt("spark.executor.cores", plan.workers()));
        double room = SHARE_OF_HEAP * heap / neighbors;
        if (bytes > room) {
            LOG.info("{} MiB of rows go to files, since {} MiB are free for them", bytes >> 20, (long) room >> 20);
        }
        return bytes > room;
    }

    @Override
    public void close() {
        files.forEach(file -> {
            if (!file.delete() && file.exists()) {
                LOG.warn("{} cannot be removed", file);
            }
        });
    }
}
