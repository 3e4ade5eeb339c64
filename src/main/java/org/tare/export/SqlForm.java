package org.tare.export;

import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.tare.spark.stage.TextForm;

/**
 * The form {@code sql}: what {@link SqlExport} makes of a fitted scaler. Options are {@code dialect}, {@code table}, {@code view}, and
 * {@code query}: that of the scalers before it in a pipeline, in place of the table.
 */
public final class SqlForm implements TextForm {
    @Override
    public String name() {
        return "sql";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        FormOptions options = FormOptions.of(data);
        String dialect = options.get("dialect").orElse("spark");
        String table = options.get("table").orElse("__THIS__");
        return ModelExport.toSql(
                (Transformer) learned,
                dialect,
                table,
                options.get("view").orElse(null),
                options.get("query").orElse(null));
    }
}
