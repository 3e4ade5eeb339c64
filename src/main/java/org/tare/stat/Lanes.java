package org.tare.stat;

import java.util.Arrays;

/**
 * Sums in vector registers: as many sums as lanes, each of as many values as a block has rows.
 *
 * <p>HotSpot's compiler makes vector instructions of a loop that reads and writes all arrays at the same place, which is why rows are
 * copied, and writes no more than four of them; that has its constants as arguments, not from an object; and that is compiled by
 * itself, as it is behind a call that goes to one of three loops.
 */
final class Lanes {
    static final int LANES = 256;
    /** Of products of slices that have one unit, no more than 1.25 · 2^48 come together: so many of those are below 2^53. */
    static final int ROWS = 16;

    private Lanes() {}

    static double[][] lanes(int sums) {
        return new double[sums][LANES];
    }

    static void fill(double[][] lanes, double value) {
        for (double[] sums : lanes) {
            Arrays.fill(sums, value);
        }
    }

    /** The next row of a block, filled up with {@code rest} where the block ends. */
    static void copy(double[] block, int from, int to, double[] row, double rest) {
        int n = Math.min(LANES, to - from);
        System.arraycopy(block, from, row, 0, n);
        Arrays.fill(row, n, LANES, rest);
    }

    /**
     * Adds the sum of all lanes times a power of two.
     *
     * @param unit the power of two of which each lane is a multiple below 2^53
     */
    static void addTo(ExactSum sum, double[] lanes, int unit, int power) {
        double scale = Math.scalb(1.0, -unit);
        long total = 0;
        for (double lane : lanes) {
            total += (long) (lane * scale);
        }
        sum.add(total, unit + power);
    }

    /** Of lanes without NaN, if the first one has none. */
    static double min(double[] lanes) {
        double min = lanes[0];
        for (double lane : lanes) {
            min = lane < min ? lane : min;
        }
        // No sum tells zeros apart.
        return min + 0.0;
    }

    /** Of lanes without NaN, if the first one has none. */
    static double max(double[] lanes) {
        double max = lanes[0];
        for (double lane : lanes) {
            max = lane > max ? lane : max;
        }
        return max + 0.0;
    }

    /** NaN is not. */
    static boolean areZero(double[] magnitudes) {
        double sum = 0;
        for (double magnitude : magnitudes) {
            sum += magnitude;
        }
        return sum == 0;
    }
}
