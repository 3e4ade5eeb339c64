package org.tare.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ColumnScaler;
import org.tare.feature.ScalerModel;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;

/**
 * The statistics of a job, by group or not.
 *
 * @param all those of all rows
 * @param groups those of each group, or null where they are not by group
 */
public record Learned(DatasetStatistics all, GroupedStatistics groups) {
    /** Not by group. */
    public static Learned of(DatasetStatistics statistics) {
        return new Learned(statistics, null);
    }

    /** By group. */
    public static Learned of(GroupedStatistics statistics) {
        return new Learned(statistics.all(), statistics);
    }

    /** By group if there are columns to group by. */
    public static Learned scan(Scan scan, List<String> groupCols) {
        return groupCols.isEmpty()
                ? of(scan.run())
                : of(scan.groupBy(groupCols.toArray(String[]::new)).run());
    }

    /** Whether statistics, by group or not, were saved at that path. */
    public static boolean isAt(SparkSession spark, String path) {
        return GroupedStatistics.isAt(spark, path) || DatasetStatistics.isAt(spark, path);
    }

    /** What was saved at a path. */
    public static Learned load(SparkSession spark, String path) {
        return GroupedStatistics.isAt(spark, path)
                ? of(GroupedStatistics.load(spark, path))
                : of(DatasetStatistics.load(spark, path));
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException if just one is by group, or as the statistics say
     */
    public Learned merge(Learned other) {
        if ((groups == null) != (other.groups == null)) {
            throw new IllegalArgumentException(
                    "Some of the statistics are by group and others are not; take all with jobs/statistics and the same"
                            + " --group-cols.");
        }
        return groups == null ? of(all.merge(other.all)) : of(groups.merge(other.groups));
    }

    /**
     * Refuses to take the place of statistics that tell more.
     *
     * @throws IllegalArgumentException if sums or a kind of statistics that are known there are not known here
     */
    public void requireAllOf(Learned known, String place) {
        Map<String, List<String>> lost = new TreeMap<>();
        for (ColumnStatistics column : known.all.columns()) {
            all.find(column.name()).filter(now -> now.size() > 0).ifPresent(now -> {
                Set<String> contents = contents(column);
                contents.removeAll(contents(now));
                contents.forEach(content ->
                        lost.computeIfAbsent(content, none -> new ArrayList<>()).add(column.name()));
            });
        }
        if (!lost.isEmpty()) {
            String contents = lost.entrySet().stream()
                    .map(content -> content.getKey() + " of " + content.getValue())
                    .collect(Collectors.joining(" and "));
            throw new IllegalArgumentException("'" + place + "' has " + contents
                    + ", which would be lost, as what is merged into it has none; take that again with them, or give"
                    + " another place with --statistics and both with --merge.");
        }
    }

    /** What a column has beside counts and bounds, as merges keep it. */
    private static Set<String> contents(ColumnStatistics column) {
        Set<String> contents =
                column.mergedKinds().stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        if (column.hasSums()) {
            contents.add("sums");
        }
        return contents;
    }

    /** Those of these columns alone. */
    public Learned select(String... columns) {
        return groups == null ? of(all.select(columns)) : of(groups.select(columns));
    }

    public ScalerModel fit(ColumnScaler scaler) {
        return groups == null ? scaler.fit(all) : scaler.fit(groups);
    }

    public void save(SparkSession spark, String path) {
        if (groups == null) {
            all.save(spark, path);
        } else {
            groups.save(spark, path);
        }
    }

    /** The columns by which rows are grouped. */
    public List<String> groupCols() {
        return groups == null ? List.of() : List.of(groups.keys().fieldNames());
    }
}
