package org.tare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;

/**
 * How data differ from earlier ones, feature by feature, told from the statistics of both.
 *
 * <pre>{@code
 * Comparison february = Comparison.of(statisticsOfJanuary, statisticsOfFebruary);
 * List<FeatureComparison> drifted = february.drifted(Thresholds.usual());
 * }</pre>
 *
 * @param reference what was
 * @param current what is
 * @param features first those of the reference in its order, then the new ones
 */
public record Comparison(DatasetStatistics reference, DatasetStatistics current, List<FeatureComparison> features) {
    /** Copies the list. */
    public Comparison {
        features = List.copyOf(features);
    }

    /**
     * Compares column by column, and element by element where these are vectors or arrays. Letter case of a name matters only
     * where two names differ in nothing else. Weights count as in the statistics; the two may be weighted differently.
     */
    public static Comparison of(DatasetStatistics reference, DatasetStatistics current) {
        Objects.requireNonNull(reference, "The reference is null; give the statistics of the earlier rows.");
        Objects.requireNonNull(current, "The current statistics are null; give those of the rows to compare.");
        List<FeatureComparison> features = new ArrayList<>();
        for (ColumnStatistics was : reference.columns()) {
            addAll(
                    features,
                    was.features(),
                    current.find(was.name()).map(ColumnStatistics::features).orElse(List.of()));
        }
        for (ColumnStatistics is : current.columns()) {
            if (reference.find(is.name()).isEmpty()) {
                addAll(features, List.of(), is.features());
            }
        }
        return new Comparison(reference, current, features);
    }

    private static void addAll(
            List<FeatureComparison> features, List<FeatureStatistics> was, List<FeatureStatistics> is) {
        for (int e = 0; e < Math.max(was.size(), is.size()); e++) {
            features.add(
                    e >= was.size()
                            ? FeatureComparison.ofOne(null, is.get(e))
                            : e >= is.size()
                                    ? FeatureComparison.ofOne(was.get(e), null)
                                    : FeatureComparison.of(was.get(e), is.get(e)));
        }
    }

    /** How many features there were before, which can be compared or are gone. */
    public int compared() {
        return features.size() - appeared();
    }

    /** How many features are new. */
    public int appeared() {
        return (int) features.stream().filter(FeatureComparison::isNew).count();
    }

    /** The features that have values on both sides, of which nevertheless nobody can tell that measure. */
    public List<FeatureComparison> unjudged(Measure measure) {
        Objects.requireNonNull(measure, "The measure is null; give one of Measure.");
        return features.stream()
                .filter(feature -> feature.hasValues() && Double.isNaN(measure.of(feature)))
                .toList();
    }

    /** The features that passed a threshold, are gone, or have no values any more; a new feature is not among them. */
    public List<FeatureComparison> drifted(Thresholds thresholds) {
        Objects.requireNonNull(
                thresholds, "The thresholds are null; give Thresholds.usual() for those of the measures.");
        return features.stream()
                .filter(feature -> !thresholds.findings(feature).isEmpty() && !feature.isNew())
                .toList();
    }
}
