package org.tare.report;

import java.util.Optional;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Statistic;

/** Finds what a scan knows of a feature's distribution, with however many buckets it was taken. */
final class Histograms {
    private Histograms() {}

    static Optional<Histogram> of(FeatureStatistics feature) {
        for (Statistic<?> kind : feature.kinds()) {
            if (kind instanceof HistogramStatistic histogram) {
                return Optional.of(feature.get(histogram));
            }
        }
        return Optional.empty();
    }
}
