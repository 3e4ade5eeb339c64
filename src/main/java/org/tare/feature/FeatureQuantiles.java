package org.tare.feature;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** A range before those within it, and ranges are either within each other or apart. */
    private static final Comparator<ValueRange> OUTER_FIRST = Comparator.comparingDouble(ValueRange::least)
            .thenComparing(Comparator.comparingDouble(ValueRange::greatest).reversed());

    private FeatureQuantiles() {}

    /** The quantiles as far as the scans that were made tell them, whatever their order and whoever asked for them. */
    static Quantiles of(FeatureStatistics feature) {
        Map<ValueRange, Histogram> found = new TreeMap<>(OUTER_FIRST);
        for (Statistic<?> kind : feature.kinds()) {
            if (kind instanceof HistogramsWithin within) {
                for (int r = 0; r < within.ranges().size(); r++) {
                    found.put(within.ranges().get(r), feature.get(within).get(r));
                }
            }
        }
        return feature.get(HISTOGRAM)
                .quantiles()
                .refine(
                        List.copyOf(found.keySet()),
                        found.values().stream().map(Histogram::quantiles).toList());
    }

    /**
     * What one more scan shall take to make these quantiles exact; nothing where they are. Each range is a kind of its own,
     * so that scalers that need the same one have it scanned once.
     */
    static List<Statistic<?>> more(FeatureStatistics seen, double... q) {
        return of(seen).unresolved(q).stream()
                .<Statistic<?>>map(range -> new HistogramsWithin(List.of(range)))
                .toList();
    }
}
