package org.tare.curve;

/**
 * Where to look for a number among many that increase: the range of all is cut into cells of one width, and each tells where its
 * numbers start. Where numbers crowd in one cell, they are searched by halves.
 */
final class KnotIndex {
    /** Cells for each number; of numbers that are spread evenly, most have one at most. */
    private static final int CELLS = 2;

    private final double[] x;
    private final double scale;
    private final int last;
    /** Of each cell, how many numbers lie in cells before it. */
    private final int[] starts;

    KnotIndex(double[] x) {
        this.x = x;
        this.last = CELLS * x.length - 1;
        double width = x[x.length - 1] - x[0];
        double cells = last / width;
        // One cell where the range is no number, or that of its inverse is none.
        this.scale = Double.isFinite(width) && Double.isFinite(cells) ? cells : 0;
        this.starts = new int[last + 2];
        for (double number : x) {
            starts[cell(number) + 1]++;
        }
        for (int c = 0; c <= last; c++) {
            starts[c + 1] += starts[c];
        }
    }

    /** Never falls from a number to a greater one, as no rounding does. */
    private int cell(double at) {
        return Math.min((int) ((at - x[0]) * scale), last);
    }

    /** The first number above {@code at}, which is not below the first of all and below the last. */
    int firstAbove(double at) {
        int cell = cell(at);
        int base = starts[cell];
        int length = starts[cell + 1] - base;
        while (length > 0) {
            int half = length >>> 1;
            boolean isBelow = x[base + half] <= at;
            base = isBelow ? base + half + 1 : base;
            length = isBelow ? length - half - 1 : half;
        }
        return base;
    }
}
