package org.tare.train.rows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;

/** Reads the batches of an epoch one after the other. From disk, it reads the next batch while the last one is computed on. */
public final class BatchReader implements AutoCloseable {
    /** The rows of one step on this worker. */
    public record Rows(Batch features, Batch targets, Batch weights) {
        private static Rows of(List<Shard.Rows> shards) {
            return new Rows(
                    batch(shards, Shard.Rows::features),
                    batch(shards, Shard.Rows::targets),
                    batch(shards, Shard.Rows::weights));
        }

        private static Batch batch(List<Shard.Rows> shards, Function<Shard.Rows, Matrix> part) {
            return Batch.of(shards.stream().map(part).toList());
        }
    }

    private final WorkerRows rows;
    private final ShardAssignment assignment;
    private final int batchSize;
    private final ExecutorService background = Executors.newSingleThreadExecutor(BatchReader::daemon);
    private final Executor ahead;
    private EpochOrder order;
    private int step;
    private CompletableFuture<Rows> next;

    public BatchReader(WorkerRows rows, ShardAssignment assignment, int batchSize) {
        this.rows = rows;
        this.assignment = assignment;
        this.batchSize = batchSize;
        this.ahead = rows.onDisk() ? background : Runnable::run;
    }

    /** Begins an epoch, in that order. */
    public void begin(EpochOrder newOrder) {
        order = newOrder;
        step = 0;
        prepare();
    }

    public boolean hasNext() {
        return step < assignment.steps(batchSize);
    }

    public Rows next() {
        Rows batch = next.join();
        step++;
        prepare();
        return batch;
    }

    private void prepare() {
        if (hasNext()) {
            int wanted = step;
            next = CompletableFuture.supplyAsync(() -> read(wanted), ahead);
        }
    }

    private Rows read(int wanted) {
        return Rows.of(IntStream.range(0, rows.training().size())
                .mapToObj(i -> {
                    int shard = rows.firstShard() + i;
                    return rows.training()
                            .get(i)
                            .at(
                                    order.places(shard),
                                    assignment.begin(shard, wanted, batchSize),
                                    assignment.begin(shard, wanted + 1, batchSize));
                })
                .toList());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tare-read-ahead");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
