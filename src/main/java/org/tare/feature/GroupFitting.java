package org.tare.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedFeature;
import org.tare.feature.plan.FittedGroups;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.GroupCurves;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.FeatureStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.spark.group.GroupKeys;
import org.tare.spark.group.GroupTable;

/** From the statistics of groups to the curves of each, where the statistics are. */
final class GroupFitting {
    private static final String FAILURE = "tare_failure";

    private GroupFitting() {}

    /** What the fit of a group needs; it goes to executors. */
    private record Fit(List<ColumnFormula> formulas, List<FittedColumn> global, int fewest)
            implements java.io.Serializable {
        /** The curves of a group, and why there are none, or null. */
        List<Object> cells(List<Object> key, DatasetStatistics group) {
            try {
                List<FittedColumn> columns = new ArrayList<>();
                for (int c = 0; c < global.size(); c++) {
                    columns.add(column(c, group));
                }
                List<Long> counts = formulas.stream()
                        .flatMap(column -> group.column(column.mapping().input()).features().stream())
                        .map(feature -> feature.moments().count())
                        .toList();
                List<Object> cells = new ArrayList<>(GroupCurves.cells(counts, columns));
                cells.add(null);
                return cells;
            } catch (IllegalArgumentException e) {
                return Arrays.asList(
                        null,
                        null,
                        null,
                        null,
                        "In the group " + Arrays.deepToString(key.toArray()) + ": " + e.getMessage());
            }
        }

        private FittedColumn column(int c, DatasetStatistics group) {
            FittedColumn ofAll = global.get(c);
            ColumnFormula column = formulas.get(c);
            ColumnStatistics seen = group.column(column.mapping().input());
            if (fewest > 0 && seen.size() == 0) {
                return ofAll;
            }
            for (FeatureStatistics feature : seen.features()) {
                if (fewest == 0 && feature.moments().count() == 0) {
                    throw new IllegalArgumentException(
                            "Feature '" + feature.name() + "' has no finite value; set"
                                    + " minGroupRows to 1 or more, so that it takes the statistics of all rows, or leave it out.");
                }
            }
            List<FittedFeature> instead = IntStream.range(0, seen.size())
                    .mapToObj(e -> seen.feature(e).moments().count() < fewest
                            ? ofAll.features().get(e)
                            : null)
                    .collect(Collectors.toList());
            return Fitting.fit(column.formula(), column.mapping(), seen, group.rows(), instead);
        }
    }

    /**
     * The curves of all rows, and of each group.
     *
     * @throws IllegalArgumentException as {@link Fitting#fit}, naming the group
     */
    static FittedScaler fit(ColumnFormula.Source source, String weightCol, int fewest, GroupedStatistics statistics) {
        List<FittedColumn> global = Fitting.fit(source, weightCol, statistics.all());
        List<ColumnFormula> formulas = List.copyOf(Fitting.formulas(source, statistics.all()));
        formulas.forEach(column -> Fitting.requireNumbers(column.mapping()));
        Fit fit = new Fit(formulas, global, fewest);
        StructType keys = statistics.keys();
        StructType schema = GroupCurves.schema(keys).add(FAILURE, DataTypes.StringType, true);
        GroupTable table = statistics.map(schema, fit::cells).kept();
        String failures =
                table.rows().where(functions.col(FAILURE).isNotNull()).select(FAILURE).limit(1).collectAsList().stream()
                        .map(row -> row.getString(0))
                        .collect(Collectors.joining());
        if (!failures.isEmpty()) {
            throw new IllegalArgumentException(failures);
        }
        GroupTable curves = table.without(FAILURE);
        return FittedScaler.of(global, FittedGroups.of(keys, statistics.groups(), global, curves));
    }

    static void requireNoKeys(String... groupCols) {
        if (groupCols.length > 0) {
            throw new IllegalArgumentException("groupCols is " + List.of(groupCols)
                    + " and the statistics are not by group; take them with scanGroups, or set no groupCols.");
        }
    }

    static void requireKeys(String[] groupCols, GroupedStatistics statistics) {
        Objects.requireNonNull(statistics, "The statistic is null; give one that was scanned by group.");
        List<String> keys = List.of(statistics.keys().fieldNames());
        if (groupCols.length > 0 && !found(statistics.keys(), groupCols).equals(keys)) {
            throw new IllegalArgumentException("groupCols is " + List.of(groupCols) + " and the statistics are by "
                    + keys + "; set groupCols to theirs, or take them again.");
        }
    }

    /** The keys of these names, in their order; none where one is missing. */
    private static List<String> found(StructType keys, String... groupCols) {
        try {
            return GroupKeys.find(keys, List.of(groupCols), List.of()).stream()
                    .map(StructField::name)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
