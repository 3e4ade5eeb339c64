package org.tare.job.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tare.report.Comparison;
import org.tare.report.GroupDrift;
import org.tare.report.Measure;
import org.tare.report.Thresholds;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Moments;

/** A comparison for the console: what there is something to say of comes first. */
public final class DriftTable {
    private DriftTable() {}

    /** A row for each feature. */
    public static ConsoleTable of(Comparison comparison, Thresholds thresholds) {
        List<String> headings = new ArrayList<>(List.of("feature", "finding", "mean was", "mean is"));
        Stream.of(Measure.values()).map(Measure::parameter).forEach(headings::add);
        ConsoleTable table = new ConsoleTable(headings.toArray(String[]::new));
        comparison.features().stream()
                .sorted(Comparator.comparing(
                        feature -> thresholds.findings(feature).isEmpty()))
                .forEach(feature -> {
                    List<Object> cells = new ArrayList<>(
                            List.of(feature.feature(), String.join(", ", thresholds.findings(feature))));
                    cells.add(mean(feature.reference()));
                    cells.add(mean(feature.current()));
                    for (Measure measure : Measure.values()) {
                        cells.add(known(measure.of(feature)));
                    }
                    table.add(cells);
                });
        return table;
    }

    /** At most so many groups fit a screen; the others stand in the files. */
    private static final int GROUPS = 20;

    /** A row for each group there is something to say of, the largest first. */
    public static ConsoleTable of(GroupDrift drift) {
        ConsoleTable table =
                new ConsoleTable(Stream.concat(drift.keys().stream(), Stream.of("finding", "rows were", "rows are"))
                        .toArray(String[]::new));
        drift.found().stream().limit(GROUPS).forEach(group -> {
            List<Object> cells = new ArrayList<>(group.key());
            cells.add(
                    group.features().isEmpty()
                            ? group.finding().name().toLowerCase(Locale.ROOT)
                            : group.features().entrySet().stream()
                                    .map(feature -> feature.getKey() + ": " + String.join(", ", feature.getValue()))
                                    .collect(Collectors.joining("; ")));
            cells.add(group.before());
            cells.add(group.now());
            table.add(cells);
        });
        return table;
    }

    private static Double mean(FeatureStatistics feature) {
        return feature == null ? null : known(feature.moments().orNan(Moments::mean));
    }

    private static Double known(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
