package org.tare.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tare.curve.Chain;
import org.tare.curve.Curve;
import org.tare.curve.Fill;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.MissingStatistic;
import org.tare.stat.Statistic;

/**
 * A formula behind an imputer: of the statistics that the filled values have.
 *
 * @param imputer what fills in
 * @param next the formula
 * @param isWeighted whether rows have weights, so that the number of missing values does not tell what they weigh
 */
record Imputed(Imputer imputer, Formula next, boolean isWeighted) implements Formula {
    @Override
    public List<Statistic<?>> needs() {
        return Stream.concat(ofBoth(), Stream.of(new MissingStatistic())).toList();
    }

    @Override
    public List<Statistic<?>> requires() {
        return isWeighted ? needs() : ofBoth().toList();
    }

    private Stream<Statistic<?>> ofBoth() {
        return Stream.concat(imputer.needs().stream(), next.needs().stream()).distinct();
    }

    /** The next asks already while the imputer does: until its value is exact, it moves within one bucket and no quantile leaves its own. */
    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        if (seen.moments().count() == 0 && imputer.needsValues()) {
            return List.of();
        }
        List<Statistic<?>> own = imputer.more(seen);
        FeatureStatistics filled = seen.filled(imputer.nearly(seen));
        return Stream.concat(own.stream(), next.more(filled).stream())
                .distinct()
                .toList();
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        double value = imputer.value(feature);
        return Chain.of(new Fill(value), next.curve(feature.filled(value)));
    }

    @Override
    public boolean needsValues() {
        return imputer.needsValues();
    }

    @Override
    public String name(FeatureStatistics feature) {
        return next.name(feature);
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        Map<String, Double> learned = new LinkedHashMap<>(imputer.learned(feature));
        learned.putAll(next.learned(filled(feature)));
        return learned;
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        return next.warning(filled(feature));
    }

    private FeatureStatistics filled(FeatureStatistics feature) {
        return feature.filled(imputer.value(feature));
    }

    @Override
    public String howToKeepZero() {
        return next.howToKeepZero();
    }
}
