package org.tare.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.group.GroupKeys;
import org.tare.spark.group.GroupRows;
import org.tare.spark.plan.Plans;
import org.tare.stat.Statistic;

/** States by group in a table, which executors read and merge; the driver sees one of them and what kinds all have. */
final class GroupedStateTable {
    private GroupedStateTable() {}

    static GroupStates read(Dataset<Row> table, List<String> groupCols) {
        Dataset<Row> states = StateTable.checked(table);
        List<StructField> keys = GroupKeys.find(table.schema(), groupCols, List.of());
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "No group columns are named; name those of the scan, or read the table by DatasetStatistics.of.");
        }
        StructType schema = new StructType(keys.toArray(StructField[]::new));
        ScanRequest request = request(one(states), kinds(states), schema);
        List<String> apart = Arrays.stream(states.columns())
                .filter(name -> !StateTable.NEEDED.contains(name))
                .toList();
        JavaRDD<Row> read = states.javaRDD()
                .groupBy(row -> identity(row, apart))
                .values()
                .map(rows -> state(request, schema, rows));
        StructType form = schema.add(GroupRows.STATE, DataTypes.BinaryType, false);
        return GroupMerge.ofStates(
                table.sparkSession(), request, Plans.rows(table.sparkSession().createDataFrame(read, form)));
    }

    /** A state of the table, whose columns those of all have to be. */
    private static DatasetStatistics one(Dataset<Row> states) {
        Row first = states.where("state IS NOT NULL").takeAsList(1).stream()
                .findFirst()
                .orElseThrow(StateTable::noRows);
        String id = StateHeader.parse(first.getAs("state")).id();
        Dataset<Row> same = states.where(
                functions.get_json_object(functions.col("state"), "$.id").equalTo(id));
        return new DatasetStatistics(StateTable.read(same).get(0));
    }

    /** The kinds that all features of a column have, whatever the group. */
    private static Map<String, List<Statistic<?>>> kinds(Dataset<Row> states) {
        Map<String, List<Statistic<?>>> kinds = new HashMap<>();
        for (Row row : states.where("element IS NOT NULL")
                .groupBy("column")
                .agg(functions.expr("collect_set(array_sort(map_keys(others)))"))
                .collectAsList()) {
            List<List<String>> sets = row.<scala.collection.Seq<String>>getList(1).stream()
                    .map(GroupedStateTable::names)
                    .toList();
            Set<String> common = new LinkedHashSet<>(sets.get(0));
            sets.forEach(common::retainAll);
            kinds.put(
                    row.getString(0),
                    common.stream()
                            .<Statistic<?>>map(Statistic::of)
                            .filter(kind -> !kind.isOfOneDataset())
                            .collect(Collectors.toList()));
        }
        return kinds;
    }

    private static List<String> names(scala.collection.Seq<String> set) {
        return scala.jdk.javaapi.CollectionConverters.asJava(set);
    }

    private static ScanRequest request(DatasetStatistics one, Map<String, List<Statistic<?>>> kinds, StructType keys) {
        ScanRequest request = GroupStates.request(one, keys);
        List<ColumnRequest> columns = request.columns().stream()
                .map(column -> new ColumnRequest(
                        column.field(), column.traits(), kinds.getOrDefault(column.name(), List.of()), List.of(), true))
                .toList();
        return new ScanRequest(columns, request.weight(), request.keys(), request.rows(), true);
    }

    /** What the rows of one state have in common. */
    private static List<Object> identity(Row row, List<String> apart) {
        List<Object> identity = new ArrayList<>();
        String state = row.getAs("state");
        identity.add(state == null ? null : StateHeader.parse(state).id());
        for (String name : apart) {
            Object value = row.getAs(name);
            identity.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
        }
        return identity;
    }

    private static Row state(ScanRequest request, StructType keys, Iterable<Row> rows) {
        List<Row> all = StreamSupport.stream(rows.spliterator(), false).toList();
        List<Object> cells = new ArrayList<>();
        for (String key : keys.fieldNames()) {
            cells.add(all.get(0).getAs(key));
        }
        cells.add(state(request, all).toBytes());
        return RowFactory.create(cells.toArray());
    }

    private static PartitionState state(ScanRequest request, List<Row> rows) {
        try {
            DatasetStatistics found = new DatasetStatistics(StateTable.state(rows));
            return PartitionState.of(
                    PartitionScan.ofNothing(request).statistics().merge(found).of(request));
        } catch (IllegalArgumentException e) {
            return PartitionState.failed(new BadDataException(e.getMessage()));
        }
    }
}
