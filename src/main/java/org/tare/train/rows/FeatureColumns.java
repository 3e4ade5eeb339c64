package org.tare.train.rows;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Lets Spark's predictors, which want a Vector column, take arrays of numbers too. */
public final class FeatureColumns {
    private FeatureColumns() {}

    /** The schema that {@code transform} gives, where an array column poses as a Vector meanwhile. */
    public static StructType transformSchema(
            StructType schema, String featuresCol, Function<StructType, StructType> transform) {
        if (TableColumns.isVector(schema, featuresCol)) {
            return transform.apply(schema);
        }
        String name = org.tare.spark.ColumnIndex.find(schema, featuresCol).name();
        DataType type = schema.apply(name).dataType();
        return retyped(transform.apply(retyped(schema, name, SQLDataTypes.VectorType())), name, type);
    }

    private static StructType retyped(StructType schema, String name, DataType type) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> field.name().equals(name)
                        ? new StructField(name, type, field.nullable(), field.metadata())
                        : field)
                .toArray(StructField[]::new));
    }

    /** What a model's {@code transform} gives for a column of its choice, which here is the features as a Vector. */
    public static Dataset<Row> transform(
            Dataset<?> data, String featuresCol, BiFunction<Dataset<?>, String, Dataset<Row>> transform) {
        if (TableColumns.isVector(data.schema(), featuresCol)) {
            return transform.apply(data, featuresCol);
        }
        String vector = "features_" + UUID.randomUUID();
        Dataset<Row> extended =
                data.withColumn(vector, functions.array_to_vector(TableColumns.array(data.schema(), featuresCol)));
        return transform.apply(extended, vector).drop(vector);
    }
}
