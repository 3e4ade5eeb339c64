package org.tare.stat;

/**
 * Accumulates the values of one feature into {@link Moments}; reusable, not thread-safe.
 *
 * <p>The order and the grouping of the calls do not change a bit of the result.
 */
public final class MomentsAccumulator implements Accumulator<Moments> {
    private static final int WORTH_A_WINDOW = 8;
    /** Values at a time, and those of them that may not fit their window before it is given up. */
    private static final int BLOCK = 1024;

    private static final int MOST_MISFITS = BLOCK / 8;
    /** Blocks until a window is tried again. */
    private static final int BLOCKS_WITHOUT_WINDOW = 16;

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

    /** And their weights, if they have any. */
    private int topOfWeights = Window.NOTHING;

    private int blocksWithoutSlices;
    /** How many that were after the last block that had a value that does not fit: the more, the oftener it happened. */
    private int pause;

    private int blocksWithoutWindow;
    private int blocksOfLargeWeights;
    private double[] misfits;
    private ScatteredSums scattered;

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
        for (int start = from; start < to; start += SlicedSums.MOST) {
            int end = Math.min(to, start + SlicedSums.MOST);
            if (!addSliced(values, null, start, end)) {
                for (int block = start; block < end; block += BLOCK) {
                    addBlock(values, block, Math.min(end, block + BLOCK));
                }
            }
        }
    }

    /** Adds values that all fit slices, or none; with their weights, if they have any. */
    private boolean addSliced(double[] values, double[] weights, int from, int to) {
        if (to - from < SlicedSums.FEWEST) {
            return false;
        }
        if (blocksWithoutSlices > 0) {
            blocksWithoutSlices--;
            return false;
        }
        BlockSums sums =
                weights == null ? SlicedSums.of(values, from, to) : WeightedSlicedSums.of(values, weights, from, to);
        if (sums == null) {
            pause = Math.min(BLOCKS_WITHOUT_WINDOW, 2 * pause + 1);
            blocksWithoutSlices = pause;
            return false;
        }
        pause = 0;
        sums.addTo(weight, sum, squares);
        extend(sums.count(), sums.min(), sums.max());
        return true;
    }

    private void addBlock(double[] values, int from, int to) {
        if (to - from < WORTH_A_WINDOW) {
            for (int i = from; i < to; i++) {
                add(values[i]);
            }
        } else if (blocksWithoutWindow > 0) {
            blocksWithoutWindow--;
            scatter(values, from, to);
        } else {
            addToWindow(values, from, to);
        }
    }

    private void addToWindow(double[] values, int from, int to) {
        Window window = new Window(top == Window.NOTHING ? Window.topOf(values, from, to) : top);
        if (misfits == null) {
            misfits = new double[MOST_MISFITS];
        }
        int end = window.take(values, from, to, misfits);
        window.addTo(weight, sum, squares);
        extend(window.count(), window.min(), window.max());
        top = Math.max(window.topTaken(), Window.topOf(misfits, 0, window.misfits()));
        scatter(misfits, 0, window.misfits());
        if (end < to) {
            blocksWithoutWindow = BLOCKS_WITHOUT_WINDOW;
            scatter(values, end, to);
        }
    }

    private void scatter(double[] values, int from, int to) {
        if (from == to) {
            return;
        }
        if (scattered == null) {
            scattered = new ScatteredSums();
        }
        if (!scattered.hasRoomFor(to - from)) {
            scattered.moveTo(sum, squares);
        }
        int added = scattered.add(values, from, to);
        weight.add(added, 0);
        extend(added, scattered.min(), scattered.max());
        if (added < to - from) {
            for (int i = from; i < to; i++) {
                countIfNotFinite(values[i]);
            }
        }
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

    /** Counts values with their weights, as {@link #add(double, double)} does; fast for hundreds of values. */
    @Override
    public void add(double[] values, double[] weights, int from, int to) {
        for (int start = from; start < to; start += SlicedSums.MOST) {
            int end = Math.min(to, start + SlicedSums.MOST);
            if (!addSliced(values, weights, start, end)) {
                for (int block = start; block < end; block += BLOCK) {
                    addBlock(values, weights, block, Math.min(end, block + BLOCK));
                }
            }
        }
    }

    private void addBlock(double[] values, double[] weights, int from, int to) {
        int end = from;
        if (blocksWithoutWindow > 0) {
            blocksWithoutWindow--;
        } else if (to - from >= WORTH_A_WINDOW) {
            end = addToWindow(values, weights, from, to);
            blocksWithoutWindow = end < to ? BLOCKS_WITHOUT_WINDOW : 0;
        }
        for (int i = end; i < to; i++) {
            add(values[i], weights[i]);
        }
    }

    /** Most weights are small and whole, which takes half of the time. */
    private int addToWindow(double[] values, double[] weights, int from, int to) {
        if (blocksOfLargeWeights > 0) {
            blocksOfLargeWeights--;
            return addToWeightedWindow(values, weights, from, to);
        }
        Window window = new Window(top == Window.NOTHING ? Window.topOf(values, from, to) : top);
        int[] rest = new int[MOST_MISFITS];
        int end = window.take(values, weights, from, to, rest);
        window.addTo(weight, sum, squares);
        extend(window.count(), window.min(), window.max());
        top = window.topTaken();
        addMisfits(values, weights, rest, window.misfits());
        if (end == to) {
            return to;
        }
        blocksOfLargeWeights = BLOCKS_WITHOUT_WINDOW;
        return addToWeightedWindow(values, weights, end, to);
    }

    private int addToWeightedWindow(double[] values, double[] weights, int from, int to) {
        if (topOfWeights == Window.NOTHING) {
            topOfWeights = Window.topOf(weights, from, to);
        }
        WeightedWindow window =
                new WeightedWindow(top == Window.NOTHING ? Window.topOf(values, from, to) : top, topOfWeights);
        int[] rest = new int[MOST_MISFITS];
        int end = window.take(values, weights, from, to, rest);
        window.addTo(weight, sum, squares);
        extend(window.count(), window.min(), window.max());
        top = Window.topOf(new double[] {window.min(), window.max()}, 0, 2);
        addMisfits(values, weights, rest, window.misfits());
        if (end < to) {
            // They may have become smaller, too.
            topOfWeights = Window.NOTHING;
        }
        return end;
    }

    /** Adds rows one by one, and expects what they are of the next block. */
    private void addMisfits(double[] values, double[] weights, int[] places, int count) {
        for (int i = 0; i < count; i++) {
            double misfit = values[places[i]];
            double ofMisfit = weights[places[i]];
            top = Double.isFinite(misfit) ? Math.max(top, Math.getExponent(misfit) + 1) : top;
            topOfWeights = Math.max(topOfWeights, Math.getExponent(ofMisfit) + 1);
            add(misfit, ofMisfit);
        }
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

    /** Moves here what was added of a group. */
    public void add(GroupedSums sums, int group) {
        addMissing(sums.missing(group));
        int n = sums.count(group);
        if (n > 0) {
            extend(n, sums.min(group), sums.max(group));
            weight.add(n, 0);
        }
        sums.moveTo(group, sum, squares);
    }

    /** What was accumulated so far. */
    @Override
    public Moments result() {
        if (scattered != null) {
            scattered.moveTo(sum, squares);
        }
        MomentSums sums = new MomentSums(weight.toDyadic(), sum.toDyadic(), squares.toDyadic());
        return new Moments(count, missing, infinite, sums, min, max);
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
