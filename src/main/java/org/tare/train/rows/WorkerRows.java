package org.tare.train.rows;

import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.cluster.CurrentExecutor;
import scala.Tuple2;

/** The rows of the shards that one worker hosts: in memory, or else in files of Spark's local folders until closed. */
public final class WorkerRows implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerRows.class);

    /** Rows may take this share of the heap; the rest is for Spark and for what layers compute. */
    private static final double SHARE_OF_HEAP = 0.4;

    private final int firstShard;
    private final int endShard;
    private final boolean onDisk;
    private final List<File> files = new ArrayList<>();
    private final List<Shard> training = new ArrayList<>();
    private final List<Shard> validation = new ArrayList<>();

    private WorkerRows(RowLayout layout, int rank, long heap) {
        this.firstShard = layout.firstShard(rank);
        this.endShard = layout.firstShard(rank + 1);
        this.onDisk = isOnDisk(layout, heap);
    }

    /**
     * Takes in all rows of this worker.
     *
     * @param heap how many bytes this JVM may use
     */
    public static WorkerRows load(RowLayout layout, int rank, Iterator<Tuple2<Integer, byte[]>> blocks, long heap) {
        WorkerRows rows = new WorkerRows(layout, rank, heap);
        try {
            rows.take(layout, blocks);
            return rows;
        } catch (Throwable e) {
            // Scala throws checked exceptions too, one of them where an executor that had rows is lost.
            rows.close();
            throw e;
        }
    }

    private void take(RowLayout layout, Iterator<Tuple2<Integer, byte[]>> blocks) {
        training.addAll(shards(layout, layout.training()));
        validation.addAll(shards(layout, layout.validation()));
        while (blocks.hasNext()) {
            LabeledRows block = LabeledRows.fromBytes(blocks.next()._2());
            ShardAssignment assignment = layout.assignment(block.validation);
            List<Shard> shards = block.validation ? validation : training;
            for (int i = 0; i < block.count(); i++) {
                long position = block.position(i);
                shards.get(assignment.shard(position) - firstShard)
                        .put(assignment.place(position), block.numbers(), i * layout.width());
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

    public List<Shard> validation() {
        return validation;
    }

    int firstShard() {
        return firstShard;
    }

    public boolean onDisk() {
        return onDisk;
    }

    private List<Shard> shards(RowLayout layout, ShardAssignment assignment) {
        return IntStream.range(firstShard, endShard)
                .mapToObj(shard -> {
                    int size = assignment.size(shard);
                    int width = layout.width();
                    return new Shard(
                            onDisk ? Storage.inFile(size, width, file()) : Storage.inMemory(size, width),
                            layout.features(),
                            size);
                })
                .toList();
    }

    private File file() {
        File file = CurrentExecutor.temporaryFile();
        files.add(file);
        return file;
    }

    private boolean isOnDisk(RowLayout layout, long heap) {
        if (layout.storage() != StorageMode.AUTO) {
            return layout.storage() == StorageMode.DISK;
        }
        long rows = IntStream.range(firstShard, endShard)
                .mapToLong(shard -> (long) layout.training().size(shard)
                        + layout.validation().size(shard))
                .sum();
        long bytes = rows * layout.width() * Double.BYTES;
        int neighbors = Math.min(layout.workers(), CurrentExecutor.cores(layout.workers()));
        double available = SHARE_OF_HEAP * heap / neighbors;
        if (bytes > available) {
            LOG.info("{} MiB of rows go to files, since {} MiB are free for them", bytes >> 20, (long) available >> 20);
        }
        return bytes > available;
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
