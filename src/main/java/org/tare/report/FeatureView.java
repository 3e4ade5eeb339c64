package org.tare.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.text;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tare.curve.Curve;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedFeature;
import org.tare.feature.plan.FittedScaler;
import org.tare.report.plot.NumberText;
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
 * @param apart what tells it from others of that name: where a feature is scaled several times, the column of the result
 */
record FeatureView(
        String name,
        Moments moments,
        Optional<Histogram> histogram,
        Optional<Curve> curve,
        Map<String, Double> learned,
        String result,
        Optional<String> apart) {
    private static final String ARROW = " → ";

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
        return toldApart(views);
    }

    /** Results that have one name too, as of scalers that follow each other in one place, are numbered. */
    private static List<FeatureView> toldApart(List<FeatureView> views) {
        Map<String, Long> named = views.stream().collect(groupingBy(FeatureView::name, counting()));
        Map<List<String>, Long> into =
                views.stream().collect(groupingBy(view -> List.of(view.name, view.result), counting()));
        Map<List<String>, Integer> seen = new HashMap<>();
        return views.stream()
                .map(view -> {
                    if (named.get(view.name) == 1) {
                        return view;
                    }
                    List<String> both = List.of(view.name, view.result);
                    int number = seen.merge(both, 1, Integer::sum);
                    return view.apart(into.get(both) == 1 ? view.result : view.result + " (" + number + ")");
                })
                .toList();
    }

    private FeatureView apart(String from) {
        return new FeatureView(name, moments, histogram, curve, learned, result, Optional.of(from));
    }

    /** The name as it is shown. */
    DomContent shown() {
        return apart.map(from -> each(Names.of(name), text(ARROW), Names.of(from)))
                .orElseGet(() -> each(Names.of(name)));
    }

    /** The same as a text. */
    String told() {
        return Names.printable(name)
                + apart.map(from -> ARROW + Names.printable(from)).orElse("");
    }

    /** Whether anything is known of the values; a model by group that 0.2.0 saved knows the curves of its groups alone. */
    boolean isSeen() {
        return curve.isEmpty() || !moments.equals(Moments.empty());
    }

    /** What there is to say of features without sums, once for all of them; nothing where each has sums. */
    static Optional<String> withoutSums(List<FeatureView> features) {
        long number = features.stream()
                .filter(feature -> !feature.moments().hasSums())
                .count();
        return number == 0
                ? Optional.empty()
                : Optional.of((number == features.size()
                                ? "All features were"
                                : NumberText.count(number) + " of " + NumberText.count(features.size())
                                        + " features were")
                        + " scanned without sums, which leaves no mean and no deviation.");
    }

    private static FeatureView unscaled(FeatureStatistics feature) {
        return new FeatureView(
                feature.name(),
                feature.moments(),
                Histograms.of(feature),
                Optional.empty(),
                Map.of(),
                "",
                Optional.empty());
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
                    column.mapping().output(),
                    Optional.empty()));
        }
        return views;
    }
}
