package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Curves;
import org.tare.spark.group.GroupTable;

/**
 * What was fitted of each group.
 *
 * @param keys the group columns
 * @param groups how many groups there are
 * @param opaque of each column, whether the curve of some group is no line
 * @param table the curves, as {@link GroupCurves} has them
 */
@DefaultSerializer(JavaSerializer.class)
public record FittedGroups(StructType keys, long groups, List<Boolean> opaque, GroupTable table)
        implements Serializable {
    private static final String COUNTS = "counts";
    private static final String CURVES = "curves";
    private static final String LEARNED = "learned";
    private static final String VALUES = "tare_values";

    /** Copies the list. */
    public FittedGroups {
        opaque = List.copyOf(opaque);
    }

    /** Of these curves, which come to the driver if they are few. */
    public static FittedGroups of(StructType keys, long groups, List<FittedColumn> global, GroupTable table) {
        long features =
                global.stream().mapToLong(column -> column.features().size()).sum();
        GroupTable held = table.held(groups * features);
        Column[] isOpaque = IntStream.range(0, global.size())
                .mapToObj(c -> functions.coalesce(
                        functions.bool_or(
                                functions.col(GroupCurves.CURVES).getItem(c).isNotNull()),
                        functions.lit(false)))
                .toArray(Column[]::new);
        Row found = held.rows().agg(functions.array(isOpaque)).head();
        return new FittedGroups(keys, groups, found.getList(0), held);
    }

    /** Makes columns of columns, on an executor too. */
    interface Change extends UnaryOperator<List<FittedColumn>>, Serializable {}

    /** The table of the curves that a change makes, which keeps lines lines. */
    FittedGroups map(List<FittedColumn> global, List<Boolean> stillOpaque, Change change) {
        int size = keys.size();
        GroupTable changed = table.map(GroupCurves.schema(keys), row -> {
            List<Object> cells = new ArrayList<>();
            IntStream.range(0, size).forEach(k -> cells.add(row.get(k)));
            List<Long> counts = row.getList(row.fieldIndex(GroupCurves.COUNTS));
            cells.addAll(GroupCurves.cells(counts, change.apply(GroupCurves.columns(row, global))));
            return RowFactory.create(cells.toArray());
        });
        return new FittedGroups(keys, groups, stillOpaque, changed);
    }

    FittedGroups by(String... groupCols) {
        StructType named = new StructType();
        for (int k = 0; k < groupCols.length; k++) {
            named = named.add(groupCols[k], keys.fields()[k].dataType(), true);
        }
        StructType columns = GroupCurves.schema(named);
        return new FittedGroups(named, groups, opaque, table.named(columns.fieldNames()));
    }

    /**
     * A row for each group that a person can read: its key, how many values each feature has, the text of its curve, and what it
     * was learned from.
     */
    public Dataset<Row> toSave(List<FittedColumn> global) {
        int size = keys.size();
        return table.map(
                        keys.add(COUNTS, DataTypes.createArrayType(DataTypes.LongType))
                                .add(CURVES, DataTypes.createArrayType(DataTypes.StringType))
                                .add(LEARNED, DataTypes.createArrayType(DataTypes.StringType)),
                        row -> {
                            List<Object> cells = new ArrayList<>();
                            IntStream.range(0, size).forEach(k -> cells.add(row.get(k)));
                            cells.add(row.get(row.fieldIndex(GroupCurves.COUNTS)));
                            cells.add(GroupCurves.columns(row, global).stream()
                                    .flatMap(column -> column.features().stream())
                                    .map(feature -> feature.curve().toText())
                                    .toArray());
                            cells.add(row.get(row.fieldIndex(GroupCurves.LEARNED)));
                            return RowFactory.create(cells.toArray());
                        })
                .rows();
    }

    /** Reads {@link #toSave}, and what was saved by a Tare that kept the curves alone. */
    public static FittedGroups read(StructType keys, long groups, List<FittedColumn> global, Dataset<Row> saved) {
        int size = keys.size();
        boolean isLearned = List.of(saved.columns()).contains(LEARNED);
        GroupTable table = GroupTable.of(saved).map(GroupCurves.schema(keys), row -> {
            List<Object> cells = new ArrayList<>();
            IntStream.range(0, size).forEach(k -> cells.add(row.get(k)));
            Iterator<String> texts = row.<String>getList(row.fieldIndex(CURVES)).iterator();
            List<FittedColumn> columns = global.stream()
                    .map(column -> column.with(feature -> feature.with(Curves.parse(texts.next()))))
                    .toList();
            List<String> learned = isLearned ? row.getList(row.fieldIndex(LEARNED)) : null;
            cells.addAll(GroupCurves.cells(row.getList(row.fieldIndex(COUNTS)), columns, learned));
            return RowFactory.create(cells.toArray());
        });
        return of(keys, groups, global, table);
    }

    FittedGroups inverse(List<FittedColumn> global) {
        return map(
                global,
                opaque,
                columns -> columns.stream().map(FittedColumn::inverse).toList());
    }

    FittedGroups select(List<FittedColumn> global, List<Integer> chosen) {
        return map(
                global,
                chosen.stream().map(opaque::get).toList(),
                columns -> chosen.stream().map(columns::get).toList());
    }

    /** The columns as one group has them.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    List<FittedColumn> group(List<FittedColumn> global, Object... key) {
        if (key.length != keys.size()) {
            throw new IllegalArgumentException("There are " + key.length + " values for the group columns "
                    + List.of(keys.fieldNames()) + "; give one for each.");
        }
        return table.find(key)
                .map(row -> GroupCurves.columns(row, global))
                .orElseThrow(() -> new IllegalArgumentException("There was no group " + Arrays.deepToString(key)
                        + " of " + List.of(keys.fieldNames()) + " in the fit; name one of its " + groups + "."));
    }

    /** The keys of the groups with the most values of any feature, those first, and the columns as each has them. */
    Map<List<Object>, List<FittedColumn>> largest(List<FittedColumn> global, int number) {
        int size = keys.size();
        StructType sized = keys.add(VALUES, DataTypes.LongType);
        for (StructField cell : GroupCurves.schema(new StructType()).fields()) {
            sized = sized.add(cell);
        }
        GroupTable counted = table.map(sized, row -> {
            List<Object> cells = new ArrayList<>();
            IntStream.range(0, size).forEach(k -> cells.add(row.get(k)));
            List<Long> counts = row.getList(row.fieldIndex(GroupCurves.COUNTS));
            cells.add(counts.stream().mapToLong(Long::longValue).max().orElse(0));
            IntStream.range(size, row.size()).forEach(c -> cells.add(row.get(c)));
            return RowFactory.create(cells.toArray());
        });
        Map<List<Object>, List<FittedColumn>> largest = new LinkedHashMap<>();
        for (Row row : counted.greatest(VALUES, number)) {
            List<Object> key = new ArrayList<>();
            IntStream.range(0, size).forEach(k -> key.add(row.get(k)));
            largest.put(key, GroupCurves.columns(row, global));
        }
        return largest;
    }

    /** The curves under names that no data has, for a join. */
    Dataset<Row> toJoin() {
        Dataset<Row> rows = table.rows().drop(GroupCurves.LEARNED);
        List<String> names = new ArrayList<>();
        IntStream.range(0, keys.size()).forEach(k -> names.add("tare_key" + k));
        names.addAll(List.of(GroupCurves.COUNTS, GroupCurves.LINES, GroupCurves.CURVES));
        Dataset<Row> named = rows.toDF(names.toArray(String[]::new));
        return table.isLocal() ? functions.broadcast(named) : named;
    }
}
