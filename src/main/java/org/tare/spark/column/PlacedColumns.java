package org.tare.spark.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.plan.Plans;

/**
 * Where results go: in the place of the column or field of a struct that has their name, which keeps its spelling; as a
 * further field of the struct that their name starts with, if that struct holds all that they are made of, for where it is
 * null they would be lost; or behind all columns.
 */
public final class PlacedColumns {
    private final StructType schema;
    private final List<StructField> results;
    private final Map<Integer, Integer> replaced = new HashMap<>();
    private final Map<Integer, Map<Integer, FieldPath>> within = new HashMap<>();
    /** By name: of several results of one name, as of an inverse of two results of one column, the last stays. */
    private final Map<String, Integer> added = new LinkedHashMap<>();

    private PlacedColumns(StructType schema, List<StructField> results, List<List<String>> inputs) {
        this.schema = schema;
        this.results = results;
        NameIndex names = new NameIndex(List.of(schema.fieldNames()), Plans.caseSensitive());
        ColumnIndex columns = ColumnIndex.of(schema);
        for (int r = 0; r < results.size(); r++) {
            String name = results.get(r).name();
            FieldPath path = FieldPath.find(schema, names, name).orElse(null);
            List<String> from = inputs.get(r);
            if (path == null
                    || (path.isMissing() && !from.stream().map(columns::path).allMatch(path::holds))) {
                added.put(ColumnIndex.key(name), r);
            } else if (path.isColumn()) {
                replaced.put(path.indexes().get(0), r);
            } else {
                within.computeIfAbsent(path.indexes().get(0), column -> new LinkedHashMap<>())
                        .put(r, path);
            }
        }
    }

    /** The schema with these results, each made of the columns and fields of these names. */
    public static StructType schema(StructType schema, List<StructField> results, List<List<String>> inputs) {
        PlacedColumns placed = new PlacedColumns(schema, results, inputs);
        List<StructField> fields = new ArrayList<>();
        for (int c = 0; c < schema.size(); c++) {
            fields.add(placed.field(c));
        }
        placed.added.values().forEach(r -> fields.add(results.get(r)));
        return new StructType(fields.toArray(StructField[]::new));
    }

    private StructField field(int c) {
        StructField field = schema.fields()[c];
        Integer result = replaced.get(c);
        if (result != null) {
            StructField by = results.get(result);
            return new StructField(field.name(), by.dataType(), by.nullable(), by.metadata());
        }
        for (Map.Entry<Integer, FieldPath> entry :
                within.getOrDefault(c, Map.of()).entrySet()) {
            List<Integer> path = entry.getValue().indexes();
            StructType type = with(
                    (StructType) field.dataType(),
                    path.subList(1, path.size()),
                    entry.getValue().missing(),
                    results.get(entry.getKey()),
                    field.nullable());
            field = new StructField(field.name(), type, field.nullable(), field.metadata());
        }
        return field;
    }

    /** What {@code withField} makes of a type: it drops the metadata of the fields that it makes anew. */
    private static StructType with(
            StructType struct, List<Integer> path, String added, StructField result, boolean nullable) {
        if (path.isEmpty()) {
            return struct.add(new StructField(added, result.dataType(), result.nullable(), Metadata.empty()));
        }
        StructField[] fields = struct.fields().clone();
        StructField field = fields[path.get(0)];
        List<Integer> rest = path.subList(1, path.size());
        boolean isHere = rest.isEmpty() && added == null;
        boolean orNull = nullable || field.nullable();
        fields[path.get(0)] = isHere
                ? new StructField(field.name(), result.dataType(), result.nullable(), Metadata.empty())
                : new StructField(
                        field.name(),
                        with((StructType) field.dataType(), rest, added, result, orNull),
                        orNull,
                        Metadata.empty());
        return new StructType(fields);
    }

    /** The data with these results, whose values are columns over it, in one projection. */
    public static Dataset<Row> select(
            Dataset<Row> data, List<StructField> results, List<List<String>> inputs, List<Column> values) {
        return select(data, data, results, inputs, values);
    }

    /** The same where the values are columns over a join of the data with something else, which is left out. */
    public static Dataset<Row> select(
            Dataset<Row> joined,
            Dataset<Row> data,
            List<StructField> results,
            List<List<String>> inputs,
            List<Column> values) {
        PlacedColumns placed = new PlacedColumns(data.schema(), results, inputs);
        List<Column> columns = new ArrayList<>(Plans.columns(data));
        for (int c = 0; c < columns.size(); c++) {
            columns.set(c, placed.column(c, columns.get(c), values));
        }
        placed.added
                .values()
                .forEach(r -> columns.add(
                        values.get(r).as(results.get(r).name(), results.get(r).metadata())));
        return joined.select(columns.toArray(Column[]::new));
    }

    private Column column(int c, Column before, List<Column> values) {
        StructField field = schema.fields()[c];
        Integer result = replaced.get(c);
        if (result != null) {
            return values.get(result).as(field.name(), results.get(result).metadata());
        }
        Map<Integer, FieldPath> inner = within.get(c);
        if (inner == null) {
            return before;
        }
        Column column = before;
        for (Map.Entry<Integer, FieldPath> entry : inner.entrySet()) {
            column = column.withField(entry.getValue().belowColumn(schema), values.get(entry.getKey()));
        }
        return column.as(field.name(), field.metadata());
    }
}
