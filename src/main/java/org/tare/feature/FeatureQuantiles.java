package org.tare.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Mode;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;

/** The quantiles of a feature, from its histogram and from what further scans found within the buckets of that. */
final class FeatureQuantiles {
    static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    /** Up to so many ranges are kinds of their own, so that scalers that need the same one have it scanned once. */
    private static final int FEW = 12;

    /** What more ranges may take of a feature's memory. */
    private static final long BYTES = 1 << 23;

    private FeatureQuantiles() {}

    /** The quantiles as far as the scans that were made tell them, whatever their order and whoever asked for them. */
    static Quantiles of(FeatureStatistics feature) {
        Map<ValueRange, Histogram> found = new LinkedHashMap<>();
        for (Statistic<?> kind : feature.kinds()) {
            if (kind instanceof HistogramsWithin within) {
                List<ValueRange> ranges = within.ranges();
                List<Histogram> histograms = feature.get(within);
                for (int r = 0; r < ranges.size(); r++) {
                    found.put(ranges.get(r), histograms.get(r));
                }
            }
        }
        return HistogramsWithin.refine(feature.get(HISTOGRAM).quantiles(), found);
    }

    /** What one more scan shall take to find the most frequent value; nothing where it is certain, or cannot be had. */
    static List<Statistic<?>> more(FeatureStatistics seen) {
        Quantiles known = of(seen);
        return fewKinds(HistogramsWithin.each(known, Mode.unresolved(known)));
    }

    /** What one more scan shall take to make these quantiles exact; nothing where they are. */
    static List<Statistic<?>> more(FeatureStatistics seen, double... q) {
        return fewKinds(HistogramsWithin.unresolved(of(seen), q));
    }

    private static List<Statistic<?>> fewKinds(List<HistogramsWithin> kinds) {
        return kinds.size() <= FEW ? List.copyOf(kinds) : List.of(HistogramsWithin.joined(kinds, BYTES));
    }
}
