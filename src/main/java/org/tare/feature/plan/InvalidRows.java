package org.tare.feature.plan;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.spark.ColumnIndex;
import org.tare.spark.DataColumns;
import org.tare.spark.FeatureKind;
import org.tare.spark.RowFunctions;

/** What becomes of rows with null or NaN. */
public final class InvalidRows {
    public static final String KEEP = "keep";
    public static final String SKIP = "skip";
    public static final String ERROR = "error";

    private InvalidRows() {}

    /** The rows that are to be transformed. */
    public static Dataset<Row> handle(String how, Dataset<?> data, List<String> inputs) {
        Dataset<Row> rows = data.toDF();
        if (how.equals(KEEP) || inputs.isEmpty()) {
            return rows;
        }
        List<StructField> fields =
                inputs.stream().map(ColumnIndex.of(data.schema())::find).toList();
        DataColumns columns = DataColumns.of(data);
        if (how.equals(SKIP)) {
            return rows.filter(all(
                    fields.stream().map(field -> not(isInvalid(field, columns))).toList()));
        }
        if (data.isStreaming()) {
            return rows.filter(
                    all(fields.stream().map(field -> orFail(field, columns)).toList()));
        }
        requireNone(data, inputs);
        return rows;
    }

    private static void requireNone(Dataset<?> data, List<String> inputs) {
        DatasetStatistics statistics =
                Scan.of(data, inputs.toArray(String[]::new)).run();
        String found = statistics.columns().stream()
                .map(column -> Map.entry(column.name(), missing(column, statistics.rows())))
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " in '" + count.getKey() + "'")
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("There are values that are null or NaN: " + found + advice());
        }
    }

    private static long missing(ColumnStatistics column, long rows) {
        boolean onlyNulls = column.size() == 0;
        return onlyNulls
                ? rows
                : column.features().stream()
                        .mapToLong(feature -> feature.moments().missing())
                        .sum();
    }

    private static Column orFail(StructField field, DataColumns columns) {
        String message = "Column '" + field.name() + "' has a value that is null or NaN" + advice();
        return when(isInvalid(field, columns), raise_error(lit(message)).cast("boolean"))
                .otherwise(lit(true));
    }

    private static String advice() {
        return "; fill them in, or set handleInvalid to keep or skip.";
    }

    private static Column isInvalid(StructField field, DataColumns columns) {
        Column column = columns.get(field.name());
        if (FeatureKind.of(field) != FeatureKind.SCALAR) {
            return column.isNull().or(RowFunctions.hasMissing(column, field.dataType()));
        }
        boolean mayBeNan = field.dataType().equals(DataTypes.DoubleType)
                || field.dataType().equals(DataTypes.FloatType);
        return mayBeNan ? column.isNull().or(isnan(column)) : column.isNull();
    }

    /** A balanced tree, as Spark walks expressions by recursion. */
    private static Column all(List<Column> conditions) {
        int half = conditions.size() / 2;
        return half == 0
                ? conditions.get(0)
                : all(conditions.subList(0, half)).and(all(conditions.subList(half, conditions.size())));
    }
}
