package org.tare.collective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The fixed binary tree in which all parts are merged: n parts are the first ⌈n/2⌉ merged, then the last ⌊n/2⌋ merged,
 * then both.
 *
 * <p>The parts are shards, and a rank hosts a run of them, as long as the others' up to one. It merges the largest whole
 * subtrees of its run, and these are merged along the rest of the tree. Rounding therefore does not depend on the number of
 * ranks.
 */
public final class Tree {
    private Tree() {}

    /** The parts {@code from} to {@code to - 1}, when they are all below one branch of the tree. */
    public record Subtree(int from, int to) {}

    /** The largest subtrees that the parts {@code from} to {@code to - 1} of {@code size} consist of, in order. */
    public static List<Subtree> subtrees(int from, int to, int size) {
        List<Subtree> found = new ArrayList<>();
        addSubtrees(from, to, 0, size, found);
        return found;
    }

    /** Those within the branch of {@code start} to {@code end}. */
    private static void addSubtrees(int from, int to, int start, int end, List<Subtree> found) {
        if (from <= start && end <= to) {
            found.add(new Subtree(start, end));
        } else if (from < end && start < to) {
            int middle = middle(start, end);
            addSubtrees(from, to, start, middle, found);
            addSubtrees(from, to, middle, end, found);
        }
    }

    /** The subtrees of the run of shards that a rank hosts. */
    public static List<Subtree> subtreesOf(int rank, int ranks, int shards) {
        return subtrees(firstShard(rank, ranks, shards), firstShard(rank + 1, ranks, shards), shards);
    }

    /**
     * What was merged of subtrees, merged to the whole of {@code from} to {@code to - 1}.
     *
     * @param merged covers every part once
     */
    public static <T> T fold(int from, int to, Map<Subtree, T> merged, BinaryOperator<T> merge) {
        T known = merged.get(new Subtree(from, to));
        if (known != null) {
            return known;
        }
        int middle = middle(from, to);
        return merge.apply(fold(from, middle, merged, merge), fold(middle, to, merged, merge));
    }

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

    /**
     * The first shard that a rank hosts; it hosts those before {@code firstShard(rank + 1, ...)}, as many as others up to one.
     *
     * @param rank 0 to {@code ranks}; the latter gives {@code shards}
     * @throws IllegalArgumentException when there are fewer shards than ranks
     */
    public static int firstShard(int rank, int ranks, int shards) {
        if (ranks < 1 || ranks > shards) {
            throw new IllegalArgumentException(ranks + " workers cannot share " + shards
                    + " shards; ask for at most as many workers as there are shards.");
        }
        return (int) (((long) rank * shards + ranks - 1) / ranks);
    }

    private static int half(int size) {
        return (size + 1) >>> 1;
    }
}
