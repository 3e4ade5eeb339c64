package org.tare.stat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The population stability index, {@code Σ (q - p)·ln(q / p)} over bins of values, p being the part of the reference that lies
 * in a bin and q that of the current values (Siddiqi, <i>Credit Risk Scorecards</i>, 2006; it is the divergence of Jeffreys,
 * 1946). By convention below 0.1 nothing has changed, and above 0.25 much has.
 *
 * <p>The bins are cut at the deciles of the reference, at values that it has, so that p is exact; where a value is several
 * deciles there are fewer bins. The outer bins have no end. A reference of one value has three bins: below, at, and above it. A
 * part of 0 counts as 0.0001, as it does in Evidently. NaN where one of the two has no values.
 */
public final class PopulationStability {
    private static final int BINS = 10;

    private static final double LEAST_PART = 1e-4;

    private PopulationStability() {}

    /** The index of current values. */
    public static double index(Quantiles reference, Quantiles current) {
        Objects.requireNonNull(reference, "The reference is null; give quantiles of the earlier values.");
        Objects.requireNonNull(current, "The current is null; give quantiles of the values to compare.");
        if (reference.size() == 0 || current.size() == 0) {
            return Double.NaN;
        }
        double index = 0;
        double expected = 0;
        double actual = 0;
        for (double edge : edges(reference)) {
            double expectedThere = reference.cdf(edge);
            double actualThere = current.cdf(edge);
            index += term(expectedThere - expected, actualThere - actual);
            expected = expectedThere;
            actual = actualThere;
        }
        return index + term(1 - expected, 1 - actual);
    }

    private static double term(double expected, double actual) {
        double p = Math.max(expected, LEAST_PART);
        double q = Math.max(actual, LEAST_PART);
        return (q - p) * Math.log(q / p);
    }

    /** The greatest value of each bin but the last. */
    private static List<Double> edges(Quantiles reference) {
        double max = reference.max();
        if (reference.min() == max) {
            return List.of(Math.nextDown(max), max);
        }
        List<Double> edges = new ArrayList<>();
        for (int bucket = 0; bucket < reference.size() - 1; bucket++) {
            if (decile(reference, bucket + 1) > decile(reference, bucket)) {
                edges.add(reference.greatest(bucket));
            }
        }
        return edges;
    }

    /** How many deciles lie among the buckets before that one. */
    private static double decile(Quantiles reference, int bucket) {
        return Math.floor(BINS * reference.weightBefore(bucket) / reference.sumOfWeights());
    }
}
