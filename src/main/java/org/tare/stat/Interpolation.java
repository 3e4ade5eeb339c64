package org.tare.stat;

/** The linear interpolation of NumPy, bit for bit. */
final class Interpolation {
    private Interpolation() {}

    /** What lies {@code t} of the way from {@code a} to {@code b}; never outside of them, for {@code t} from 0 to 1. */
    static double between(double a, double b, double t) {
        double difference = b - a;
        if (Double.isInfinite(difference)) {
            return 2 * between(a / 2, b / 2, t);
        }
        // From the nearer end, so that both ends are met exactly.
        return t < 0.5 ? a + difference * t : b - difference * (1 - t);
    }

    /** How much of the way from {@code a} to {@code b} the number {@code x} between them lies. */
    static double part(double a, double b, double x) {
        double difference = b - a;
        return Double.isInfinite(difference) ? part(a / 2, b / 2, x / 2) : (x - a) / difference;
    }
}
