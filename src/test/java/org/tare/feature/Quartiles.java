package org.tare.feature;

import java.util.Arrays;

/** Quantiles by their definition, from sorted values. */
final class Quartiles {
    private Quartiles() {}

    /** NumPy's default, Hyndman and Fan's (1996) type 7; only finite values count. */
    static double quantile(double[] values, double q) {
        double[] x = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(v -> v + 0.0)
                .sorted()
                .toArray();
        double position = q * (x.length - 1);
        int below = (int) Math.floor(position);
        double a = x[below];
        double b = x[Math.min(below + 1, x.length - 1)];
        double t = position - below;
        // As NumPy has it since 1.22: from the nearer end.
        return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t);
    }

    /** How far the rank of {@code x} is from {@code q}, as a part of all values. */
    static double rankError(double[] values, double x, double q) {
        double below = Arrays.stream(values).filter(v -> v < x).count();
        double upTo = Arrays.stream(values).filter(v -> v <= x).count();
        double wanted = q * values.length;
        return Math.max(0, Math.max(below - wanted, wanted - upTo)) / values.length;
    }
}
