package org.tare.nn.core;

/**
 * A row again and again in one array, beside which several rows of a matrix are one run: where what is done to a number depends
 * on its column alone, loops over few columns would be too short for vectors.
 */
final class RepeatedRow {
    /** From how many numbers on a loop of vectors pays. */
    private static final int RUN = 128;

    private RepeatedRow() {}

    /** How many rows of so many columns are one run. */
    static int times(int cols) {
        return Math.max(1, RUN / Math.max(1, cols));
    }

    static double[] of(double[] row, int times) {
        double[] repeated = new double[times * row.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(row, 0, repeated, i * row.length, row.length);
        }
        return repeated;
    }
}
