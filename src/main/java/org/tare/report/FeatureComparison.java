package org.tare.report;

import java.util.Optional;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.KolmogorovSmirnov;
import org.tare.stat.Moments;
import org.tare.stat.PopulationStability;
import org.tare.stat.Quantiles;

/**
 * How one feature differs from what it was. A number that cannot be known is NaN: all of them where the feature is
 * {@linkplain #isNew() new} or {@linkplain #isGone() gone} or has no values, psi, distance and often beyond where one of the two
 * has no histogram.
 *
 * @param feature the feature's name
 * @param reference what it was; null if it is new
 * @param current what it is; null if it is gone
 * @param missing the share of rows that are null or NaN, minus that of the reference; each row counts once, whatever its
 *     weight, which statistics do not sum of such rows
 * @param meanShift by how many of its standard errors the difference of the means is away from 0: {@code (m - m₀) / √(s²/n +
 *     s₀²/n₀)}, the statistic of Welch (Biometrika 34, 1947), s² being the sample variance and n the sum of the weights. Infinite
 *     where two constants differ; of one row there is no deviation, so that it is not known
 * @param psi the {@link PopulationStability population stability index}
 * @param distance the {@link KolmogorovSmirnov} distance, and the bounds within which it certainly lies
 * @param beyond the share of values below the reference's least or above its greatest; infinities are among them unless the
 *     reference has some, each row with one counting once
 */
public record FeatureComparison(
        String feature,
        FeatureStatistics reference,
        FeatureStatistics current,
        double missing,
        double meanShift,
        double psi,
        KolmogorovSmirnov distance,
        double beyond) {
    private static final KolmogorovSmirnov UNKNOWN = new KolmogorovSmirnov(Double.NaN, Double.NaN, Double.NaN);

    /** Compares a feature that both have. */
    static FeatureComparison of(FeatureStatistics reference, FeatureStatistics current) {
        Moments was = reference.moments();
        Moments is = current.moments();
        Optional<Quantiles> before = Histograms.of(reference).map(Histogram::quantiles);
        Optional<Quantiles> after = Histograms.of(current).map(Histogram::quantiles);
        boolean known = before.isPresent() && after.isPresent();
        return new FeatureComparison(
                current.name(),
                reference,
                current,
                missing(is) - missing(was),
                meanShift(was, is),
                known ? PopulationStability.index(before.get(), after.get()) : Double.NaN,
                known ? KolmogorovSmirnov.between(before.get(), after.get()) : UNKNOWN,
                beyond(was, is, after));
    }

    /** A feature that only one of the two has. */
    static FeatureComparison ofOne(FeatureStatistics reference, FeatureStatistics current) {
        return new FeatureComparison(
                (reference == null ? current : reference).name(),
                reference,
                current,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                UNKNOWN,
                Double.NaN);
    }

    /** Whether the reference has no such feature. */
    public boolean isNew() {
        return reference == null;
    }

    /** Whether there is no such feature any more. */
    public boolean isGone() {
        return current == null;
    }

    /** Whether there were values and are none. */
    public boolean isEmptied() {
        return reference != null
                && current != null
                && reference.moments().count() > 0
                && current.moments().count() == 0;
    }

    /** Whether there were values and are some. */
    boolean hasValues() {
        return reference != null
                && current != null
                && reference.moments().count() > 0
                && current.moments().count() > 0;
    }

    /** The share of rows that are null or NaN; NaN without rows. */
    static double missing(Moments moments) {
        return (double) moments.missing() / (moments.count() + moments.missing() + moments.infinite());
    }

    private static double meanShift(Moments was, Moments is) {
        if (!is.hasSums() || !was.hasSums()) {
            return Double.NaN;
        }
        if (is.mean() == was.mean()) {
            return 0;
        }
        // The difference of numbers near the largest double is beyond it.
        double unit = Double.isInfinite(is.mean() - was.mean()) ? 0.5 : 1;
        double error = Math.hypot(
                unit * was.sampleStandardDeviation() / Math.sqrt(was.sumOfWeights()),
                unit * is.sampleStandardDeviation() / Math.sqrt(is.sumOfWeights()));
        return (unit * is.mean() - unit * was.mean()) / error;
    }

    private static double beyond(Moments was, Moments is, Optional<Quantiles> after) {
        double values = is.count() == 0 ? 0 : share(was, is, after);
        if (is.infinite() == 0 || was.infinite() > 0) {
            return is.count() == 0 || was.count() == 0 ? Double.NaN : values;
        }
        double infinite = (double) is.infinite() / (is.count() + is.infinite());
        return infinite + (1 - infinite) * values;
    }

    /** Of the finite values. */
    private static double share(Moments was, Moments is, Optional<Quantiles> after) {
        if (was.min() <= is.min() && is.max() <= was.max()) {
            return 0;
        }
        return after.map(values -> values.cdf(Math.nextDown(was.min())) + 1 - values.cdf(was.max()))
                .orElse(Double.NaN);
    }
}
