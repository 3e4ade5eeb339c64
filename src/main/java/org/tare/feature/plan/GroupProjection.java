package org.tare.feature.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.Affine;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.row.RowFunctions;

/** Data beside the curves of its rows' groups: a left outer join by keys that are unique, so no row is lost or doubled. */
final class GroupProjection {
    private final FittedScaler state;
    private final String unseen;
    private final Dataset<Row> joined;
    private final Column lines;
    private final Column texts;

    GroupProjection(FittedScaler state, String unseen, Dataset<Row> data) {
        this.state = state;
        this.unseen = unseen;
        DataColumns columns = DataColumns.of(data);
        StructType keys = state.groups().keys();
        Dataset<Row> curves = state.groups().toJoin();
        DataColumns ofCurves = DataColumns.of(curves);
        Column isGroup = IntStream.range(0, keys.size())
                .mapToObj(k -> columns.get(keys.fieldNames()[k]).eqNullSafe(ofCurves.get("tare_key" + k)))
                .reduce(Column::and)
                .orElseThrow();
        this.joined = data.join(curves, isGroup, "left_outer");
        this.lines = orUnseen(ofCurves.get(GroupCurves.LINES), 1, "array<double>", columns);
        this.texts = orUnseen(ofCurves.get(GroupCurves.CURVES), 2, "array<string>", columns);
    }

    /**
     * Refuses data whose group columns cannot be compared with those of the fit.
     *
     * @throws IllegalArgumentException if one is missing or of another type
     */
    static void check(StructType keys, StructType schema) {
        ColumnIndex known = ColumnIndex.of(schema);
        for (StructField key : keys.fields()) {
            DataType found = known.find(key.name()).dataType();
            boolean areNumbers = found instanceof NumericType && key.dataType() instanceof NumericType;
            if (!areNumbers && !found.equals(key.dataType())) {
                throw new IllegalArgumentException("Group column '" + key.name() + "' is of type "
                        + found.simpleString() + " where the model was fitted by "
                        + key.dataType().simpleString()
                        + "; cast it to that.");
            }
        }
    }

    private Column orUnseen(Column found, int cell, String type, DataColumns columns) {
        if (unseen.equals(UnseenGroups.ERROR)) {
            return UnseenGroups.orFail(found, type, state.groups().keys(), columns);
        }
        Object instead = UnseenGroups.curves(unseen, state.columns()).get(cell);
        return instead == null
                ? found
                : functions.coalesce(
                        found, UnseenGroups.literal((Object[]) instead).cast(type));
    }

    /** The data with the curves. */
    Dataset<Row> joined() {
        return joined;
    }

    /** What the curves of its group make of each row of a column. */
    Column scaled(int c, Column input, DataType type) {
        FittedColumn column = state.columns().get(c);
        GroupKernels kernels = new GroupKernels(column.mapping().input());
        Column text = texts.getItem(c);
        if (column.kind() != FeatureKind.SCALAR) {
            return RowFunctions.mapBy(input, type, text, kernels);
        }
        Column x = type.equals(DataTypes.DoubleType) ? input : input.cast(DataTypes.DoubleType);
        Column line = line(from(c), x);
        if (!state.groups().opaque().get(c)) {
            return line;
        }
        // A curve may fill in what is missing, so null goes in as NaN, and comes out as null where it was not filled.
        DataType row = DataTypes.createArrayType(DataTypes.DoubleType);
        Column filled = functions.coalesce(x, functions.lit(Double.NaN));
        Column y =
                RowFunctions.mapBy(functions.array(filled), row, text, kernels).getItem(0);
        Column curve = functions.when(x.isNotNull().or(functions.not(functions.isnan(y))), y);
        return functions.when(text.isNull(), line).otherwise(curve);
    }

    private Column line(int from, Column x) {
        List<Column> numbers = new ArrayList<>();
        for (int i = 0; i < GroupCurves.NUMBERS; i++) {
            numbers.add(lines.getItem(GroupCurves.NUMBERS * from + i));
        }
        return Affine.at(x, numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    private int from(int c) {
        return state.columns().subList(0, c).stream()
                .mapToInt(column -> column.features().size())
                .sum();
    }
}
