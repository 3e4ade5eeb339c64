package org.tare.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.SqlDialect;
import org.tare.feature.ScalerModel;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.SqlText;
import org.tare.scoring.Unexportable;

/**
 * Fitted scalers over plain columns as a statement of SQL, which gives the bits of {@code transform}. Scalers of a pipeline are
 * queries within each other.
 *
 * @param dialect how the database writes SQL
 * @param table what is selected from, as the database reads it
 * @param view the view that is made, as the database reads it, or null for the query alone
 * @param schema the columns of the table, or null; where none is given, a name with dots is that of a field
 */
public record SqlExport(SqlDialect dialect, String table, String view, StructType schema) {
    private static final String BEFORE = "tare_input";

    /**
     * Checks that there is a dialect and a table.
     *
     * @throws IllegalArgumentException if the table or the view has a name of nothing but blanks
     */
    public SqlExport {
        Objects.requireNonNull(dialect, "The dialect is null; give one of SqlDialect.");
        Objects.requireNonNull(table, "The table is null; give the name of the one to select from.");
        if (table.isBlank()) {
            throw new IllegalArgumentException(
                    "The table's name is '" + table + "'; give that of the one to select from.");
        }
        if (view != null && view.isBlank()) {
            throw new IllegalArgumentException(
                    "The view's name is '" + view + "'; give one, or null for the query alone.");
        }
    }

    /** A query of that table. */
    public SqlExport(SqlDialect dialect, String table) {
        this(dialect, table, null, null);
    }

    /**
     * The statement, which ends in a semicolon.
     *
     * @throws IllegalArgumentException if a stage is no scaler
     * @throws UnsupportedOperationException if a column, a curve or a name has no form in the dialect, with its name
     */
    public String of(Transformer model) {
        return of(model, null);
    }

    /** The same of the results of another query, whose columns the schema then tells, in place of the table unless that is null. */
    String of(Transformer model, String before) {
        Objects.requireNonNull(model, "The model is null; give a fitted scaler or a pipeline of them.");
        String query = before == null ? null : before.strip().replaceFirst(";$", "");
        // Queries within each other are numbered, so that the names of what they select from differ.
        int number = before == null ? 0 : before.split(" AS " + BEFORE, -1).length - 1;
        boolean areKnown = schema != null;
        StructType columns = areKnown ? schema : new StructType();
        for (Transformer stage :
                model instanceof PipelineModel pipeline ? pipeline.stages() : new Transformer[] {model}) {
            String from = query == null ? table : "(\n" + query.indent(2) + ")";
            ScalerModel scaler = scaler(stage);
            FittedScaler fitted = scaler.fitted();
            List<SqlText.Result> results = new SqlText(dialect, columns).of(fitted);
            // Of columns that an inverse gives, there may be older ones, which would be selected beside them.
            boolean alone = !areKnown && fitted.replaces();
            query = comment(fitted.ofGroup()) + select(results, alone, from, BEFORE + (number++ == 0 ? "" : number));
            columns = with(alone ? new StructType() : columns, results);
            areKnown |= alone;
        }
        return (view == null ? "" : "CREATE VIEW " + view + " AS\n") + query + ";\n";
    }

    private static ScalerModel scaler(Transformer stage) {
        if (!(stage instanceof ScalerModel model)) {
            throw new IllegalArgumentException("The stage '" + stage.uid() + "', a "
                    + stage.getClass().getSimpleName()
                    + ", has no form in SQL; export a pipeline of scalers over plain columns, or the whole as ONNX.");
        }
        ScalerModel scaler = model.direct();
        if (scaler.assembled() != null) {
            throw new UnsupportedOperationException(
                    "The scaler '" + scaler.uid() + "' puts its results into the one column '"
                            + scaler.assembled().name()
                            + "', which SQL has not; fit it without vectorCol and arrayCol.");
        }
        Unexportable.requireScaled(scaler.uid(), scaler.getReturns());
        return scaler;
    }

    /** One line whatever the group's values hold, which ends in a full stop: Spark goes on where one ends in a backslash. */
    private static String comment(String group) {
        return group == null
                ? ""
                : "-- Of the group " + group.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?") + ".\n";
    }

    private static StructType with(StructType columns, List<SqlText.Result> results) {
        StructType all = columns;
        for (SqlText.Result result : results) {
            all = all.getFieldIndex(result.name()).isDefined() ? all : all.add(result.name(), DataTypes.DoubleType);
        }
        return all;
    }

    private String select(List<SqlText.Result> results, boolean alone, String from, String name) {
        List<SqlText.Result> replacing =
                results.stream().filter(result -> !alone && result.replaces()).toList();
        List<String> parts = new ArrayList<>();
        if (!alone) {
            parts.add(dialect.all(
                    name,
                    replacing.stream()
                            .map(result -> dialect.quoted(result.name()))
                            .toList(),
                    replacing.stream().map(SqlText.Result::expression).toList()));
        }
        for (SqlText.Result result : results) {
            if (!replacing.contains(result)) {
                parts.add(result.expression() + " AS " + dialect.quoted(result.name()));
            }
        }
        return parts.stream().collect(Collectors.joining(",\n  ", "SELECT\n  ", "\nFROM " + from + " AS " + name));
    }
}
