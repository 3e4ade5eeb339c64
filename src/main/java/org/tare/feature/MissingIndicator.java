package org.tare.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tare.curve.Curve;
import org.tare.curve.Missing;
import org.tare.feature.plan.ColumnMapping;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Statistic;

/** Where a column has nothing. */
record MissingIndicator() implements Formula {
    private static final String SUFFIX = "_missing";

    static ColumnFormula of(ColumnFormula filled) {
        String input = filled.mapping().input();
        return new ColumnFormula(new ColumnMapping(input, input + SUFFIX), new MissingIndicator());
    }

    @Override
    public List<Statistic<?>> needs() {
        return List.of();
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        return List.of();
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        return new Missing();
    }

    @Override
    public boolean needsValues() {
        return false;
    }

    @Override
    public String name(FeatureStatistics feature) {
        return feature.name() + SUFFIX;
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of();
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        return Optional.empty();
    }

    @Override
    public String howToKeepZero() {
        return "";
    }
}
