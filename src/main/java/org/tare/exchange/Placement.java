package org.tare.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tare.collective.Tree;

/**
 * Which executor hosts which ranks, and which parts of the fixed tree of sums it can add by itself.
 *
 * <p>Spark decides where ranks run. An executor adds the largest whole subtrees that it hosts and sends one partial sum of
 * each, so which sum is added to which does not depend on the placement.
 *
 * @param hosts the executor of each rank, executors numbered from 0 in the order of their first ranks
 */
public record Placement(List<Integer> hosts, List<Subtree> subtrees) {
    /** All ranks from {@code from} to before {@code to}, on one executor. */
    record Subtree(int host, int from, int to) {}

    static Placement of(List<Integer> hosts) {
        List<List<Subtree>> leaves = IntStream.range(0, hosts.size())
                .mapToObj(rank -> List.of(new Subtree(hosts.get(rank), rank, rank + 1)))
                .toList();
        return new Placement(hosts, Tree.fold(leaves, Placement::join));
    }

    private static List<Subtree> join(List<Subtree> left, List<Subtree> right) {
        Subtree first = left.get(0);
        Subtree last = right.get(0);
        return left.size() == 1 && right.size() == 1 && first.host == last.host
                ? List.of(new Subtree(first.host, first.from, last.to))
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

    /** The partial sums of the subtrees of an executor, from the arrays of its ranks, which it overwrites. */
    double[][] partialSums(int host, double[][] parts) {
        int[] ranks = ranks(host);
        List<double[]> sums = new ArrayList<>();
        for (Subtree subtree : subtrees) {
            if (subtree.host == host) {
                List<double[]> inside = IntStream.range(0, ranks.length)
                        .filter(i -> ranks[i] >= subtree.from && ranks[i] < subtree.to)
                        .mapToObj(i -> parts[i])
                        .toList();
                Tree.sum(inside, 0, inside.get(0).length);
                sums.add(inside.get(0));
            }
        }
        return sums.toArray(double[][]::new);
    }

    /** The sum over all ranks, from the partial sums of each executor, which it overwrites. */
    double[] sum(double[][][] partialSums) {
        double[][] leaves = new double[hosts.size()][];
        int[] next = new int[executors()];
        for (Subtree subtree : subtrees) {
            leaves[subtree.from] = partialSums[subtree.host][next[subtree.host]++];
        }
        return Tree.fold(Arrays.asList(leaves), Placement::add);
    }

    /** {@code right} is null when it is in the partial sum of an earlier rank already. */
    private static double[] add(double[] left, double[] right) {
        if (right != null) {
            for (int i = 0; i < left.length; i++) {
                left[i] += right[i];
            }
        }
        return left;
    }
}
