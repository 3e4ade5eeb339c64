package org.tare.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tare.collective.Collective;
import org.tare.collective.CollectiveException;
import org.tare.collective.LocalCollective;
import org.tare.collective.Tree;
import org.tare.exchange.Frame.Operation;

/**
 * The collective of ranks on several executors: those of one executor exchange in memory, and the first of them, its leader,
 * exchanges with the other executors.
 */
public final class TwoLevelCollective implements Collective {
    /** Up to here one exchange of everything is faster than two of a share each. */
    private static final int SMALL = 4096;

    private final int rank;
    private final int host;
    private final Placement placement;
    private final LocalCollective local;
    private final ExecutorExchange executors;

    /** What came from others for the sum that is under way. */
    private final List<double[]> received = new ArrayList<>();

    /**
     * @param local the ranks of this executor
     * @param executors the exchange with the other executors
     */
    TwoLevelCollective(int rank, Placement placement, LocalCollective local, ExecutorExchange executors) {
        this.rank = rank;
        this.host = placement.hosts().get(rank);
        this.placement = placement;
        this.local = local;
        this.executors = executors;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return placement.hosts().size();
    }

    @Override
    public double[][] gather(double[] mine) {
        double[][] here = local.gather(mine);
        double[] all = fromLeader(
                () -> ArrayPacking.pack(executors.exchange(Operation.GATHER, toAll(ArrayPacking.pack(here)))));
        double[][] byExecutor = ArrayPacking.unpack(all);
        double[][] byRank = new double[size()][];
        for (int executor = 0; executor < byExecutor.length; executor++) {
            double[][] there = ArrayPacking.unpack(byExecutor[executor]);
            int[] ranks = placement.ranks(executor);
            for (int i = 0; i < ranks.length; i++) {
                byRank[ranks[i]] = there[i];
            }
        }
        return byRank;
    }

    @Override
    public void sum(List<double[]> parts, int shards) {
        double[] mine = parts.get(0);
        List<List<double[]>> here = local.lend(parts);
        double[] sum = fromLeader(() -> sum(here, mine.length, shards));
        if (sum != mine) {
            System.arraycopy(sum, 0, mine, 0, mine.length);
        }
        // The sum may be in the leader's own array, which all must have read before it changes.
        local.lend(mine);
        received.forEach(executors::recycle);
        received.clear();
    }

    private double[] sum(List<List<double[]>> here, int length, int shards) {
        Placement ofShards = placement.ofShards(shards);
        double[][] partial = ofShards.partialSums(host, bySubtree(here, length, shards));
        // For two executors, shares would be as many numbers in twice as many exchanges.
        return length <= SMALL || placement.executors() == 2
                ? sumAtOnce(ofShards, partial, length)
                : sumInShares(ofShards, partial, length);
    }

    private Map<Tree.Subtree, double[]> bySubtree(List<List<double[]>> here, int length, int shards) {
        Map<Tree.Subtree, double[]> parts = new HashMap<>();
        int[] ranks = placement.ranks(host);
        for (int i = 0; i < ranks.length; i++) {
            List<Tree.Subtree> subtrees = Tree.subtreesOf(ranks[i], size(), shards);
            for (int j = 0; j < subtrees.size(); j++) {
                double[] part = here.get(i).get(j);
                if (part.length != length) {
                    throw disagree(length, part.length);
                }
                parts.put(subtrees.get(j), part);
            }
        }
        return parts;
    }

    private double[] sumAtOnce(Placement ofShards, double[][] partial, int length) {
        double[] mine = ArrayPacking.concat(partial, 0, length);
        return add(ofShards, exchange(toAll(mine)), length);
    }

    /** Each executor adds one share of the elements and hands it to all, so that no one carries everything. */
    private double[] sumInShares(Placement ofShards, double[][] partial, int length) {
        double[][] outgoing = new double[placement.executors()][];
        for (int executor = 0; executor < outgoing.length; executor++) {
            outgoing[executor] = ArrayPacking.concat(partial, share(length, executor), share(length, executor + 1));
        }
        int ours = share(length, host + 1) - share(length, host);
        double[] mine = add(ofShards, exchange(outgoing), ours);
        return ArrayPacking.concat(exchange(toAll(mine)));
    }

    private double[][] exchange(double[][] outgoing) {
        double[][] incoming = executors.exchange(Operation.SUM, outgoing);
        for (int executor = 0; executor < incoming.length; executor++) {
            if (executor != host) {
                received.add(incoming[executor]);
            }
        }
        return incoming;
    }

    private int share(int length, int executor) {
        return (int) ((long) length * executor / placement.executors());
    }

    private static double[] add(Placement ofShards, double[][] incoming, int length) {
        double[][][] partial = new double[incoming.length][][];
        for (int executor = 0; executor < incoming.length; executor++) {
            int count = ofShards.subtrees(executor);
            if (incoming[executor].length != count * length) {
                throw disagree(length, incoming[executor].length / count);
            }
            partial[executor] = ArrayPacking.cut(incoming[executor], count);
        }
        return ofShards.sum(partial);
    }

    private static CollectiveException disagree(int length, int other) {
        return new CollectiveException("One rank sums " + length + " numbers, another " + other + ".");
    }

    private double[] fromLeader(Supplier<double[]> exchange) {
        if (local.rank() != 0) {
            return local.lend(new double[0])[0];
        }
        try {
            return local.lend(exchange.get())[0];
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    @Override
    public void abort(Throwable reason) {
        local.abort(reason);
        executors.abort("rank " + rank + " gave up: " + reason.getMessage());
    }

    private double[][] toAll(double[] same) {
        double[][] copies = new double[placement.executors()][];
        Arrays.fill(copies, same);
        return copies;
    }
}
