package org.tare.collective;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The fixed binary tree in which all parts are merged: n parts are the first ⌈n/2⌉ merged, then the last ⌊n/2⌋ merged,
 * then both.
 *
 * <p>Ranks are halved by the same rule as shards, so a rank hosts a whole subtree of shards, and merging shards within
 * ranks and then ranks is merging shards. Rounding therefore does not depend on the number of ranks.
 */
public final class Tree {
    private Tree() {}

    /** The parts merged in tree order; {@code merge} may change and return its left argument. There is at least one. */
    public static <T> T fold(List<T> parts, BinaryOperator<T> merge) {
        int size = parts.size();
        if (size == 1) {
            return parts.get(0);
        }
        int middle = middle(0, size);
        return merge.apply(fold(parts.subList(0, middle), merge), fold(parts.subList(middle, size), merge));
    }

    /** Where the parts {@code from} to {@code to - 1}, at least two, are halved: the index of the second half's first. */
    public static int middle(int from, int to) {
        return from + half(to - from);
    }

    /** Adds {@code parts[i][from..to)} in tree order; the sum is left in the first part, the others hold partial sums. */
    public static void sum(List<double[]> parts, int from, int to) {
        fold(parts, (left, right) -> {
            for (int i = from; i < to; i++) {
                left[i] += right[i];
            }
            return left;
        });
    }

    /**
     * The first shard that a rank hosts; it hosts those before {@code firstShard(rank + 1, ...)}.
     *
     * @param rank 0 to {@code ranks}; the latter gives {@code shards}
     * @throws IllegalArgumentException when there are fewer shards than ranks
     */
    public static int firstShard(int rank, int ranks, int shards) {
        if (ranks < 1 || ranks > shards) {
            throw new IllegalArgumentException(ranks + " workers cannot share " + shards
                    + " shards; ask for at most as many workers as there are shards.");
        }
        if (rank == 0 || rank == ranks) {
            return rank == 0 ? 0 : shards;
        }
        int left = half(ranks);
        return rank <= left
                ? firstShard(rank, left, half(shards))
                : half(shards) + firstShard(rank - left, ranks - left, shards - half(shards));
    }

    private static int half(int size) {
        return (size + 1) >>> 1;
    }
}
