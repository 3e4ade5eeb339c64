package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.PlacedColumns;
import org.tare.spark.column.VectorAttributes;
import org.tare.spark.row.RowFunctions;
import org.tare.spark.row.VectorSlice;

/**
 * Fitted columns over data.
 *
 * @param state what was fitted
 * @param unseen what becomes of groups that the fit did not see
 * @param assembled the column that takes all results, or null where each becomes one
 */
public record Projection(FittedScaler state, String unseen, AssembledColumn assembled) {
    /** The columns of the data that are read. */
    public List<String> inputs() {
        return state.source() == null
                ? state.columns().stream()
                        .filter(column -> !column.fillsMissing())
                        .map(column -> column.mapping().input())
                        .distinct()
                        .toList()
                : List.of(state.source().name());
    }

    /** The columns of the result that may be NaN where their inputs are numbers, and what the user calls their inputs. */
    public Map<String, String> partial() {
        Map<String, String> partial = new LinkedHashMap<>();
        List<FittedColumn> columns = state.columns();
        for (int c = 0; c < columns.size(); c++) {
            ColumnMapping mapping = columns.get(c).mapping();
            // The curves of groups are of one formula with that of all rows.
            if (!columns.get(c).isTotal()) {
                partial.merge(
                        assembled == null ? mapping.output() : assembled.name(),
                        mapping.input(),
                        (before, input) -> before + "', '" + input);
            }
        }
        return partial;
    }

    /** The schema of the result, after all that can be told of the columns before they are read was checked. */
    public StructType resultSchema(StructType schema) {
        if (state.groups() != null) {
            GroupProjection.check(state.groups().keys(), schema);
        }
        return PlacedColumns.schema(schema, outputs(schema), origins());
    }

    private List<StructField> outputs(StructType schema) {
        List<StructField> inputs = fields(schema);
        List<FittedColumn> columns = state.columns();
        return assembled == null
                ? IntStream.range(0, columns.size())
                        .mapToObj(c -> result(columns.get(c), inputs.get(c)))
                        .toList()
                : List.of(assembled.field(columns.stream()
                        .flatMap(column -> column.resultNames().stream())
                        .toList()));
    }

    private static StructField result(FittedColumn column, StructField input) {
        String output = column.mapping().output();
        return column.isOneHot()
                ? AssembledColumn.vector(output, column.resultNames())
                : OutputColumns.result(input, output);
    }

    private List<List<String>> origins() {
        return state.source() == null
                ? OutputColumns.inputs(
                        state.columns().stream().map(FittedColumn::mapping).toList(), assembled)
                : state.columns().stream()
                        .map(column -> List.of(state.source().name()))
                        .toList();
    }

    /** The columns as they are found, or as the source holds them. */
    private List<StructField> fields(StructType schema) {
        ColumnIndex known = ColumnIndex.of(schema);
        if (state.source() != null) {
            state.source().require(known.find(state.source().name()));
            return state.columns().stream().map(FittedColumn::field).toList();
        }
        return state.columns().stream()
                .map(column -> checked(known.find(column.mapping().input()), column))
                .toList();
    }

    private static StructField checked(StructField field, FittedColumn column) {
        boolean isOneHot = column.mapping().encoding() == Encoding.FROM_ONE_HOT;
        FeatureKind kind = isOneHot ? FeatureKind.VECTOR : column.kind();
        if (FeatureKind.of(field) != kind) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is of type "
                    + field.dataType().simpleString() + " where the model was fitted to "
                    + column.type().simpleString() + "; give it the type it was fitted to.");
        }
        int declared = kind == FeatureKind.VECTOR ? VectorAttributes.of(field).size() : -1;
        if (declared >= 0 && declared != column.inputWidth()) {
            throw new IllegalArgumentException("Column '" + field.name() + "' has vectors of " + declared
                    + " elements where the model was fitted to "
                    + column.inputWidth()
                    + "; give it vectors of that size.");
        }
        return isOneHot ? column.field() : field;
    }

    /** One projection, whatever the number of columns. */
    public Dataset<Row> apply(Dataset<Row> data) {
        StructType schema = data.schema();
        List<StructField> inputs = fields(schema);
        GroupProjection groups = state.groups() == null ? null : new GroupProjection(state, unseen, data);
        List<Column> scaled = scaled(DataColumns.of(data), inputs, groups);
        return PlacedColumns.select(
                groups == null ? data : groups.joined(),
                data,
                outputs(schema),
                origins(),
                assembled == null ? scaled : List.of(together(scaled, inputs)));
    }

    private List<Column> scaled(DataColumns data, List<StructField> inputs, GroupProjection groups) {
        List<Column> scaled = new ArrayList<>();
        for (int c = 0; c < inputs.size(); c++) {
            Column input = input(c, data);
            StructField field = inputs.get(c);
            scaled.add(
                    groups == null
                            ? scaled(state.columns().get(c), field, input)
                            : RowFunctions.nullable(groups.scaled(c, input, field.dataType())));
        }
        return scaled;
    }

    private Column input(int c, DataColumns data) {
        SourceVector source = state.source();
        FittedColumn column = state.columns().get(c);
        String name = column.mapping().input();
        if (column.mapping().encoding() == Encoding.FROM_ONE_HOT) {
            Column runs = source == null
                    ? data.get(name)
                    : RowFunctions.slice(
                            source.vector(data),
                            source.slice(c, column.inputWidth()),
                            FeatureKind.VECTOR,
                            SQLDataTypes.VectorType());
            int size = column.features().size();
            return RowFunctions.slice(
                    RowFunctions.numbers(runs, name, column.oneHot()),
                    new VectorSlice(name, size, 0, size),
                    column.kind(),
                    column.type());
        }
        return source == null
                ? data.get(name)
                : RowFunctions.slice(
                        source.vector(data), source.slice(c, column.inputWidth()), column.kind(), column.type());
    }

    private static Column scaled(FittedColumn column, StructField field, Column input) {
        Column numbers = numbers(column, field, input);
        return column.isOneHot()
                ? RowFunctions.nullable(RowFunctions.oneHot(numbers, OutputColumns.resultType(field), column.oneHot()))
                : numbers;
    }

    private static Column numbers(FittedColumn column, StructField field, Column input) {
        DataType type = field.dataType();
        if (column.kind() != FeatureKind.SCALAR) {
            return RowFunctions.map(input, type, column.curves());
        }
        Column number = type.equals(DataTypes.DoubleType) ? input : input.cast(DataTypes.DoubleType);
        Column result = column.features().get(0).curve().apply(number);
        // As every result is announced, whatever the arithmetic.
        return RowFunctions.nullable(result);
    }

    private Column together(List<Column> scaled, List<StructField> inputs) {
        List<FittedColumn> columns = state.columns();
        List<DataType> types = IntStream.range(0, inputs.size())
                .mapToObj(c ->
                        columns.get(c).isOneHot() ? SQLDataTypes.VectorType() : OutputColumns.resultType(inputs.get(c)))
                .toList();
        int[] sizes = columns.stream().mapToInt(FittedColumn::resultWidth).toArray();
        return assembled.assemble(scaled, types, sizes);
    }
}
