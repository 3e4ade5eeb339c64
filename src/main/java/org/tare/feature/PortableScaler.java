package org.tare.feature;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tare.curve.SqlDialect;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.SqlText;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.spark.stage.FileForm;
import org.tare.spark.stage.PortableModel;

/** A fitted scaler that can be written where no Spark is. */
public interface PortableScaler extends PortableModel {
    /** What was fitted, for what writes it down elsewhere. */
    FittedScaler fitted();

    /**
     * The model as plain SQL, {@code expression AS name} for each result, for a select list over a table that has the inputs:
     * lines, clipping, filling, bins and curves of few knots. A warehouse that reads it needs neither Tare nor Spark. A name with
     * dots is that of a field.
     *
     * @throws UnsupportedOperationException if an input is no plain column of numbers, or a curve has no such form, with its name
     */
    default List<String> toSql(SqlDialect dialect) {
        return new SqlText(Objects.requireNonNull(dialect, "The dialect is null; give one of SqlDialect."), null)
                .of(fitted()).stream()
                        .map(result -> result.expression() + " AS " + dialect.quoted(result.name()))
                        .toList();
    }

    /**
     * The page of {@link #report(String)}, with the histograms of statistics before and after scaling.
     *
     * @param statistics those of the fit, or of other rows with the same columns, taken with {@code HistogramStatistic}
     */
    default void report(String path, DatasetStatistics statistics) {
        report(path, (Object) statistics);
    }

    /** The same of statistics by group, those of the largest groups too. */
    default void report(String path, GroupedStatistics statistics) {
        report(path, (Object) statistics);
    }

    private void report(String path, Object statistics) {
        Objects.requireNonNull(statistics, "The statistics are null; leave them out to draw the curves alone.");
        FileForm.write("html", this, Map.of("statistics", statistics), path);
    }
}
