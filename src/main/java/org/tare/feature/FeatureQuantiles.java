package org.tare.feature;

import java.util.List;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;

/** The quantiles of a feature, from its histogram and from what further scans found within the buckets of that. */
final class FeatureQuantiles {
    static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    private FeatureQuantiles() {}

    /** The quantiles as far as the scans that were made tell them. */
    static Quantiles of(FeatureStatistics feature) {
        Quantiles quantiles = feature.get(HISTOGRAM).quantiles();
        // In the order in which they were scanned, each looks into buckets of those before.
        for (Statistic<?> kind : feature.kinds()) {
            if (kind instanceof HistogramsWithin within) {
                quantiles = within.refine(quantiles, feature.get(within));
            }
        }
        return quantiles;
    }

    /** What one more scan shall take to make these quantiles exact; nothing where they are. */
    static List<Statistic<?>> more(FeatureStatistics seen, double... q) {
        List<ValueRange> unresolved = of(seen).unresolved(q);
        return unresolved.isEmpty() ? List.of() : List.of(new HistogramsWithin(unresolved));
    }
}
