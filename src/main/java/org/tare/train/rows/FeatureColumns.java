package org.tare.train.rows;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.DataColumns;
import org.tare.spark.plan.GivenData;
import org.tare.spark.row.RowFunctions;

/** Lets Spark's predictors, which take a Vector column, take arrays of numbers too. */
public final class FeatureColumns {
    private static final String CHECKED = "tare_features_";

    private FeatureColumns() {}

    /** The schema of the result; where the features are an array, {@code ofVectors} is shown a Vector in its place. */
    public static StructType transformSchema(
            StructType schema, String featuresCol, UnaryOperator<StructType> ofVectors) {
        if (TableColumns.isVector(schema, featuresCol)) {
            return ofVectors.apply(schema);
        }
        String name = ColumnIndex.find(schema, featuresCol).name();
        DataType type = schema.apply(name).dataType();
        return retyped(ofVectors.apply(retyped(schema, name, SQLDataTypes.VectorType())), name, type);
    }

    /**
     * Checks the columns of labels and weights before Spark does, in the words of all other columns.
     *
     * @param label the column of labels
     * @param weight that of weights, or the empty text where there is none
     * @throws IllegalArgumentException if there is no such column, with the nearest names, or it holds no numbers
     */
    public static void requireNumbers(StructType schema, String label, String weight) {
        requireNumber(
                schema,
                label,
                "; make numbers of classes by a StringIndexer, and of other labels by a cast to double.");
        if (!weight.isEmpty()) {
            requireNumber(schema, weight, "; cast it to double.");
        }
    }

    private static void requireNumber(StructType schema, String name, String way) {
        StructField field = ColumnIndex.find(schema, name);
        if (!(field.dataType() instanceof NumericType)) {
            throw new IllegalArgumentException("Column '" + field.name() + "' is of type "
                    + field.dataType().simpleString() + ", not of numbers" + way);
        }
    }

    private static StructType retyped(StructType schema, String name, DataType type) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> field.name().equals(name)
                        ? new StructField(name, type, field.nullable(), field.metadata())
                        : field)
                .toArray(StructField[]::new));
    }

    /** The predictions of a model, by its copy for vectors of the same numbers, which are all there and as many as it takes. */
    public static <M extends PredictionModel<Vector, M>> Dataset<Row> transform(
            M model, Dataset<?> data, Function<Dataset<?>, Dataset<Row>> ofVectors) {
        String featuresCol = model.getFeaturesCol();
        if (featuresCol.startsWith(CHECKED)) {
            return ofVectors.apply(data);
        }
        StructType schema = GivenData.of(data).schema();
        Column vectors = TableColumns.isVector(schema, featuresCol)
                ? DataColumns.of(data).get(featuresCol)
                : RowFunctions.vector(TableColumns.array(schema, featuresCol));
        String checked = CHECKED + UUID.randomUUID();
        Dataset<Row> extended =
                data.withColumn(checked, RowFunctions.ofSize(vectors, featuresCol, model.numFeatures()));
        return model.copy(ParamMap.empty())
                .setFeaturesCol(checked)
                .transform(extended)
                .drop(checked);
    }
}
