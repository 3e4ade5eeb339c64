package org.tare.stat;

import java.util.Arrays;
import java.util.List;

/** Hands the values of each range to an accumulator of its own; most values are within none. */
final class RangesAccumulator<V> implements Accumulator<List<V>> {
    private static final int BLOCK = 1024;

    /** From so many ranges on it is faster to find the range of each value than the values of each range. */
    private static final int MANY = 12;

    private final double[] least;
    private final double[] greatest;
    private final List<Accumulator<V>> within;
    private final double[] candidates = new double[BLOCK];
    private final boolean areApart;
    /** Where each range's values end among the candidates, and the range of each value of a block. */
    private final int[] ends;

    private final int[] rangeOf = new int[BLOCK];

    RangesAccumulator(double[] least, double[] greatest, List<Accumulator<V>> within) {
        this.least = least;
        this.greatest = greatest;
        this.within = within;
        this.ends = new int[least.length + 1];
        boolean apart = true;
        for (int range = 1; range < least.length; range++) {
            apart &= greatest[range - 1] < least[range];
        }
        this.areApart = apart;
    }

    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            if (areApart && least.length >= MANY) {
                sort(values, start, end);
                continue;
            }
            for (int range = 0; range < least.length; range++) {
                int found = select(values, start, end, least[range], greatest[range]);
                within.get(range).add(candidates, 0, found);
            }
        }
    }

    /** Puts the values of all ranges beside each other, in two passes over a block. */
    private void sort(double[] values, int from, int to) {
        Arrays.fill(ends, 0);
        for (int i = from; i < to; i++) {
            int range = rangeNear(values[i]);
            rangeOf[i - from] = values[i] >= least[range] && values[i] <= greatest[range] ? range : least.length;
            ends[rangeOf[i - from]]++;
        }
        for (int range = 1; range < ends.length; range++) {
            ends[range] += ends[range - 1];
        }
        for (int i = to - 1; i >= from; i--) {
            candidates[--ends[rangeOf[i - from]]] = values[i];
        }
        // Now they are where each range's values start.
        for (int range = 0; range < least.length; range++) {
            if (ends[range] < ends[range + 1]) {
                within.get(range).add(candidates, ends[range], ends[range + 1]);
            }
        }
    }

    /** The last range that does not start above {@code x}, or the first; without branches that are hard to guess. */
    private int rangeNear(double x) {
        int base = 0;
        for (int length = least.length; length > 1; ) {
            int half = length >>> 1;
            base += least[base + half] <= x ? half : 0;
            length -= half;
        }
        return base;
    }

    /** Puts aside what lies from {@code low} to {@code high}; how many values that are. */
    private int select(double[] values, int from, int to, double low, double high) {
        // One comparison a value: rounding is monotone, so that it lets through a little too much and never too little.
        double middle = low / 2 + high / 2;
        double reach = Math.max(high - middle, middle - low);
        double[] found = candidates;
        int near = 0;
        for (int i = from; i < to; i++) {
            double x = values[i];
            found[near] = x;
            near += Math.abs(x - middle) <= reach ? 1 : 0;
        }
        int n = 0;
        for (int i = 0; i < near; i++) {
            found[n] = found[i];
            n += low <= found[i] && found[i] <= high ? 1 : 0;
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
    public void add(double value, Weights weights) {
        for (int range = 0; range < least.length; range++) {
            if (contains(range, value)) {
                within.get(range).add(value, weights);
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
