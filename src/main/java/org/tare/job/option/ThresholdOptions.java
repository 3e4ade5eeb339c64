package org.tare.job.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tare.report.Comparison;
import org.tare.report.FeatureComparison;
import org.tare.report.Measure;
import org.tare.report.Thresholds;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.HistogramStatistic;
import picocli.CommandLine.Model.OptionSpec;

/** How much drift is too much: an option for each {@link Measure}. */
public final class ThresholdOptions {
    private static final String NONE = "none";

    private final List<Measure> given = new ArrayList<>();
    private Thresholds thresholds = Thresholds.usual();

    private static final Set<Measure> SHARES = Set.of(Measure.MISSING, Measure.KS, Measure.BEYOND);

    /** The measures as options. */
    public OptionSection section() {
        List<OptionSpec> options = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            options.add(OptionSpec.builder(option(measure))
                    .type(String.class)
                    .paramLabel("NUMBER")
                    .description(measure.doc() + " Default: "
                            + (Double.isInfinite(measure.threshold()) ? NONE : measure.threshold()) + ".")
                    .setter(new OptionSection.Taker<>(String.class, text -> take(measure, text)))
                    .build());
        }
        return new OptionSection("Thresholds, each a number that may just be reached, or none:", options);
    }

    /** The option of a measure. */
    public static String option(Measure measure) {
        return JobWords.option(measure.parameter());
    }

    private void take(Measure measure, String text) {
        double threshold = number(text);
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException(
                    option(measure) + " is '" + text + "'; give a number from 0 up, or " + NONE + ".");
        }
        if (SHARES.contains(measure) && threshold > 1 && Double.isFinite(threshold)) {
            throw new IllegalArgumentException(option(measure) + " is '" + text
                    + "', which no share goes beyond; give a number from 0 to 1, or " + NONE + ".");
        }
        thresholds = thresholds.with(measure, threshold);
        given.remove(measure);
        if (Double.isFinite(threshold)) {
            given.add(measure);
        }
    }

    private static double number(String text) {
        if (text.equals(NONE)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /**
     * Refuses a threshold that was given and that the comparison cannot tell of.
     *
     * @throws IllegalArgumentException if it is not known of a feature that has values before and now
     */
    public void check(Comparison comparison) {
        for (Measure measure : given) {
            comparison.unjudged(measure).stream().findFirst().ifPresent(feature -> {
                throw unjudged(measure, feature);
            });
        }
    }

    private static IllegalArgumentException unjudged(Measure measure, FeatureComparison feature) {
        String option = option(measure);
        String remedy = measure != Measure.MEAN_SHIFT
                ? "take the statistics with jobs/statistics --quantiles"
                : hasSums(feature) ? "give more rows" : "take the statistics again with sums";
        return new IllegalArgumentException(option + " cannot be judged for '" + feature.feature()
                + "', since it takes " + measure.takes() + "; " + remedy + ", or leave " + option + " out.");
    }

    private static boolean hasSums(FeatureComparison feature) {
        return feature.reference().moments().hasSums()
                && feature.current().moments().hasSums();
    }

    /** The measures with a threshold that are not known of some features, with how many; nothing if all are known. */
    public Optional<String> unjudged(Comparison comparison) {
        List<String> texts = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            int features = comparison.unjudged(measure).size();
            if (features > 0 && Double.isFinite(thresholds.of(measure))) {
                texts.add(measure.parameter() + " of " + features + " features, since it takes " + measure.takes());
            }
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", texts));
    }

    /**
     * Refuses a threshold that was given and that the statistics cannot tell of, before any rows are read.
     *
     * @throws IllegalArgumentException if it takes histograms that are not there
     */
    public void check(DatasetStatistics statistics, String whose, boolean byGroup) {
        Optional<FeatureStatistics> without = statistics.columns().stream()
                .flatMap(column -> column.features().stream())
                .filter(feature -> feature.kinds().stream().noneMatch(HistogramStatistic.class::isInstance))
                .findFirst();
        // What some group has beyond its range is not known of all rows.
        Optional<Measure> asked = given.stream()
                .filter(measure -> measure.needsHistograms() || (byGroup && measure == Measure.BEYOND))
                .findFirst();
        if (asked.isPresent() && without.isPresent()) {
            throw new IllegalArgumentException(
                    "There is no histogram of '" + without.get().name()
                            + "' in the " + whose + ", which " + option(asked.get())
                            + " takes; take the statistics with jobs/statistics --quantiles, or leave "
                            + option(asked.get()) + " out.");
        }
    }
}
