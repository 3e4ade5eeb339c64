package org.tare.train.rows;

import java.io.Serializable;

/**
 * Which row belongs to which shard, and when it is its turn: a function of the number of rows, the number of shards and the
 * seed alone.
 *
 * <p>Shards differ in size by at most one row, the larger ones first. An epoch takes a row of every shard in turn, each
 * shard's in its {@link EpochOrder}. A batch is a run of that sequence: all batches have the same number of rows, up to one,
 * and as many of each shard, up to one. A last batch of a few rows would step as far as the others, led by those few.
 */
public final class ShardAssignment implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long rows;
    private final int shards;
    private final boolean consecutive;

    /** @param consecutive whether a shard holds consecutive rows; otherwise row i belongs to shard i modulo shards */
    public ShardAssignment(long rows, int shards, boolean consecutive) {
        this.rows = rows;
        this.shards = shards;
        this.consecutive = consecutive;
    }

    /** The number of all rows. */
    public long rows() {
        return rows;
    }

    /** Whether a shard holds consecutive rows. */
    public boolean consecutive() {
        return consecutive;
    }

    int shards() {
        return shards;
    }

    /** The number of rows in a shard. */
    int size(int shard) {
        return Math.toIntExact(rows / shards + (shard < rows % shards ? 1 : 0));
    }

    /** The shard that holds a row. */
    int shard(long row) {
        if (!consecutive) {
            return (int) (row % shards);
        }
        long large = rows % shards;
        long smallFrom = large * (rows / shards + 1);
        return (int) (row < smallFrom ? row / (rows / shards + 1) : large + (row - smallFrom) / (rows / shards));
    }

    /** A row's place within its shard. */
    int place(long row) {
        if (!consecutive) {
            return (int) (row / shards);
        }
        int shard = shard(row);
        return (int) (row - shard * (rows / shards) - Math.min(shard, rows % shards));
    }

    /** The number of batches in an epoch: as few as possible of at most {@code batchSize} rows. */
    public int steps(int batchSize) {
        return Math.toIntExact((rows + batchSize - 1) / batchSize);
    }

    /** An epoch's order of the places. */
    public EpochOrder order(long seed, int epoch) {
        return EpochOrder.of(Math.toIntExact(rows / shards), (int) (rows % shards), seed, epoch);
    }

    /** Where in the {@link EpochOrder#places} of a shard its rows of a batch begin; they end where those of the next begin. */
    int begin(int shard, int step, int batchSize) {
        int steps = steps(batchSize);
        long first = step * (rows / steps) + Math.min(step, rows % steps);
        return (int) Math.max(0, (first - shard + shards - 1) / shards);
    }
}
