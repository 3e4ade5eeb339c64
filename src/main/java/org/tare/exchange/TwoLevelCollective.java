package org.tare.exchange;

import java.util.Arrays;
import java.util.function.Supplier;
import org.tare.collective.Collective;
import org.tare.collective.CollectiveException;
import org.tare.collective.LocalCollective;
import org.tare.exchange.Frame.Operation;

/** The agreement of ranks on several executors: those of one executor meet in memory, the first of them asks the others. */
public final class TwoLevelCollective implements Collective {
    /** Up to here one exchange of everything is faster than two of a share each. */
    private static final int SMALL = 4096;

    private final int rank;
    private final int host;
    private final Placement placement;
    private final LocalCollective near;
    private final ExecutorExchange far;

    /**
     * @param near the ranks of this executor
     * @param far the executors
     */
    TwoLevelCollective(int rank, Placement placement, LocalCollective near, ExecutorExchange far) {
        this.rank = rank;
        this.host = placement.hosts().get(rank);
        this.placement = placement;
        this.near = near;
        this.far = far;
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
        double[][] here = near.gather(mine);
        double[] all =
                fromLeader(() -> ArrayPacking.pack(far.exchange(Operation.GATHER, toAll(ArrayPacking.pack(here)))));
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
        double[][] here = near.lend(inOut);
        double[] sum = fromLeader(() -> sum(here, inOut.length));
        if (sum != inOut) {
            System.arraycopy(sum, 0, inOut, 0, inOut.length);
        }
        // The sum may be in the leader's own array, which all must have read before it changes.
        near.lend(inOut);
    }

    private double[] sum(double[][] here, int length) {
        for (double[] part : here) {
            if (part.length != length) {
                throw disagree(length, part.length);
            }
        }
        double[][] partial = placement.partialSums(host, here);
        // Between two, shares would be as many numbers in twice as many exchanges.
        return length <= SMALL || placement.executors() == 2
                ? sumAtOnce(partial, length)
                : sumInShares(partial, length);
    }

    private double[] sumAtOnce(double[][] partial, int length) {
        return add(far.exchange(Operation.SUM, toAll(ArrayPacking.concat(partial, 0, length))), length);
    }

    /** Each executor adds one share of the elements and hands it to all, so that no one carries everything. */
    private double[] sumInShares(double[][] partial, int length) {
        double[][] outgoing = new double[placement.executors()][];
        for (int executor = 0; executor < outgoing.length; executor++) {
            outgoing[executor] = ArrayPacking.concat(partial, share(length, executor), share(length, executor + 1));
        }
        double[] mine = add(far.exchange(Operation.SUM, outgoing), share(length, host + 1) - share(length, host));
        return ArrayPacking.concat(far.exchange(Operation.SUM, toAll(mine)));
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
        if (near.rank() != 0) {
            return near.lend(new double[0])[0];
        }
        try {
            return near.lend(exchange.get())[0];
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    @Override
    public void abort(Throwable reason) {
        near.abort(reason);
        far.abort("rank " + rank + " gave up: " + reason.getMessage());
    }

    private double[][] toAll(double[] same) {
        double[][] copies = new double[placement.executors()][];
        Arrays.fill(copies, same);
        return copies;
    }
}
