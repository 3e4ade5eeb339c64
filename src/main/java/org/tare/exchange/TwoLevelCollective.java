package org.tare.exchange;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tare.collective.Collective;
import org.tare.collective.CollectiveException;
import org.tare.collective.LocalCollective;
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
    public void sum(double[] inOut) {
        double[][] here = local.lend(inOut);
        double[] sum = fromLeader(() -> sum(here, inOut.length));
        if (sum != inOut) {
            System.arraycopy(sum, 0, inOut, 0, inOut.length);
        }
        // The sum may be in the leader's own array, which all must have read before it changes.
        local.lend(inOut);
    }

    private double[] sum(double[][] here, int length) {
        for (double[] part : here) {
            if (part.length != length) {
                throw disagree(length, part.length);
            }
        }
        double[][] partial = placement.partialSums(host, here);
        // For two executors, shares would be as many numbers in twice as many exchanges.
        return length <= SMALL || placement.executors() == 2
                ? sumAtOnce(partial, length)
                : sumInShares(partial, length);
    }

    private double[] sumAtOnce(double[][] partial, int length) {
        return add(executors.exchange(Operation.SUM, toAll(ArrayPacking.concat(partial, 0, length))), length);
    }

    /** Each executor adds one share of the elements and hands it to all, so that no one carries everything. */
    private double[] sumInShares(double[][] partial, int length) {
        double[][] outgoing = new double[placement.executors()][];
        for (int executor = 0; executor < outgoing.length; executor++) {
            outgoing[executor] = ArrayPacking.concat(partial, share(length, executor), share(length, executor + 1));
        }
        double[] mine = add(executors.exchange(Operation.SUM, outgoing), share(length, host + 1) - share(length, host));
        return ArrayPacking.concat(executors.exchange(Operation.SUM, toAll(mine)));
    }

    private int share(int length, int executor) {
        return (int) ((long) length * executor / placement.executors());
    }

    private double[] add(double[][] incoming, int length) {
        double[][][] partial = new double[incoming.length][][];
        for (int executor = 0; executor < incoming.length; executor++) {
            int count = placement.subtrees(executor);
            if (incoming[executor].length != count * length) {
                throw disagree(length, incoming[executor].length / count);
            }
            partial[executor] = ArrayPacking.cut(incoming[executor], count);
        }
        return placement.sum(partial);
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
