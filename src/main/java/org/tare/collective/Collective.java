package org.tare.collective;

import java.util.List;

/**
 * The agreement of {@link #size()} ranks. Every rank makes the same calls in the same order, a rank without rows too,
 * and every rank gets the same bits.
 *
 * <p>Every operation throws {@link CollectiveException}, on all ranks, when ranks call different operations, when one
 * has given up, or when one does not come before the deadline. After that the collective is of no further use.
 */
public interface Collective {
    /** Which one this is, from 0. */
    int rank();

    /** How many there are, at least 1. */
    int size();

    /**
     * Each rank's array, in rank order. Made for small arrays, where latency is all; lengths may differ between ranks.
     * The caller may change its own array afterwards, and must not change the others'.
     */
    double[][] gather(double[] mine);

    /**
     * Replaces each element by its sum over the ranks, added in the order of {@link Tree}. Made for large arrays, of one
     * length on all ranks.
     */
    default void sum(double[] inOut) {
        sum(List.of(inOut), size());
    }

    /**
     * The same of shards, of which each rank hosts those from {@link Tree#firstShard} on.
     *
     * @param parts the sum of each of this rank's {@linkplain Tree#subtreesOf subtrees}; the first receives that of all
     *     shards, the others are left with whatever
     * @param shards how many there are on all ranks
     */
    void sum(List<double[]> parts, int shards);

    /** Tells the others that this rank gives up, so that they fail now and not at the deadline. */
    void abort(Throwable reason);
}
