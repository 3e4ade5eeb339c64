package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.ColumnIndex;
import org.tare.spark.FeatureKind;

/** Which columns a stage adds or replaces. */
public final class OutputColumns {
    private OutputColumns() {}

    /** The schema after a stage, before it is fitted. */
    public static StructType of(StructType schema, List<ColumnMapping> mappings, String vectorCol) {
        ColumnIndex columns = ColumnIndex.of(schema);
        List<StructField> results = new ArrayList<>();
        for (ColumnMapping mapping : mappings) {
            StructField input = columns.find(mapping.input());
            FeatureKind.of(input);
            results.add(result(input, mapping.output()));
        }
        List<StructField> outputs = vectorCol == null ? results : List.of(vector(vectorCol, List.of()));
        requireNew(schema, mappings, vectorCol);
        return place(schema, outputs);
    }

    /** The schema with these columns in the place of those of the same name, or behind all others. */
    static StructType place(StructType schema, List<StructField> outputs) {
        Map<String, StructField> results = new LinkedHashMap<>();
        outputs.forEach(output -> results.put(output.name(), output));
        List<StructField> fields = new ArrayList<>();
        for (StructField field : schema.fields()) {
            StructField result = results.remove(field.name());
            fields.add(result == null ? field : result);
        }
        fields.addAll(results.values());
        return new StructType(fields.toArray(StructField[]::new));
    }

    /** The data with these columns in the place of those of the same name, or behind all others, in one projection. */
    public static Dataset<Row> select(
            Dataset<Row> data, StructType schema, List<StructField> outputs, List<Column> values) {
        Map<String, Column> results = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            StructField output = outputs.get(i);
            results.put(output.name(), values.get(i).as(output.name(), output.metadata()));
        }
        List<Column> selected = new ArrayList<>();
        if (Arrays.stream(schema.fieldNames()).noneMatch(results::containsKey)) {
            // Two columns of one name, as joins leave them, are told apart by the star only.
            selected.add(functions.col("*"));
        } else {
            for (String name : schema.fieldNames()) {
                Column result = results.remove(name);
                selected.add(result == null ? ColumnIndex.column(name) : result);
            }
        }
        selected.addAll(results.values());
        return data.select(selected.toArray(Column[]::new));
    }

    /** A column may be replaced by its own result only. */
    public static void requireNew(StructType schema, List<ColumnMapping> mappings, String vectorCol) {
        ColumnIndex columns = ColumnIndex.of(schema);
        if (vectorCol != null) {
            if (mappings.stream().noneMatch(mapping -> mapping.input().equals(vectorCol))) {
                requireNew(columns, vectorCol);
            }
            return;
        }
        ColumnMapping.requireDifferent(
                "outputCols", mappings.stream().map(ColumnMapping::output).toList());
        mappings.stream()
                .filter(mapping -> !mapping.isInPlace())
                .forEach(mapping -> requireNew(columns, mapping.output()));
    }

    private static void requireNew(ColumnIndex columns, String output) {
        columns.sameAs(output).ifPresent(name -> {
            throw new IllegalArgumentException("There is a column '" + name
                    + "' already; name another output, or the input itself to replace it.");
        });
    }

    /** The result of a column: a double, or a vector or array of the same size and names. */
    public static StructField result(StructField input, String output) {
        return switch (FeatureKind.of(input)) {
            case SCALAR -> new StructField(output, DataTypes.DoubleType, input.nullable(), input.metadata());
            case ARRAY -> new StructField(output, input.dataType(), input.nullable(), input.metadata());
            case VECTOR -> new StructField(output, input.dataType(), input.nullable(), renamed(input, output));
        };
    }

    /** Names stay; what was nominal or binary is a number now. */
    private static Metadata renamed(StructField input, String output) {
        AttributeGroup group = AttributeGroup.fromStructField(input);
        if (group.attributes().isEmpty()) {
            return group.size() < 0
                    ? input.metadata()
                    : new AttributeGroup(output, group.size()).toMetadata(input.metadata());
        }
        Attribute[] scaled = Arrays.stream(group.attributes().get())
                .map(attribute -> attribute.name().isDefined()
                        ? NumericAttribute.defaultAttr()
                                .withName(attribute.name().get())
                        : NumericAttribute.defaultAttr())
                .toArray(Attribute[]::new);
        return new AttributeGroup(output, scaled).toMetadata(input.metadata());
    }

    /** A vector whose elements have these names; before a fit there are none. */
    public static StructField vector(String name, List<String> features) {
        Metadata metadata = features.isEmpty()
                ? Metadata.empty()
                : new AttributeGroup(
                                name,
                                IntStream.range(0, features.size())
                                        .mapToObj(i -> (Attribute)
                                                NumericAttribute.defaultAttr().withName(features.get(i)))
                                        .toArray(Attribute[]::new))
                        .toMetadata();
        return new StructField(name, SQLDataTypes.VectorType(), false, metadata);
    }
}
