package org.tare.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tare.collective.Tree;

/**
 * Which executor hosts which ranks, or which shards, and which parts of the fixed tree of sums it can add by itself.
 *
 * <p>Spark decides where ranks run. An executor adds the largest whole subtrees that it hosts and sends one partial sum of
 * each, so which sum is added to which does not depend on the placement.
 *
 * @param hosts the executor of each rank or shard, executors numbered from 0 in the order of their first
 */
public record Placement(List<Integer> hosts, List<Hosted> subtrees) {
    /** A subtree that is all on one executor. */
    record Hosted(int host, Tree.Subtree leaves) {}

    static Placement of(List<Integer> hosts) {
        List<List<Hosted>> leaves = IntStream.range(0, hosts.size())
                .mapToObj(leaf -> List.of(new Hosted(hosts.get(leaf), new Tree.Subtree(leaf, leaf + 1))))
                .toList();
        return new Placement(hosts, Tree.fold(leaves, Placement::join));
    }

    /** That of shards, where this is that of ranks. */
    Placement ofShards(int shards) {
        List<Integer> hostsOfShards = new ArrayList<>();
        for (int rank = 0; rank < hosts.size(); rank++) {
            int count = Tree.firstShard(rank + 1, hosts.size(), shards) - Tree.firstShard(rank, hosts.size(), shards);
            hostsOfShards.addAll(Collections.nCopies(count, hosts.get(rank)));
        }
        return of(hostsOfShards);
    }

    private static List<Hosted> join(List<Hosted> left, List<Hosted> right) {
        Hosted first = left.get(0);
        Hosted last = right.get(0);
        return left.size() == 1 && right.size() == 1 && first.host == last.host
                ? List.of(new Hosted(first.host, new Tree.Subtree(first.leaves.from(), last.leaves.to())))
                : Stream.concat(left.stream(), right.stream()).toList();
    }

    int executors() {
        return 1 + Collections.max(hosts);
    }

    /** How many partial sums an executor sends. */
    int subtrees(int host) {
        return (int) subtrees.stream().filter(subtree -> subtree.host == host).count();
    }

    /** The ranks on one executor, ascending. */
    int[] ranks(int host) {
        return IntStream.range(0, hosts.size())
                .filter(rank -> hosts.get(rank) == host)
                .toArray();
    }

    /** The partial sums of the subtrees of an executor, from those of its ranks' subtrees, which it overwrites. */
    double[][] partialSums(int host, Map<Tree.Subtree, double[]> parts) {
        return subtrees.stream()
                .filter(subtree -> subtree.host == host)
                .map(subtree -> Tree.fold(subtree.leaves.from(), subtree.leaves.to(), parts, Placement::add))
                .toArray(double[][]::new);
    }

    /** The sum over all, from the partial sums of each executor, which it overwrites. */
    double[] sum(double[][][] partialSums) {
        Map<Tree.Subtree, double[]> parts = new HashMap<>();
        int[] next = new int[executors()];
        for (Hosted subtree : subtrees) {
            parts.put(subtree.leaves, partialSums[subtree.host][next[subtree.host]++]);
        }
        return Tree.fold(0, hosts.size(), parts, Placement::add);
    }

    private static double[] add(double[] left, double[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
        }
        return left;
    }
}
