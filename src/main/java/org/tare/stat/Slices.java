package org.tare.stat;

/**
 * Cuts values below a power of two into three slices of 24 bits: to add a large number and to subtract it again rounds to a
 * multiple of a power of two, and what that leaves is exact (Rump, Ogita and Oishi,
 * <a href="https://doi.org/10.1137/050645671">Accurate floating-point summation</a>, 2008).
 *
 * @param unit the power of two of the last bit of the last slice
 * @param first added and subtracted, leaves the first slice
 * @param second the second of what that leaves
 * @param third the third of what those leave, which is all of it where a value fits
 */
record Slices(int unit, double first, double second, double third) {
    /** Bits of a slice. */
    static final int BITS = 24;

    /** Added to a number below 2^51 and subtracted again, it rounds to an integer. */
    private static final double ROUNDING = 0x1.8p52;
    /** Keeps products of last bits within double's normal range, and those of the largest values as well. */
    private static final int TOP_RANGE = 300;

    /** For finite values in a range that {@link #areFor} allows. */
    static Slices of(double min, double max) {
        int unit = Math.max(Window.topOf(new double[] {min, max}, 0, 2), -TOP_RANGE) - 3 * BITS;
        return new Slices(
                unit,
                Math.scalb(ROUNDING, unit + 2 * BITS),
                Math.scalb(ROUNDING, unit + BITS),
                Math.scalb(ROUNDING, unit));
    }

    /** Whether values in that range are all finite and not too large. */
    static boolean areFor(double min, double max) {
        return max - min < Double.POSITIVE_INFINITY && Window.topOf(new double[] {min, max}, 0, 2) <= TOP_RANGE;
    }
}
