package org.tare.feature;

import java.util.List;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Mode;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;

/** What further scans shall take to know the quantiles of a feature. */
final class FeatureQuantiles {
    static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    /** Up to so many ranges are kinds of their own, so that scalers that need the same one have it scanned once. */
    private static final int FEW = 12;

    /** What more ranges may take of a feature's memory. */
    private static final long BYTES = 1 << 23;

    private FeatureQuantiles() {}

    /** What one more scan shall take to find the most frequent value; nothing where it is certain, or cannot be had. */
    static List<Statistic<?>> more(FeatureStatistics seen) {
        Quantiles known = seen.quantiles();
        return fewKinds(HistogramsWithin.each(known, Mode.unresolved(known)));
    }

    /** What one more scan shall take to make these quantiles exact; nothing where they are. */
    static List<Statistic<?>> more(FeatureStatistics seen, double... q) {
        return fewKinds(HistogramsWithin.unresolved(seen.quantiles(), q));
    }

    private static List<Statistic<?>> fewKinds(List<HistogramsWithin> kinds) {
        return kinds.size() <= FEW ? List.copyOf(kinds) : List.of(HistogramsWithin.joined(kinds, BYTES));
    }
}
