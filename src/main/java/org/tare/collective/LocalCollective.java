package org.tare.collective;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The agreement of threads of one JVM, in memory: one instance a thread, made together by {@link #group}. */
public final class LocalCollective implements Collective {
    /** Waking a parked thread costs tens of microseconds, so a rank that is only a little early gives way before it parks. */
    private static final int YIELDS = 64;

    /** What a rank brings to a meeting. */
    private static final class Offer {
        final String operation;
        final List<double[]> data;

        Offer(String operation, List<double[]> data) {
            this.operation = operation;
            this.data = data;
        }

        @Override
        public String toString() {
            return operation + " of " + data.get(0).length + " numbers";
        }
    }

    /** What the ranks of one group share. */
    private static final class Table {
        final Phaser meeting;
        final AtomicReference<String> failure = new AtomicReference<>();
        final Duration deadline;

        /** Two rows in turn: a rank can be one meeting ahead of a reader of the last one, never two. */
        final Offer[][] offers;

        Table(int size, Duration deadline) {
            this.meeting = new Phaser(size);
            this.deadline = deadline;
            this.offers = new Offer[2][size];
        }
    }

    private final Table table;
    private final int rank;
    private final int size;
    private int meetings;

    private LocalCollective(Table table, int rank, int size) {
        this.table = table;
        this.rank = rank;
        this.size = size;
    }

    /**
     * The members of a new group, in rank order.
     *
     * @param deadline how long a rank waits for the others in one operation
     */
    public static List<LocalCollective> group(int size, Duration deadline) {
        Table table = new Table(size, deadline);
        return IntStream.range(0, size)
                .mapToObj(rank -> new LocalCollective(table, rank, size))
                .toList();
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double[][] gather(double[] mine) {
        return show("gather", mine.clone());
    }

    /**
     * As {@link #gather}, of the arrays themselves, for large ones: until all have met again nobody may change its own, and
     * after that nobody may look at another's.
     */
    public double[][] lend(double[] mine) {
        return show("lend", mine);
    }

    /** The same of several arrays of each rank. */
    public List<List<double[]>> lend(List<double[]> mine) {
        return Arrays.stream(meet(new Offer("lend", mine)))
                .map(offer -> offer.data)
                .toList();
    }

    private double[][] show(String operation, double[] mine) {
        Offer[] offers = meet(new Offer(operation, List.of(mine)));
        return Arrays.stream(offers).map(offer -> offer.data.get(0)).toArray(double[][]::new);
    }

    @Override
    public void sum(List<double[]> parts, int shards) {
        int length = parts.get(0).length;
        Offer[] offers = meet(new Offer("sum", parts));
        Map<Tree.Subtree, double[]> all = new HashMap<>();
        for (int other = 0; other < size; other++) {
            List<double[]> given = offers[other].data;
            List<Tree.Subtree> subtrees = Tree.subtreesOf(other, size, shards);
            if (given.size() != subtrees.size() || given.stream().anyMatch(part -> part.length != length)) {
                throw disagreement(offers);
            }
            for (int i = 0; i < given.size(); i++) {
                all.put(subtrees.get(i), given.get(i));
            }
        }
        // Each rank alone touches its share of all the arrays, so it adds in place and hands the sum straight back.
        int from = (int) ((long) length * rank / size);
        int to = (int) ((long) length * (rank + 1) / size);
        double[] sum = Tree.fold(0, shards, all, (left, right) -> add(left, right, from, to));
        for (Offer offer : offers) {
            if (offer.data.get(0) != sum) {
                System.arraycopy(sum, from, offer.data.get(0), from, to - from);
            }
        }
        await();
    }

    private static double[] add(double[] left, double[] right, int from, int to) {
        for (int i = from; i < to; i++) {
            left[i] += right[i];
        }
        return left;
    }

    @Override
    public void abort(Throwable reason) {
        fail("rank " + rank + " gave up: " + reason.getMessage());
    }

    private Offer[] meet(Offer mine) {
        Offer[] offers = table.offers[meetings++ & 1];
        offers[rank] = mine;
        await();
        if (!Arrays.stream(offers).allMatch(offer -> offer.operation.equals(mine.operation))) {
            throw disagreement(offers);
        }
        return offers;
    }

    @SuppressWarnings("ThreadPriorityCheck") // Correctness does not rest on the yield, only latency does.
    private void await() {
        int phase = table.meeting.arrive();
        int next = phase;
        try {
            for (int i = 0; i < YIELDS && phase >= 0 && table.meeting.getPhase() == phase; i++) {
                Thread.yield();
            }
            next = table.meeting.awaitAdvanceInterruptibly(phase, table.deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw fail("rank " + rank + " waited longer than " + table.deadline.toMillis() + " ms for the others");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fail("rank " + rank + " was interrupted");
        }
        // Ranks that met have met, even if one of them gives up before another has woken.
        boolean met = next >= 0 || (phase >= 0 && (next & Integer.MAX_VALUE) != phase);
        if (!met) {
            throw failure();
        }
    }

    private CollectiveException disagreement(Offer[] offers) {
        return fail("the ranks disagree about it: " + Arrays.toString(offers));
    }

    private CollectiveException fail(String why) {
        table.failure.compareAndSet(null, why);
        table.meeting.forceTermination();
        return failure();
    }

    private CollectiveException failure() {
        return new CollectiveException(
                "Exchange " + meetings + " on rank " + rank + " of " + size + " failed: " + table.failure.get() + ".");
    }
}
