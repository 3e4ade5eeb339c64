package org.tare.stat;

import java.util.List;

/**
 * Sums a block of values and their squares, each as often as a small whole weight says, without rounding, in {@link Lanes}.
 *
 * <p>Values are cut into four {@link Slices} of 20 bits. Products of two slices and a weight have 48 bits, so that a double sums sixteen
 * of them exactly, as in {@link SlicedSums}, and what does not fit makes the block unfit as there; so does a weight of 0, which hides
 * its value.
 *
 * <p>Of loops with a second array to read, HotSpot's compiler was found to make vector instructions where they write two arrays, have
 * products as expressions and not in variables, and take what cuts slices as arguments and not from an array; hence the long lists.
 */
final class WeightedSlicedSums extends BlockSums {
    private static final int SLICES = 4;
    private static final int BITS = 20;
    private static final double LARGEST_WEIGHT = 256;

    private static final ThreadLocal<WeightedSlicedSums> OF_THREAD = ThreadLocal.withInitial(WeightedSlicedSums::new);

    private static final Loop RANGE = WeightedSlicedSums::addRange;
    private static final Loop WEIGHTS = WeightedSlicedSums::addWeights;
    /** What adds slices and their products, each to two sums in all lanes. */
    private static final List<Loop> SUMS = List.of(
            WeightedSlicedSums::addSlices,
            WeightedSlicedSums::addFirst,
            WeightedSlicedSums::addSecond,
            WeightedSlicedSums::addThird,
            WeightedSlicedSums::addLast);

    private final double[] row = new double[Lanes.LANES];
    private final double[] ofRow = new double[Lanes.LANES];
    private final double[][] range = Lanes.lanes(2);
    private final double[][] ofWeights = Lanes.lanes(2);
    private final double[][][] sums = SUMS.stream().map(loop -> Lanes.lanes(2)).toArray(double[][][]::new);
    private Slices slicing = Slices.of(0, 0, SLICES, BITS);
    private double[] cuts = slicing.cuts();

    /** Adds a row of values and their weights, one to each lane. */
    private interface Loop {
        void add(
                double[] values,
                double[] weights,
                double[][] sums,
                double first,
                double second,
                double third,
                double fourth);
    }

    private WeightedSlicedSums() {}

    /**
     * The sums of at least one and at most {@link SlicedSums#MOST} values, or null where some or their weights do not fit. They are
     * valid until this thread asks for the next.
     */
    static BlockSums of(double[] values, double[] weights, int from, int to) {
        WeightedSlicedSums sums = OF_THREAD.get();
        return sums.take(values, weights, from, to) ? sums : null;
    }

    private boolean take(double[] values, double[] weights, int from, int to) {
        Lanes.fill(range, values[from]);
        Lanes.fill(ofWeights, 0);
        for (int start = from; start < to; start += Lanes.LANES) {
            Lanes.copy(values, start, to, row, values[from]);
            Lanes.copy(weights, start, to, ofRow, 1);
            add(RANGE, range);
            add(WEIGHTS, ofWeights);
        }
        set(to - from, Lanes.min(range[0]), Lanes.max(range[1]));
        if (!Lanes.areZero(ofWeights[1]) || !Slices.areFor(min(), max())) {
            return false;
        }
        slicing = Slices.of(min(), max(), SLICES, BITS);
        cuts = slicing.cuts();
        for (double[][] sum : sums) {
            Lanes.fill(sum, 0);
        }
        for (int start = from; start < to; start += Lanes.LANES) {
            Lanes.copy(values, start, to, row, 0);
            Lanes.copy(weights, start, to, ofRow, 0);
            for (int loop = 0; loop < sums.length; loop++) {
                add(SUMS.get(loop), sums[loop]);
            }
        }
        return Lanes.areZero(left());
    }

    private double[] left() {
        return sums[sums.length - 1][1];
    }

    private void add(Loop loop, double[][] to) {
        loop.add(row, ofRow, to, cuts[0], cuts[1], cuts[2], cuts[3]);
    }

    private static void addRange(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] mins = sums[0];
        double[] maxes = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            mins[i] = Math.min(mins[i], x);
            maxes[i] = Math.max(maxes[i], x);
        }
    }

    /** Adds weights, and what makes them unfit. */
    private static void addWeights(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumW = sums[0];
        double[] unfit = sums[1];
        for (int i = 0; i < weights.length; i++) {
            double w = weights[i];
            sumW[i] += w;
            unfit[i] += Math.abs(w - ((w + Slices.ROUNDING) - Slices.ROUNDING))
                    + Math.max(0, 1 - w)
                    + Math.max(0, w - LARGEST_WEIGHT);
        }
    }

    /** {@code a + b} and {@code c + d}. */
    private static void addSlices(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumAB = sums[0];
        double[] sumCD = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double bcd = x - ((x + first) - first);
            double cd = bcd - ((bcd + second) - second);
            sumAB[i] += weights[i] * (x - cd);
            sumCD[i] += weights[i] * cd;
        }
    }

    /** {@code a²} and {@code ab}. */
    private static void addFirst(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumAA = sums[0];
        double[] sumAB = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double a = (x + first) - first;
            double bcd = x - a;
            double b = (bcd + second) - second;
            double wa = weights[i] * a;
            sumAA[i] += wa * a;
            sumAB[i] += wa * b;
        }
    }

    /** {@code 2ac + b²} and {@code ad + bc}. */
    private static void addSecond(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumBB = sums[0];
        double[] sumBC = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double a = (x + first) - first;
            double bcd = x - a;
            double b = (bcd + second) - second;
            double cd = bcd - b;
            double c = (cd + third) - third;
            double w = weights[i];
            sumBB[i] += (w * a + w * a) * c + w * b * b;
            sumBC[i] += w * a * (cd - c) + w * b * c;
        }
    }

    /** {@code 2bd + c²} and {@code cd}. */
    private static void addThird(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumCC = sums[0];
        double[] sumCD = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double bcd = x - ((x + first) - first);
            double b = (bcd + second) - second;
            double cd = bcd - b;
            double c = (cd + third) - third;
            double w = weights[i];
            sumCC[i] += (w * b + w * b) * (cd - c) + w * c * c;
            sumCD[i] += w * c * (cd - c);
        }
    }

    /** {@code d²}, and what all slices leave. */
    private static void addLast(
            double[] values,
            double[] weights,
            double[][] sums,
            double first,
            double second,
            double third,
            double fourth) {
        double[] sumDD = sums[0];
        double[] left = sums[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double bcd = x - ((x + first) - first);
            double cd = bcd - ((bcd + second) - second);
            double d = cd - ((cd + third) - third);
            sumDD[i] += weights[i] * d * d;
            left[i] += Math.abs(d - ((d + fourth) - fourth));
        }
    }

    @Override
    void addTo(ExactSum weights, ExactSum values, ExactSum squares) {
        int a = slicing.unit(0);
        int b = slicing.unit(1);
        int c = slicing.unit(2);
        int d = slicing.unit(3);
        Lanes.addTo(weights, ofWeights[0], 0, 0);
        // Lanes that the last row leaves empty were filled with the weight 1.
        weights.add((long) -Math.floorMod(-count(), Lanes.LANES), 0);
        Lanes.addTo(values, sums[0][0], b, 0);
        Lanes.addTo(values, sums[0][1], d, 0);
        Lanes.addTo(squares, sums[1][0], a + a, 0);
        Lanes.addTo(squares, sums[1][1], a + b, 1);
        Lanes.addTo(squares, sums[2][0], b + b, 0);
        Lanes.addTo(squares, sums[2][1], b + c, 1);
        Lanes.addTo(squares, sums[3][0], c + c, 0);
        Lanes.addTo(squares, sums[3][1], c + d, 1);
        Lanes.addTo(squares, sums[4][0], d + d, 0);
    }
}
