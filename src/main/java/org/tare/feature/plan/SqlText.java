package org.tare.feature.plan;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.tare.curve.SqlDialect;
import org.tare.spark.FeatureKind;

/** A model as SQL expressions, one for each result. */
public final class SqlText {
    private SqlText() {}

    /**
     * {@code expression AS name} for each result.
     *
     * @throws UnsupportedOperationException if the model is by group, an input is no column of numbers, or a curve has no plain form, with its name
     */
    public static List<String> of(FittedScaler state, SqlDialect dialect) {
        if (state.groups() != null) {
            throw new UnsupportedOperationException(
                    "The model has other curves for each group; ask one group's, by group(...).");
        }
        return state.columns().stream()
                .map(column -> of(column, state.source() == null, dialect))
                .toList();
    }

    private static String of(FittedColumn column, boolean isColumn, SqlDialect dialect) {
        String input = column.mapping().input();
        if (!isColumn || column.kind() != FeatureKind.SCALAR || input.contains(".")) {
            throw new UnsupportedOperationException("Column '" + input
                    + "' is no plain column of numbers, which alone have a form in SQL; select the columns that are.");
        }
        if (column.isOneHot()) {
            throw new UnsupportedOperationException(
                    "Column '" + input
                            + "' becomes a vector, which has no form in SQL; fit with encode=ordinal, or select other columns.");
        }
        String name = dialect.quoted(input);
        String number = column.type().equals(DataTypes.DoubleType)
                ? name
                : column.type().equals(DataTypes.BooleanType)
                        ? "CASE WHEN " + name + " THEN 1E0 WHEN NOT " + name + " THEN 0E0 END"
                        : dialect.asDouble(name);
        try {
            return column.features().get(0).curve().toSql(number, dialect) + " AS "
                    + dialect.quoted(column.mapping().output());
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException("Column '" + input + "': " + e.getMessage(), e);
        }
    }
}
