package org.tare.stat;

import java.util.Arrays;

/**
 * Accumulates the values of one feature into a {@link Histogram}.
 *
 * <p>Values that find no bucket when all are filled wait until there are many of them, so that the level, which most
 * features raise a dozen times within their first thousands of values, rises less often.
 */
public final class HistogramAccumulator implements Accumulator<Histogram> {
    private static final int MOST_WAITING = 2048;
    private static final double[] NONE = {};

    private final int buckets;
    private final BucketTable table;
    private double[] waiting = NONE;
    private int waitingCount;

    /** A new accumulator for at most so many buckets. */
    HistogramAccumulator(int buckets) {
        this.buckets = buckets;
        table = new BucketTable(buckets);
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int i = table.add(values, from, to); i < to; i = table.add(values, i + 1, to)) {
            if (waitingCount == 0) {
                waiting = new double[Math.min(buckets, MOST_WAITING)];
            }
            waiting[waitingCount++] = values[i] + 0.0;
            if (waitingCount == waiting.length) {
                settle();
            }
        }
    }

    private void settle() {
        double[] settled = Arrays.copyOf(waiting, waitingCount);
        waiting = NONE;
        waitingCount = 0;
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
    public void addZeros(Weights zeros) {
        if (zeros.count() > 0) {
            table.add(0, zeros.sum(), zeros.areWhole());
        }
    }

    @Override
    public Histogram result() {
        settle();
        return new Histogram(buckets, table.level(), table.quantiles());
    }
}
