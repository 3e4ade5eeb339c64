package org.tare.train.rows;

import java.io.Serializable;
import org.tare.collective.Tree;

/**
 * Which row lies on which shard, which shard on which worker, and where workers keep their rows.
 *
 * @param features the number of features in a row
 * @param workers the number of tasks, at most as many as shards
 */
public record RowLayout(
        int features, int workers, ShardAssignment training, ShardAssignment validation, StorageMode storage)
        implements Serializable {
    public int shards() {
        return training.shards();
    }

    /** The numbers in a row: features, label and weight. */
    int width() {
        return features + Shard.EXTRA;
    }

    /** The first shard of a worker; its last is the one before the next worker's first. */
    int firstShard(int worker) {
        return Tree.firstShard(worker, workers, shards());
    }

    ShardAssignment assignment(boolean isValidation) {
        return isValidation ? validation : training;
    }

    /** The worker of each shard. */
    int[] workerOfShard() {
        int[] workerOf = new int[shards()];
        for (int worker = 0; worker < workers; worker++) {
            for (int shard = firstShard(worker); shard < firstShard(worker + 1); shard++) {
                workerOf[shard] = worker;
            }
        }
        return workerOf;
    }
}
