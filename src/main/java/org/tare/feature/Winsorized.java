package org.tare.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tare.curve.Affine;
import org.tare.curve.Chain;
import org.tare.curve.Clipped;
import org.tare.curve.Curve;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Accumulator;
import org.tare.stat.ClippedStatistic;
import org.tare.stat.MomentsStatistic;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;

/**
 * A formula of values held between two of their quantiles: the statistics it sees are those of the values so held.
 *
 * @param next the formula
 * @param lower the lower quantile
 * @param upper the upper quantile
 * @param isExact whether to scan until quantiles and statistics are exact
 */
record Winsorized(Formula next, double lower, double upper, boolean isExact) implements Formula {
    @Override
    public List<Statistic<?>> needs() {
        return List.of(FeatureQuantiles.HISTOGRAM);
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        if (!isExact || seen.moments().count() == 0) {
            return List.of();
        }
        List<Statistic<?>> own = FeatureQuantiles.more(seen, lower, upper);
        Quantiles quantiles = seen.quantiles();
        if (!own.isEmpty() || quantiles.isExact()) {
            return own;
        }
        List<Statistic<?>> asked = seen.clipped(quantiles.quantile(lower), quantiles.quantile(upper))
                .map(next::more)
                .orElseGet(this::all);
        return asked.stream()
                .<Statistic<?>>map(kind -> clipped(kind, quantiles))
                .toList();
    }

    private List<Statistic<?>> all() {
        return Stream.concat(Stream.of(new MomentsStatistic()), next.needs().stream())
                .toList();
    }

    private <V> ClippedStatistic<V> clipped(Statistic<V> kind, Quantiles quantiles) {
        return new ClippedStatistic<>(quantiles.quantile(lower), quantiles.quantile(upper), kind);
    }

    /** As they were scanned; where they were not, as the histogram has them, which is exact where it knows each value. */
    private FeatureStatistics clipped(FeatureStatistics feature) {
        Quantiles quantiles = feature.quantiles();
        double low = quantiles.quantile(lower);
        double high = quantiles.quantile(upper);
        return feature.clipped(low, high).orElseGet(() -> {
            FeatureStatistics estimated = feature;
            for (Statistic<?> kind : all()) {
                estimated = estimated(estimated, clipped(kind, quantiles), quantiles);
            }
            return estimated.clipped(low, high).orElseThrow();
        });
    }

    private static <V> FeatureStatistics estimated(FeatureStatistics feature, Statistic<V> kind, Quantiles quantiles) {
        Accumulator<V> accumulator = kind.accumulator();
        quantiles.points().forEach(point -> accumulator.add(point.value(), point.weight()));
        return feature.with(kind, accumulator.result());
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        Quantiles quantiles = feature.quantiles();
        double low = quantiles.quantile(lower);
        double high = quantiles.quantile(upper);
        Curve clip = low < high ? new Clipped(Affine.IDENTITY, low, high) : new Affine(low, 1, low, 0);
        return Chain.of(clip, next.curve(clipped(feature)));
    }

    @Override
    public boolean needsValues() {
        return true;
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        Quantiles quantiles = feature.quantiles();
        Map<String, Double> learned = new LinkedHashMap<>();
        learned.put("clipLower", quantiles.quantile(lower));
        learned.put("clipUpper", quantiles.quantile(upper));
        learned.putAll(next.learned(clipped(feature)));
        return learned;
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        return next.warning(clipped(feature));
    }

    @Override
    public String howToKeepZero() {
        return next.howToKeepZero();
    }
}
