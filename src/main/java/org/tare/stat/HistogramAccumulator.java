package org.tare.stat;

/** Accumulates the values of one feature into a {@link Histogram}. */
public final class HistogramAccumulator implements Accumulator<Histogram> {
    private final int buckets;
    private final BucketTable table;

    /** A new accumulator for at most so many buckets. */
    HistogramAccumulator(int buckets) {
        this.buckets = buckets;
        table = new BucketTable(buckets);
    }

    @Override
    public void add(double[] values, int from, int to) {
        table.add(values, from, to);
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
        return new Histogram(buckets, table.level(), table.quantiles());
    }
}
