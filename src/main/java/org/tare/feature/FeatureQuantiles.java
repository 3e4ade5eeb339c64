package org.tare.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;

/** The quantiles of a feature, from its histogram and from what further scans found within the buckets of that. */
final class FeatureQuantiles {
    static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    private FeatureQuantiles() {}

    /** The quantiles as far as the scans that were made tell them, whatever their order and whoever asked for them. */
    static Quantiles of(FeatureStatistics feature) {
        Map<ValueRange, Histogram> found = new LinkedHashMap<>();
        for (Statistic<?> kind : feature.kinds()) {
            if (kind instanceof HistogramsWithin within) {
                for (int r = 0; r < within.ranges().size(); r++) {
                    found.put(within.ranges().get(r), feature.get(within).get(r));
                }
            }
        }
        return HistogramsWithin.refine(feature.get(HISTOGRAM).quantiles(), found);
    }

    /** What one more scan shall take to make these quantiles exact; nothing where they are. */
    static List<Statistic<?>> more(FeatureStatistics seen, double... q) {
        return List.copyOf(HistogramsWithin.unresolved(of(seen), q));
    }
}
