package org.tare.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tare.curve.Curve;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedFeature;
import org.tare.feature.plan.FittedScaler;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Histogram;
import org.tare.stat.Moments;

/**
 * What there is to show of one feature.
 *
 * @param histogram if one is known
 * @param curve if it is scaled
 * @param learned what else its scaler learned
 * @param result the name of the column that the scaled values go to; empty if it is not scaled
 */
record FeatureView(
        String name,
        Moments moments,
        Optional<Histogram> histogram,
        Optional<Curve> curve,
        Map<String, Double> learned,
        String result) {
    /**
     * Of models, one after the other, with the values of statistics where these know the column; then what else the statistics
     * know.
     */
    static List<FeatureView> of(List<FittedScaler> models, Optional<DatasetStatistics> statistics) {
        List<FeatureView> views = new ArrayList<>();
        Set<String> inputs = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (FittedScaler model : models) {
            for (FittedColumn column : model.columns()) {
                String input = column.mapping().input();
                inputs.add(input);
                // What an earlier model wrote is not what the statistics tell of, were it under the same name.
                views.addAll(scaled(column, statistics.filter(all -> !written.contains(input))));
            }
            model.columns().forEach(column -> written.add(column.mapping().output()));
        }
        statistics.stream()
                .flatMap(all -> all.columns().stream())
                .filter(column -> !inputs.contains(column.name()))
                .flatMap(column -> column.features().stream())
                .map(FeatureView::unscaled)
                .forEach(views::add);
        return views;
    }

    /** Whether anything is known of the values; a model by group that 0.2.0 saved knows the curves of its groups alone. */
    boolean isSeen() {
        return curve.isEmpty() || !moments.equals(Moments.empty());
    }

    private static FeatureView unscaled(FeatureStatistics feature) {
        return new FeatureView(
                feature.name(), feature.moments(), Histograms.of(feature), Optional.empty(), Map.of(), "");
    }

    private static List<FeatureView> scaled(FittedColumn column, Optional<DatasetStatistics> statistics) {
        List<FittedFeature> features = column.features();
        Optional<List<FeatureStatistics>> known = statistics
                .flatMap(all -> all.find(column.mapping().input()))
                .map(ColumnStatistics::features)
                .filter(found -> found.size() == features.size());
        List<FeatureView> views = new ArrayList<>();
        for (int e = 0; e < features.size(); e++) {
            int element = e;
            FittedFeature feature = features.get(e);
            views.add(new FeatureView(
                    feature.name(),
                    known.map(found -> found.get(element).moments()).orElse(feature.moments()),
                    known.flatMap(found -> Histograms.of(found.get(element))),
                    Optional.of(feature.curve()),
                    feature.learned(),
                    column.mapping().output()));
        }
        return views;
    }
}
