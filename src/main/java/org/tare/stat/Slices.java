package org.tare.stat;

import java.util.stream.IntStream;

/**
 * Cuts values below a power of two into slices of some bits each: to add a large number and to subtract it again rounds to a
 * multiple of a power of two, and what that leaves is exact (Rump, Ogita and Oishi,
 * <a href="https://doi.org/10.1137/050645671">Accurate floating-point summation</a>, 2008).
 *
 * @param unit the power of two of the last bit of the last slice
 * @param number how many slices there are
 * @param bits of a slice
 */
record Slices(int unit, int number, int bits) {
    /** Added to a number below 2^51 and subtracted again, it rounds to an integer. */
    static final double ROUNDING = 0x1.8p52;

    /** Keeps products of last bits within double's normal range, and those of the largest values as well. */
    private static final int TOP_RANGE = 300;

    /** For finite values in a range that {@link #areFor} allows. */
    static Slices of(double min, double max, int number, int bits) {
        int top = Math.max(Window.topOf(new double[] {min, max}, 0, 2), -TOP_RANGE);
        return new Slices(top - number * bits, number, bits);
    }

    /** Whether values in that range are all finite and not too large. */
    static boolean areFor(double min, double max) {
        return max - min < Double.POSITIVE_INFINITY && Window.topOf(new double[] {min, max}, 0, 2) <= TOP_RANGE;
    }

    /** The power of two of the last bit of a slice, of which the first is 0. */
    int unit(int slice) {
        return unit + (number - 1 - slice) * bits;
    }

    /** Of each slice what gives it, added to what the slices before leave of a value, and subtracted again. */
    double[] cuts() {
        return IntStream.range(0, number)
                .mapToDouble(slice -> Math.scalb(ROUNDING, unit(slice)))
                .toArray();
    }
}
