package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.PlacedColumns;
import org.tare.spark.column.VectorAttributes;

/** Which columns a stage adds or replaces. */
public final class OutputColumns {
    private static final String ML_ATTRIBUTE = "ml_attr";

    private OutputColumns() {}

    /** The schema after a stage, before it is fitted. */
    public static StructType of(StructType schema, List<ColumnMapping> mappings, AssembledColumn assembled) {
        ColumnIndex columns = ColumnIndex.of(schema);
        List<StructField> results = new ArrayList<>();
        for (ColumnMapping mapping : mappings) {
            StructField input = columns.find(mapping.input());
            FeatureKind.of(input);
            results.add(
                    mapping.encoding() == Encoding.TO_ONE_HOT
                            ? AssembledColumn.vector(mapping.output(), List.of())
                            : result(input, mapping.output()));
        }
        boolean areNumbers = results.stream().allMatch(result -> FeatureKind.of(result) == FeatureKind.SCALAR);
        List<String> names =
                areNumbers ? mappings.stream().map(ColumnMapping::input).toList() : List.of();
        List<StructField> outputs = assembled == null ? results : List.of(assembled.field(names));
        requireNew(schema, mappings, assembled);
        return PlacedColumns.schema(schema, outputs, inputs(mappings, assembled));
    }

    /** The columns that each result is made of. */
    public static List<List<String>> inputs(List<ColumnMapping> mappings, AssembledColumn assembled) {
        List<String> inputs = mappings.stream().map(ColumnMapping::input).toList();
        return assembled == null ? inputs.stream().map(List::of).toList() : List.of(inputs);
    }

    /** A column may be replaced by its own result only. */
    public static void requireNew(StructType schema, List<ColumnMapping> mappings, AssembledColumn assembled) {
        ColumnIndex columns = ColumnIndex.of(schema);
        if (assembled != null) {
            if (mappings.stream().noneMatch(mapping -> ColumnIndex.isSame(mapping.input(), assembled.name()))) {
                requireNew(columns, assembled.name());
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

    /** The result of a column: a double, or a vector or array of the same size and names; it may be null. */
    public static StructField result(StructField input, String output) {
        return new StructField(output, resultType(input), true, metadata(input, output));
    }

    static DataType resultType(StructField input) {
        return FeatureKind.of(input) == FeatureKind.SCALAR ? DataTypes.DoubleType : input.dataType();
    }

    /** Only the names of elements hold for the result: what was nominal or binary is a number, and a default is another. */
    private static Metadata metadata(StructField input, String output) {
        if (FeatureKind.of(input) != FeatureKind.VECTOR) {
            return input.metadata().contains(ML_ATTRIBUTE)
                    ? NumericAttribute.defaultAttr().withName(output).toMetadata()
                    : Metadata.empty();
        }
        AttributeGroup group = VectorAttributes.of(input);
        if (group.attributes().isEmpty()) {
            return group.size() < 0 ? Metadata.empty() : new AttributeGroup(output, group.size()).toMetadata();
        }
        Attribute[] scaled = Arrays.stream(group.attributes().get())
                .map(attribute -> attribute.name().isDefined()
                        ? NumericAttribute.defaultAttr()
                                .withName(attribute.name().get())
                        : NumericAttribute.defaultAttr())
                .toArray(Attribute[]::new);
        return new AttributeGroup(output, scaled).toMetadata();
    }
}
