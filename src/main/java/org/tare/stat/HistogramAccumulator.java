package org.tare.stat;

import java.util.Arrays;

/**
 * Accumulates the values of one feature into a {@link Histogram}.
 *
 * <p>The first values are only kept, and sorted when they are many: that finds the level of thousands of values at once, which
 * buckets would reach in a dozen steps. Later, values that find no bucket when all are filled wait until there are many.
 */
public final class HistogramAccumulator implements Accumulator<Histogram> {
    /** As many values as take the room of the usual table of buckets, which is not there yet. */
    private static final int MOST_KEPT = 8192;

    private static final int MOST_WAITING = 2048;
    private static final int FEWEST_WAITING = 16;
    private static final double[] NONE = {};

    private final int buckets;
    private final BucketTable table;
    private boolean isSettled;
    private double[] waiting = NONE;
    private int waitingCount;

    /** A new accumulator for at most so many buckets. */
    HistogramAccumulator(int buckets) {
        this.buckets = buckets;
        table = new BucketTable(buckets);
    }

    @Override
    public void add(double[] values, int from, int to) {
        int i = from;
        while (!isSettled && i < to) {
            await(values[i++]);
        }
        for (i = table.add(values, i, to); i < to; i = table.add(values, i + 1, to)) {
            await(values[i]);
        }
    }

    private void await(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(FEWEST_WAITING, 2 * waitingCount));
        }
        waiting[waitingCount++] = value + 0.0;
        if (waitingCount == most()) {
            settle();
        }
    }

    /** Of many buckets, as many values are kept as could fill them all: sorted, they take a sixth of such a table's room. */
    private int most() {
        int few = Math.min(4 * buckets, isSettled ? MOST_WAITING : MOST_KEPT);
        return isSettled ? few : Math.max(few, buckets + 1);
    }

    private void settle() {
        double[] settled = waitingCount == waiting.length ? waiting : Arrays.copyOf(waiting, waitingCount);
        waiting = NONE;
        waitingCount = 0;
        isSettled = true;
        if (settled.length > 0) {
            table.makeRoomFor(settled);
            table.add(settled, 0, settled.length);
        }
    }

    @Override
    public void add(double value, double weight) {
        Weights.require(weight);
        if (weight > 0 && Double.isFinite(value)) {
            table.add(value, weight);
        }
    }

    @Override
    public void addZeros(long n) {
        if (n > 0) {
            table.add(0, n);
        }
    }

    @Override
    public void add(double value, Weights weights) {
        if (weights.count() > 0) {
            table.add(value + 0.0, weights.sum(), weights.areWhole());
        }
    }

    @Override
    public Histogram result() {
        double[] kept = RadixSort.increasing(Arrays.copyOf(waiting, waitingCount), 0);
        Histogram ofKept = new Histogram(buckets, 0, Quantiles.ofIncreasing(kept));
        return table.isEmpty() ? ofKept : new Histogram(buckets, table.level(), table.quantiles()).merge(ofKept);
    }
}
