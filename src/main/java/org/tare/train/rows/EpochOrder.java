package org.tare.train.rows;

import java.util.SplittableRandom;
import org.tare.nn.core.Seeds;

/**
 * In which order an epoch takes the rows of each shard: their places, shuffled, the same for all shards but for one. The
 * place that only the first shards have, where the rows do not fill all alike, may come at any time, so that no row is
 * always the last.
 */
public final class EpochOrder {
    private final int[] common;
    private final int[] longer;
    private final int longerShards;

    private EpochOrder(int[] common, int[] longer, int longerShards) {
        this.common = common;
        this.longer = longer;
        this.longerShards = longerShards;
    }

    /**
     * A shuffled order.
     *
     * @param places how many places each shard has
     * @param longerShards how many of the first shards have one more, the last
     */
    static EpochOrder of(int places, int longerShards, long seed, int epoch) {
        SplittableRandom random = Seeds.fast(seed, epoch);
        int[] common = new int[places];
        for (int i = 0; i < places; i++) {
            common[i] = i;
        }
        for (int i = places - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int place = common[i];
            common[i] = common[j];
            common[j] = place;
        }
        if (longerShards == 0) {
            return new EpochOrder(common, common, 0);
        }
        int at = random.nextInt(places + 1);
        int[] longer = new int[places + 1];
        System.arraycopy(common, 0, longer, 0, at);
        longer[at] = places;
        System.arraycopy(common, at, longer, at + 1, places - at);
        return new EpochOrder(common, longer, longerShards);
    }

    /** The places of a shard; not a copy. */
    int[] places(int shard) {
        return shard < longerShards ? longer : common;
    }
}
