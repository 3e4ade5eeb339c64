package org.tare.stat;

/**
 * Sums a block of values and their squares without rounding, in {@link Lanes}.
 *
 * <p>Values are cut into three {@link Slices} of 24 bits. Products of two slices have 48 bits, so that a double sums sixteen of them
 * exactly. A value of which the slices leave something does not fit. One such value, NaN or an infinity makes the block unfit.
 */
final class SlicedSums extends BlockSums {
    /** Values at a time. */
    static final int MOST = Lanes.ROWS * Lanes.LANES;
    /** Fewer are hardly worth reading the sums of all lanes, and mostly come from far away. */
    static final int FEWEST = MOST / 2;

    private static final int SLICES = 3;
    private static final int BITS = 24;

    private static final ThreadLocal<SlicedSums> OF_THREAD = ThreadLocal.withInitial(SlicedSums::new);

    private final Loop addRange = SlicedSums::addRange;
    private final Loop addSlices = SlicedSums::addSlices;
    private final Loop addProducts = SlicedSums::addProducts;

    private final double[] row = new double[Lanes.LANES];
    private final double[][] range = Lanes.lanes(2);
    private final double[][] slices = Lanes.lanes(4);
    private final double[][] products = Lanes.lanes(4);
    private Slices slicing = Slices.of(0, 0, SLICES, BITS);
    private double[] cuts = slicing.cuts();

    /** Adds a row of values, one to each lane. */
    private interface Loop {
        void add(double[] values, double[][] sums, double first, double second, double third);
    }

    private SlicedSums() {}

    /**
     * The sums of at least one and at most {@link #MOST} values, or null where some do not fit. They are valid until this thread asks
     * for the next.
     */
    static BlockSums of(double[] values, int from, int to) {
        SlicedSums sums = OF_THREAD.get();
        return sums.take(values, from, to) ? sums : null;
    }

    private boolean take(double[] values, int from, int to) {
        Lanes.fill(range, values[from]);
        for (int start = from; start < to; start += Lanes.LANES) {
            Lanes.copy(values, start, to, row, values[from]);
            add(addRange, range);
        }
        set(to - from, Lanes.min(range[0]), Lanes.max(range[1]));
        if (!Slices.areFor(min(), max())) {
            return false;
        }
        slicing = Slices.of(min(), max(), SLICES, BITS);
        cuts = slicing.cuts();
        Lanes.fill(slices, 0);
        Lanes.fill(products, 0);
        for (int start = from; start < to; start += Lanes.LANES) {
            Lanes.copy(values, start, to, row, 0);
            add(addSlices, slices);
            add(addProducts, products);
        }
        return Lanes.areZero(slices[3]);
    }

    private void add(Loop loop, double[][] sums) {
        loop.add(row, sums, cuts[0], cuts[1], cuts[2]);
    }

    /** NaN stays in its lane. */
    private static void addRange(double[] values, double[][] range, double first, double second, double third) {
        double[] mins = range[0];
        double[] maxes = range[1];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            mins[i] = Math.min(mins[i], x);
            maxes[i] = Math.max(maxes[i], x);
        }
    }

    /** Adds values but for their last slices, those, their squares, and what the slices leave. */
    private static void addSlices(double[] values, double[][] sums, double first, double second, double third) {
        double[] sumAB = sums[0];
        double[] sumC = sums[1];
        double[] sumCC = sums[2];
        double[] left = sums[3];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double rest = x - ((x + first) - first);
            double c = rest - ((rest + second) - second);
            sumAB[i] += x - c;
            sumC[i] += c;
            sumCC[i] += c * c;
            left[i] += Math.abs(c - ((c + third) - third));
        }
    }

    private static void addProducts(double[] values, double[][] sums, double first, double second, double third) {
        double[] sumAA = sums[0];
        double[] sumAB = sums[1];
        double[] sumMiddle = sums[2];
        double[] sumBC = sums[3];
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double a = (x + first) - first;
            double rest = x - a;
            double b = (rest + second) - second;
            double c = rest - b;
            sumAA[i] += a * a;
            sumAB[i] += a * b;
            sumMiddle[i] += (a + a) * c + b * b;
            sumBC[i] += b * c;
        }
    }

    @Override
    void addTo(ExactSum weights, ExactSum sums, ExactSum squares) {
        int a = slicing.unit(0);
        int b = slicing.unit(1);
        int c = slicing.unit(2);
        weights.add(count(), 0);
        Lanes.addTo(sums, slices[0], b, 0);
        Lanes.addTo(sums, slices[1], c, 0);
        Lanes.addTo(squares, products[0], a + a, 0);
        Lanes.addTo(squares, products[1], a + b, 1);
        Lanes.addTo(squares, products[2], b + b, 0);
        Lanes.addTo(squares, products[3], b + c, 1);
        Lanes.addTo(squares, slices[2], c + c, 0);
    }
}
