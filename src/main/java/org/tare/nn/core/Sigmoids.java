package org.tare.nn.core;

/** The two functions that lead all numbers into a finite range. */
public final class Sigmoids {
    private Sigmoids() {}

    /** {@code 1 / (1 + e⁻ˣ)}, between 0 and 1. */
    public static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** {@code tanh x = 2·logistic(2x) - 1}, right to about 1e-16 and faster than the library's, which is right to one ulp. */
    public static double tanh(double x) {
        return 2 * logistic(2 * x) - 1;
    }
}
