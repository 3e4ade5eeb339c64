package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.ColumnIndex;
import org.tare.spark.FeatureKind;
import org.tare.spark.RowFunctions;

/**
 * Fitted columns over data of one schema.
 *
 * @param columns what was fitted
 * @param source the vector that holds the inputs, one after the other, or null where each is a column
 * @param vectorCol the vector that takes all results, or null where each becomes a column
 * @param schema of the data
 */
public record Projection(List<FittedColumn> columns, String source, String vectorCol, StructType schema) {
    /** The columns of the data that are read. */
    public List<String> inputs() {
        return source == null
                ? columns.stream()
                        .map(column -> column.mapping().input())
                        .distinct()
                        .toList()
                : List.of(source);
    }

    public StructType resultSchema() {
        return OutputColumns.place(schema, outputs());
    }

    private List<StructField> outputs() {
        if (vectorCol == null) {
            ColumnIndex known = ColumnIndex.of(schema);
            return columns.stream()
                    .map(column -> OutputColumns.result(
                            input(column, known), column.mapping().output()))
                    .toList();
        }
        return List.of(OutputColumns.vector(
                vectorCol,
                columns.stream()
                        .flatMap(column -> column.features().stream())
                        .map(FittedFeature::name)
                        .toList()));
    }

    private StructField input(FittedColumn column, ColumnIndex known) {
        if (source != null) {
            return column.field();
        }
        StructField field = known.find(column.mapping().input());
        if (FeatureKind.of(field) != column.kind()) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is of type "
                    + field.dataType().simpleString() + " where the model was fitted to "
                    + column.type().simpleString() + "; give it the type it was fitted to.");
        }
        return field;
    }

    /** One projection, whatever the number of columns. */
    public Dataset<Row> apply(Dataset<Row> data) {
        return OutputColumns.select(data, schema, outputs(), vectorCol == null ? scaled() : List.of(assembled()));
    }

    private List<Column> scaled() {
        ColumnIndex known = ColumnIndex.of(schema);
        List<Column> scaled = new ArrayList<>();
        int from = 0;
        for (FittedColumn column : columns) {
            scaled.add(scaled(column, from, known));
            from += column.features().size();
        }
        return scaled;
    }

    private Column scaled(FittedColumn column, int from, ColumnIndex known) {
        StructField field = input(column, known);
        DataType type = field.dataType();
        Column input = source == null
                ? ColumnIndex.column(field.name())
                : RowFunctions.slice(
                        ColumnIndex.column(known.find(source).name()),
                        from,
                        column.features().size(),
                        column.kind(),
                        type);
        if (column.kind() != FeatureKind.SCALAR) {
            return RowFunctions.map(input, type, column.curves());
        }
        Column number = source != null || type.equals(DataTypes.DoubleType) ? input : input.cast(DataTypes.DoubleType);
        return column.features().get(0).curve().apply(number);
    }

    private Column assembled() {
        ColumnIndex known = ColumnIndex.of(schema);
        List<DataType> types = columns.stream()
                .map(column -> OutputColumns.result(input(column, known), "").dataType())
                .collect(Collectors.toList());
        int[] sizes =
                columns.stream().mapToInt(column -> column.features().size()).toArray();
        return RowFunctions.assemble(scaled(), types, sizes);
    }
}
