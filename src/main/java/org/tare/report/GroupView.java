package org.tare.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.GroupName;
import org.tare.report.plot.NumberText;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;

/**
 * What there is to show of one group.
 *
 * @param key the values of the group columns
 * @param rows how many there are, if that is known
 * @param features all of them
 * @param room how many of them to show
 */
record GroupView(List<Object> key, Optional<Long> rows, List<FeatureView> features, int room) {
    /** So many features of groups take a megabyte of a page. */
    private static final int FEATURES = 1000;

    private static final int FEWEST = 5;
    private static final int MOST = 200;
    private static final int FINDINGS = 6;

    /** The groups with the most rows. */
    static List<GroupView> of(GroupedStatistics statistics) {
        int number = number(statistics.all().columns().stream()
                .mapToInt(column -> column.features().size())
                .sum());
        List<GroupView> views = new ArrayList<>();
        statistics
                .largest(number)
                .forEach((key, group) -> views.add(of(key, List.of(), Optional.of(group), FEATURES / number)));
        return views;
    }

    /** The groups with the most values in the fit, and what the statistics tell of them. */
    static List<GroupView> of(FittedScaler model, Optional<GroupedStatistics> statistics) {
        int number = number(model.features().size());
        Map<List<Object>, FittedScaler> largest = model.largestGroups(number);
        List<List<Object>> keys = List.copyOf(largest.keySet());
        List<Optional<DatasetStatistics>> known = statistics
                .filter(all -> all.keys().size() == model.groups().keys().size())
                .map(all -> all.find(keys))
                .orElse(keys.stream()
                        .map(key -> Optional.<DatasetStatistics>empty())
                        .toList());
        return IntStream.range(0, keys.size())
                .mapToObj(g -> of(keys.get(g), List.of(largest.get(keys.get(g))), known.get(g), FEATURES / number))
                .toList();
    }

    private static GroupView of(
            List<Object> key, List<FittedScaler> model, Optional<DatasetStatistics> statistics, int room) {
        return new GroupView(key, statistics.map(DatasetStatistics::rows), FeatureView.of(model, statistics), room);
    }

    private static int number(int features) {
        return Math.max(FEWEST, Math.min(MOST, FEATURES / Math.max(1, features)));
    }

    /** The group by its columns, in words. */
    String name(List<String> columns) {
        return GroupName.of(columns, key);
    }

    /** The features there is room for. */
    List<FeatureView> shown() {
        return features.subList(0, Math.min(room, features.size()));
    }

    /** What is to look at in the features that are shown, with their names; of many the first, and how many more there are. */
    List<String> findings() {
        List<String> all = shown().stream()
                .filter(FeatureView::isSeen)
                .flatMap(feature -> Findings.of(feature).stream().map(found -> feature.told() + ": " + found))
                .toList();
        if (all.size() <= FINDINGS) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, FINDINGS));
        first.add("and " + NumberText.count(all.size() - FINDINGS) + " more");
        return first;
    }
}
