package org.tare.report;

import java.util.Objects;

/** A number by which a feature differs from its reference, and how much of it is too much unless somebody says otherwise. */
public enum Measure {
    /** See {@link FeatureComparison#missing}. */
    MISSING("missing", 0.05, "Change of the share of rows with a missing value, up or down, whatever they weigh."),
    /** See {@link FeatureComparison#meanShift}. */
    MEAN_SHIFT(
            "meanShift",
            Double.POSITIVE_INFINITY,
            "Shift of the mean, up or down, in standard errors of the difference; of many rows the smallest shift is many."),
    /** See {@link FeatureComparison#psi}. */
    PSI("psi", 0.2, "Population stability index over the deciles of the reference."),
    /** See {@link FeatureComparison#distance}. */
    KS("ks", 0.1, "Kolmogorov-Smirnov distance, the largest difference of the shares up to a value."),
    /** See {@link FeatureComparison#beyond}. */
    BEYOND("beyond", 0.01, "Share of values below the least or above the greatest of the reference.");

    private final String parameter;
    private final double threshold;
    private final String doc;

    Measure(String parameter, double threshold, String doc) {
        this.parameter = parameter;
        this.threshold = threshold;
        this.doc = doc;
    }

    /** Its name, as options and JSON have it. */
    public String parameter() {
        return parameter;
    }

    /** The threshold unless another is set; infinite for none. */
    public double threshold() {
        return threshold;
    }

    /** What it is, in a sentence. */
    public String doc() {
        return doc;
    }

    /** Whether it is known only where both have histograms; {@link #BEYOND} is often known without. */
    public boolean needsHistograms() {
        return this == PSI || this == KS;
    }

    /** What it takes to be known of a feature that has values before and now, in words. */
    public String takes() {
        return switch (this) {
            case MISSING -> "rows";
            case MEAN_SHIFT -> "sums of at least two rows before and now";
            case PSI, KS -> "histograms of both";
            case BEYOND -> "a histogram of values of which some lie beyond";
        };
    }

    /** Its value, which has a sign where it has a direction; NaN where it is not known. */
    public double of(FeatureComparison feature) {
        Objects.requireNonNull(feature, "The comparison is null; give that of a feature.");
        return switch (this) {
            case MISSING -> feature.missing();
            case MEAN_SHIFT -> feature.meanShift();
            case PSI -> feature.psi();
            case KS -> feature.distance().distance();
            case BEYOND -> feature.beyond();
        };
    }
}
