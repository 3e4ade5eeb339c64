package org.tare.train.rows;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.tare.nn.core.Seeds;

/**
 * Which row belongs to which shard, and when it is its turn: a function of the number of rows, the number of shards and the
 * seed alone.
 *
 * <p>Shards differ in size by at most one row, the larger ones first. An epoch goes through the rows' places within their
 * shards in a shuffled order, the same for all shards, and at each place takes the row of every shard. A batch is a run of that
 * sequence: all batches but the last have the same number of rows, nearly as many of each shard.
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

    /** The number of batches in an epoch. */
    int steps(int batchSize) {
        return Math.toIntExact((rows + batchSize - 1) / batchSize);
    }

    /** An epoch's order of the places. A place that only some shards have comes last, so that batches stay full. */
    public int[] order(long seed, int epoch) {
        int full = Math.toIntExact(rows / shards);
        int[] order = new int[size(0)];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SplittableRandom random = Seeds.fast(seed, epoch);
        for (int i = full - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int place = order[i];
            order[i] = order[j];
            order[j] = place;
        }
        return order;
    }

    /** Where in {@link #order} a shard's rows of a batch begin; they end where those of the next batch begin. */
    int begin(int shard, int step, int batchSize) {
        long first = Math.min((long) step * batchSize, rows);
        return (int) Math.max(0, (first - shard + shards - 1) / shards);
    }
}
