package org.tare.stat;

/**
 * Accumulates the values of one feature into {@link Moments}; reusable, not thread-safe.
 *
 * <p>The order and the grouping of the calls do not change a bit of the result.
 */
public final class MomentsAccumulator implements Accumulator<Moments> {
    private static final int WORTH_A_WINDOW = 8;

    private final ExactSum weight = new ExactSum();
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;
    private long missing;
    private long infinite;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    /** Where the next block's values are expected to end, from the last one's. */
    private int top = Window.NOTHING;

    /** Counts one value of weight 1: NaN as missing, an infinity as infinite. */
    public void add(double value) {
        if (countIfNotFinite(value)) {
            return;
        }
        extend(1, value, value);
        weight.add(1, 0);
        sum.add(value);
        squares.addSquare(value);
    }

    /** Counts {@code values[from..to)}, each of weight 1, as {@link #add(double)} does; fast for hundreds of values. */
    @Override
    public void add(double[] values, int from, int to) {
        for (int start = from; start < to; start += Window.MOST) {
            addBlock(values, start, Math.min(to, start + Window.MOST));
        }
    }

    private void addBlock(double[] values, int from, int to) {
        Window window = new Window(top == Window.NOTHING ? Window.topOf(values, from, to) : top);
        double[] rest = take(window, values, from, to);
        int restTop = Window.topOf(rest, 0, rest.length);
        top = Math.max(window.topTaken(), restTop);
        int before = Integer.MAX_VALUE;
        // A window that took nothing would take nothing again.
        while (rest.length >= WORTH_A_WINDOW && rest.length < before && restTop > Window.LOWEST_TOP) {
            before = rest.length;
            rest = take(new Window(restTop), rest, 0, rest.length);
            restTop = Window.topOf(rest, 0, rest.length);
        }
        for (double value : rest) {
            add(value);
        }
    }

    private double[] take(Window window, double[] values, int from, int to) {
        double[] rest = window.take(values, from, to);
        window.addTo(sum, squares);
        weight.add(window.count(), 0);
        extend(window.count(), window.min(), window.max());
        return rest;
    }

    /**
     * Counts one value with its weight; weight 0 is a row that is not there.
     *
     * @throws IllegalArgumentException if the weight is negative, NaN or infinite
     */
    @Override
    public void add(double value, double valueWeight) {
        Weights.require(valueWeight);
        if (valueWeight == 0 || countIfNotFinite(value)) {
            return;
        }
        extend(1, value, value);
        weight.add(valueWeight);
        sum.addProduct(valueWeight, value);
        squares.addWeightedSquare(valueWeight, value);
    }

    /** Counts {@code n} zeros of weight 1, as the implicit entries of sparse vectors are. */
    @Override
    public void addZeros(long n) {
        if (n > 0) {
            extend(n, 0, 0);
            weight.add(n, 0);
        }
    }

    /** Counts {@code n} values that were null. */
    public void addMissing(long n) {
        missing += n;
    }

    @Override
    public void add(double value, Weights weights) {
        if (weights.count() > 0) {
            extend(weights.count(), value, value);
            weight.add(weights.sum());
            ExactSum once = new ExactSum();
            once.add(value);
            Dyadic exact = once.toDyadic();
            sum.add(weights.sum().times(exact));
            squares.add(weights.sum().times(exact).times(exact));
        }
    }

    /** What was accumulated so far. */
    @Override
    public Moments result() {
        return new Moments(count, missing, infinite, weight.toDyadic(), sum.toDyadic(), squares.toDyadic(), min, max);
    }

    private boolean countIfNotFinite(double value) {
        if (Double.isFinite(value)) {
            return false;
        }
        if (Double.isNaN(value)) {
            missing++;
        } else {
            infinite++;
        }
        return true;
    }

    private void extend(long n, double low, double high) {
        count += n;
        min = Math.min(min, low);
        max = Math.max(max, high);
    }
}
