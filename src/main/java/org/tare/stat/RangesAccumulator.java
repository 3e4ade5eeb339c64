package org.tare.stat;

import java.util.List;
import java.util.function.Consumer;

/** Hands the values of each range to an accumulator of its own; most values are within none. */
final class RangesAccumulator<V> implements Accumulator<List<V>> {
    private static final int BLOCK = 1024;

    /** From so many ranges on it is faster to find the range of each value than the values of each range. */
    private static final int MANY = 12;

    private final double[] least;
    private final double[] greatest;
    private final List<Accumulator<V>> within;
    private final double[] candidates = new double[BLOCK];
    /** Null where ranges are few, or overlap. */
    private final RangeTable table;

    RangesAccumulator(double[] least, double[] greatest, List<Accumulator<V>> within) {
        this.least = least;
        this.greatest = greatest;
        this.within = within;
        boolean isSearched = least.length >= MANY && RangeTable.areApart(least, greatest);
        table = isSearched ? new RangeTable(least, greatest) : null;
    }

    @Override
    public void add(double[] values, int from, int to) {
        if (table != null) {
            for (int i = from; i < to; i++) {
                int range = table.find(values[i]);
                if (range >= 0) {
                    within.get(range).add(values, i, i + 1);
                }
            }
            return;
        }
        for (int start = from; start < to; start += BLOCK) {
            int end = Math.min(to, start + BLOCK);
            for (int range = 0; range < least.length; range++) {
                int found = select(values, start, end, least[range], greatest[range]);
                within.get(range).add(candidates, 0, found);
            }
        }
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
        forEach(value, range -> range.add(value, weight));
    }

    @Override
    public void addZeros(long n) {
        forEach(0, range -> range.addZeros(n));
    }

    @Override
    public void add(double value, Weights weights) {
        forEach(value, range -> range.add(value, weights));
    }

    private void forEach(double value, Consumer<Accumulator<V>> add) {
        if (table != null) {
            int range = table.find(value);
            if (range >= 0) {
                add.accept(within.get(range));
            }
            return;
        }
        for (int range = 0; range < least.length; range++) {
            if (contains(range, value)) {
                add.accept(within.get(range));
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
