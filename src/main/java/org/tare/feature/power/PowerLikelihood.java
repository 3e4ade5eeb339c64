package org.tare.feature.power;

import java.util.Arrays;
import java.util.List;
import org.tare.stat.Moments;

/**
 * The profile likelihood of a power transform at five powers: for each value {@code -log(standard deviation of the powers) + λ ·
 * mean logarithm}, but for what does not depend on λ (Box and Cox 1964, equation 8; Yeo and Johnson 2000, equation 3.1).
 *
 * <p>It is relative to the origin of the transform, and taken of deviations instead of variances, so that nothing overflows.
 * Between the five powers it is the polynomial through them.
 */
public final class PowerLikelihood {
    private static final int MIDDLE = PowerGrid.SIZE / 2;
    private static final int MOST_STEPS = 60;

    private final PowerGrid grid;
    private final double[] likelihoods = new double[PowerGrid.SIZE];
    private final double[] means = new double[PowerGrid.SIZE];
    private final double[] deviations = new double[PowerGrid.SIZE];
    private final double peak;

    PowerLikelihood(PowerGrid grid, double meanLogarithm, double[] means, double[] deviations) {
        this.grid = grid;
        for (int i = 0; i < PowerGrid.SIZE; i++) {
            this.means[i] = means[i];
            this.deviations[i] = deviations[i];
            // Where powers overflow, or are one value for a double, they cannot tell.
            boolean tells = deviations[i] > 0 && deviations[i] < Double.POSITIVE_INFINITY;
            likelihoods[i] =
                    tells ? grid.power(i) * meanLogarithm - StrictMath.log(deviations[i]) : Double.NEGATIVE_INFINITY;
        }
        peak = peak();
    }

    /** The likelihood, given the {@link PowerMoments} of these powers. */
    public static PowerLikelihood of(PowerGrid grid, List<Moments> moments) {
        double[] means = new double[PowerGrid.SIZE];
        double[] deviations = new double[PowerGrid.SIZE];
        for (int i = 0; i < PowerGrid.SIZE; i++) {
            Moments powers = moments.get(i + 1);
            means[i] = powers.mean();
            deviations[i] = powers.infinite() > 0 ? Double.POSITIVE_INFINITY : powers.standardDeviation();
        }
        return new PowerLikelihood(grid, moments.get(0).mean(), means, deviations);
    }

    private double peak() {
        int best = 0;
        for (int i = 1; i < PowerGrid.SIZE; i++) {
            best = likelihoods[i] > likelihoods[best] ? i : best;
        }
        double[] c = coefficients(likelihoods);
        double t = best - MIDDLE;
        for (int i = 0; i < MOST_STEPS && best > 0 && best < PowerGrid.SIZE - 1; i++) {
            double slope = c[1] + t * (2 * c[2] + t * (3 * c[3] + t * 4 * c[4]));
            double bend = 2 * c[2] + t * (6 * c[3] + t * 12 * c[4]);
            double next = t - slope / bend;
            if (!(bend < 0 && Math.abs(next - (best - MIDDLE)) <= 1)) {
                return best - MIDDLE;
            }
            if (Math.abs(next - t) < 1e-15) {
                break;
            }
            t = next;
        }
        return t;
    }

    /** Of the polynomial through five points at -2, -1, 0, 1 and 2. */
    private static double[] coefficients(double... f) {
        double odd = f[3] - f[1];
        double wideOdd = f[4] - f[0];
        double even = f[3] - 2 * f[2] + f[1];
        double wideEven = f[4] - 2 * f[2] + f[0];
        return new double[] {
            f[2],
            (8 * odd - wideOdd) / 12,
            (16 * even - wideEven) / 24,
            (wideOdd - 2 * odd) / 12,
            (wideEven - 4 * even) / 24
        };
    }

    private double atPeak(double... values) {
        if (peak == Math.rint(peak)) {
            return values[MIDDLE + (int) peak];
        }
        double[] c = coefficients(values);
        return c[0] + peak * (c[1] + peak * (c[2] + peak * (c[3] + peak * c[4])));
    }

    public PowerGrid grid() {
        return grid;
    }

    /** Whether the largest likelihood lies between the powers, and not at the first or the last. */
    public boolean hasPeak() {
        return Math.abs(peak) < MIDDLE;
    }

    /** Whether at least one power keeps the values finite and apart. */
    public boolean isKnown() {
        return Arrays.stream(likelihoods).anyMatch(Double::isFinite) && deviationIsFinite();
    }

    private boolean deviationIsFinite() {
        return standardDeviation() > 0 && Double.isFinite(standardDeviation()) && Double.isFinite(mean());
    }

    /** The power of the largest likelihood. */
    public double lambda() {
        return grid.lambda() + peak * grid.step();
    }

    /** The mean of the values to that power. */
    public double mean() {
        return atPeak(means);
    }

    /** The standard deviation of the values to that power. */
    public double standardDeviation() {
        return atPeak(deviations);
    }
}
