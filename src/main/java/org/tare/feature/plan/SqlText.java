package org.tare.feature.plan;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.SqlDialect;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.FeatureKind;

/** A model as SQL expressions, one for each result. */
public final class SqlText {
    private final SqlDialect dialect;
    private final StructType schema;

    /** The schema is that of the columns that are read, or null, where a name with dots is that of a field. */
    public SqlText(SqlDialect dialect, StructType schema) {
        this.dialect = dialect;
        this.schema = schema;
    }

    /**
     * One result.
     *
     * @param expression that gives it
     * @param name of the column that it becomes
     * @param replaces whether it takes the place of a column that is read
     */
    public record Result(String expression, String name, boolean replaces) {}

    /**
     * The results.
     *
     * @throws UnsupportedOperationException if the model is by group, an input is no column of numbers, a curve has no plain
     *     form, or the dialect lacks something, with its name
     */
    public List<Result> of(FittedScaler state) {
        if (state.groups() != null) {
            throw new UnsupportedOperationException(
                    "The model has other curves for each group; ask one group's, by group(...).");
        }
        return state.columns().stream().map(column -> result(column, state)).toList();
    }

    private Result result(FittedColumn column, FittedScaler state) {
        String input = column.mapping().input();
        if (column.mapping().encoding() != Encoding.NUMBERS) {
            throw new UnsupportedOperationException(
                    "Column '" + input
                            + "' has its bins as vectors, which have no form in SQL; fit with encode=ordinal, or select other columns.");
        }
        if (state.source() != null || column.kind() != FeatureKind.SCALAR) {
            throw new UnsupportedOperationException("Column '" + input
                    + "' is no plain column of numbers, which alone have a form in SQL; select the columns that are.");
        }
        if (column.mapping().isInPlace() && path(input).size() > 1) {
            throw new UnsupportedOperationException("Column '" + input
                    + "' is a field, whose place a result cannot take in SQL; give it another name by"
                    + " outputCols.");
        }
        String name = dialect.field(path(input));
        String number = column.type().equals(DataTypes.DoubleType)
                ? name
                : column.type().equals(DataTypes.BooleanType)
                        ? dialect.asDouble("CASE WHEN " + name + " THEN 1E0 WHEN NOT " + name + " THEN 0E0 END")
                        : dialect.asDouble(name);
        try {
            return new Result(
                    column.features().get(0).curve().toSql(number, dialect),
                    column.mapping().output(),
                    column.mapping().isInPlace()
                            || (state.replaces() && isRead(column.mapping().output())));
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException("Column '" + input + "': " + e.getMessage(), e);
        }
    }

    private List<String> path(String input) {
        return isRead(input) ? List.of(input) : ColumnIndex.parts(input);
    }

    private boolean isRead(String column) {
        return schema != null && List.of(schema.fieldNames()).contains(column);
    }
}
