package org.tare.export;

import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.stage.TextForm;

/**
 * The form {@code sql}: what {@link SqlExport} makes of a fitted scaler. Options are {@code dialect}, {@code table}, {@code view},
 * {@code query}: that of the scalers before it in a pipeline, in place of the table, and {@code schema}: the JSON of the columns of
 * that query or table.
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
                options.get("schema")
                        .map(json -> (StructType) DataType.fromJson(json))
                        .orElse(null),
                options.get("query").orElse(null));
    }
}
