package org.tare.feature;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.FittedColumn;
import org.tare.feature.plan.FittedScaler;
import org.tare.feature.plan.InvalidRows;
import org.tare.feature.plan.OutputColumns;
import org.tare.feature.plan.Projection;
import org.tare.spark.plan.GivenData;

/**
 * What a scaler makes of a dataset: its rows and its schema.
 *
 * @param fitted the columns that are scaled
 * @param handleInvalid what becomes of rows with missing values
 * @param unseenGroup what becomes of rows of a group that the fit did not see
 * @param assembled the column that takes all results, or null
 */
record ScaledColumns(FittedScaler fitted, String handleInvalid, String unseenGroup, AssembledColumn assembled) {
    /** The rows with their results. */
    Dataset<Row> of(Dataset<?> data) {
        schema(GivenData.of(data).schema());
        Projection projection = projection();
        Dataset<Row> result = projection.apply(InvalidRows.handle(handleInvalid, data, projection.inputs()));
        return InvalidRows.handleResults(handleInvalid, result, projection.partial());
    }

    /** @throws IllegalArgumentException if a column is missing, of another type or size, or the name of a result is taken */
    StructType schema(StructType schema) {
        if (!fitted.replaces()) {
            OutputColumns.requireNew(
                    schema, fitted.columns().stream().map(FittedColumn::mapping).toList(), assembled);
        }
        return projection().resultSchema(schema);
    }

    private Projection projection() {
        return new Projection(fitted, unseenGroup, assembled);
    }
}
