package org.tare.stat;

import java.util.List;

/** Hands the values of each range to an accumulator of its own; most values are within none. */
final class RangesAccumulator<V> implements Accumulator<List<V>> {
    private static final int BLOCK = 1024;

    private final double[] least;
    private final double[] greatest;
    private final List<Accumulator<V>> within;
    private final double[] candidates = new double[BLOCK];

    RangesAccumulator(double[] least, double[] greatest, List<Accumulator<V>> within) {
        this.least = least;
        this.greatest = greatest;
        this.within = within;
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            for (int range = 0; range < least.length; range++) {
                int found = select(values, start, end, least[range], greatest[range]);
                within.get(range).add(candidates, 0, found);
            }
        }
    }

    /** Puts aside what lies from {@code low} to {@code high}, and perhaps a NaN; how many that are. */
    private int select(double[] values, int from, int to, double low, double high) {
        double[] found = candidates;
        int n = 0;
        for (int i = from; i < to; i++) {
            // Adding 0 makes -0 to 0, whose difference from 0 has no sign.
            double x = values[i] + 0.0;
            found[n] = x;
            // No branch, since which values are within cannot be foreseen: both differences have their sign bits clear.
            n += (int) (~(Double.doubleToRawLongBits(x - low) | Double.doubleToRawLongBits(high - x)) >>> 63);
        }
        return n;
    }

    @Override
    public void add(double value, double weight) {
        Weights.require(weight);
        for (int range = 0; range < least.length; range++) {
            if (contains(range, value)) {
                within.get(range).add(value, weight);
            }
        }
    }

    @Override
    public void addZeros(long n) {
        for (int range = 0; range < least.length; range++) {
            if (contains(range, 0)) {
                within.get(range).addZeros(n);
            }
        }
    }

    @Override
    public void addZeros(Weights zeros) {
        for (int range = 0; range < least.length; range++) {
            if (contains(range, 0)) {
                within.get(range).addZeros(zeros);
            }
        }
    }

    private boolean contains(int range, double value) {
        return least[range] <= value && value <= greatest[range];
    }

    @Override
    public List<V> result() {
        return within.stream().map(Accumulator::result).toList();
    }
}
