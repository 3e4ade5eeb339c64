package org.tare.feature.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.row.NumberTest;
import org.tare.spark.row.RowFunctions;

/** What becomes of rows with null or NaN. */
public final class InvalidRows {
    public static final String KEEP = "keep";
    public static final String SKIP = "skip";
    public static final String ERROR = "error";

    private static final String MISSING = "; fill them in, or set handleInvalid to keep or skip.";
    private static final String REFUSED =
            ", as a logarithm or power of them is not defined; filter them out, or set handleInvalid to keep or skip.";

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
            return rows.filter(all(fields.stream()
                    .map(field -> orFail(
                            isInvalid(field, columns),
                            "Column '" + field.name() + "' has a value that is null or NaN" + MISSING))
                    .toList()));
        }
        requireNone(data, inputs);
        return rows;
    }

    /**
     * The rows of a result without those in which a number became NaN or negative infinity, as a logarithm of what it cannot
     * take does.
     *
     * @param results the columns that such numbers may have, and what their inputs are called
     */
    public static Dataset<Row> handleResults(String how, Dataset<Row> data, Map<String, String> results) {
        if (how.equals(KEEP) || results.isEmpty()) {
            return data;
        }
        DataColumns columns = DataColumns.of(data);
        ColumnIndex known = ColumnIndex.of(data.schema());
        List<Column> refused = results.keySet().stream()
                .map(result -> isUndefined(known.find(result), columns))
                .toList();
        if (how.equals(SKIP)) {
            return data.filter(
                    all(refused.stream().map(isRefused -> not(isRefused)).toList()));
        }
        List<String> inputs = List.copyOf(results.values());
        if (data.isStreaming()) {
            return data.filter(all(IntStream.range(0, refused.size())
                    .mapToObj(r -> orFail(
                            refused.get(r),
                            "Column '" + inputs.get(r) + "' has a value that becomes NaN or -infinity" + REFUSED))
                    .toList()));
        }
        requireNoneRefused(data, refused, inputs);
        return data;
    }

    private static void requireNoneRefused(Dataset<Row> data, List<Column> refused, List<String> inputs) {
        String[] names =
                IntStream.range(0, refused.size()).mapToObj(r -> "refused" + r).toArray(String[]::new);
        Column[] marks = IntStream.range(0, refused.size())
                .mapToObj(r -> refused.get(r).as(names[r]))
                .toArray(Column[]::new);
        DatasetStatistics counts = Scan.of(data.select(marks), names).run();
        String found = IntStream.range(0, refused.size())
                .filter(r -> counts.column(names[r]).feature().moments().sum() > 0)
                .mapToObj(
                        r -> (long) counts.column(names[r]).feature().moments().sum() + " in '" + inputs.get(r) + "'")
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("There are values that become NaN or -infinity: " + found + REFUSED);
        }
    }

    private static Column isUndefined(StructField result, DataColumns columns) {
        Column column = columns.get(result.name());
        Column isUndefined = FeatureKind.of(result) == FeatureKind.SCALAR
                ? isnan(column).or(column.equalTo(Double.NEGATIVE_INFINITY))
                : RowFunctions.has(NumberTest.UNDEFINED, column, result.dataType());
        return coalesce(isUndefined, lit(false));
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
            throw new IllegalArgumentException("There are values that are null or NaN: " + found + MISSING);
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

    private static Column orFail(Column isInvalid, String message) {
        return when(isInvalid, raise_error(lit(message)).cast("boolean")).otherwise(lit(true));
    }

    private static Column isInvalid(StructField field, DataColumns columns) {
        Column column = columns.get(field.name());
        if (FeatureKind.of(field) != FeatureKind.SCALAR) {
            return column.isNull().or(RowFunctions.has(NumberTest.MISSING, column, field.dataType()));
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
