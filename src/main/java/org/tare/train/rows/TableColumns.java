package org.tare.train.rows;

import static org.apache.spark.sql.functions.size;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.column.FeatureKind;
import org.tare.spark.column.VectorAttributes;
import org.tare.spark.row.RowFunctions;
import scala.Option;

/**
 * The columns of a training, by name.
 *
 * @param weight empty for rows that all count the same
 * @param validation empty when all rows are for training
 */
public record TableColumns(String features, String label, String weight, String validation) {
    private static final Set<DataType> VECTOR = Set.of(SQLDataTypes.VectorType());

    /** Features as {@code array<double>}, label and weight as double, validation as boolean. */
    Dataset<Row> select(Dataset<?> data) {
        StructType schema = data.schema();
        return data.select(
                array(schema, features).as("features"),
                number(schema, label).as("label"),
                weight.isEmpty()
                        ? org.apache.spark.sql.functions.lit(1.0).as("weight")
                        : number(schema, weight).as("weight"),
                validation.isEmpty()
                        ? org.apache.spark.sql.functions.lit(false).as("validation")
                        : flag(schema, validation).as("validation"));
    }

    /** How many features rows have as the column's ML attributes tell it, which may be those of other vectors. */
    public OptionalInt declaredFeatures(StructType schema) {
        StructField field = ColumnIndex.find(schema, features);
        int declared =
                VECTOR.contains(field.dataType()) ? VectorAttributes.of(field).size() : -1;
        return declared > 0 ? OptionalInt.of(declared) : OptionalInt.empty();
    }

    /** How many features the first row has; runs a Spark job. */
    public OptionalInt featuresOfFirstRow(Dataset<?> data) {
        return data.select(size(array(data.schema(), features))).takeAsList(1).stream()
                .filter(row -> !row.isNullAt(0))
                .mapToInt(row -> row.getInt(0))
                .filter(found -> found > 0)
                .findFirst();
    }

    /** The names of the features as the column's ML attributes tell them; none where some have none. */
    public List<String> featureNames(StructType schema) {
        StructField field = ColumnIndex.find(schema, features);
        if (!VECTOR.contains(field.dataType())) {
            return List.of();
        }
        Option<Attribute[]> attributes = VectorAttributes.of(field).attributes();
        return attributes.isEmpty()
                        || Stream.of(attributes.get())
                                .anyMatch(attribute -> attribute.name().isEmpty())
                ? List.of()
                : Stream.of(attributes.get())
                        .map(attribute -> attribute.name().get())
                        .toList();
    }

    /** @throws IllegalArgumentException if the column is neither a vector nor an array of numbers */
    static Column array(StructType schema, String name) {
        DataType type = featuresType(schema, name);
        Column column = ColumnIndex.column(name);
        return VECTOR.contains(type) ? RowFunctions.array(column) : column.cast("array<double>");
    }

    static boolean isVector(StructType schema, String name) {
        return VECTOR.contains(featuresType(schema, name));
    }

    private static DataType featuresType(StructType schema, String name) {
        DataType type = ColumnIndex.find(schema, name).dataType();
        boolean numbers = type instanceof ArrayType array && array.elementType() instanceof NumericType;
        if (!numbers && !VECTOR.contains(type)) {
            FeatureKind.requireNoOldVector(name, type);
            throw wrong(name, type, "a Vector or an array of numbers");
        }
        return type;
    }

    private static Column number(StructType schema, String name) {
        StructField field = ColumnIndex.find(schema, name);
        if (!(field.dataType() instanceof NumericType)) {
            throw wrong(name, field.dataType(), "a number");
        }
        return ColumnIndex.column(name).cast("double");
    }

    private static Column flag(StructType schema, String name) {
        StructField field = ColumnIndex.find(schema, name);
        if (!(field.dataType() instanceof BooleanType)) {
            throw wrong(name, field.dataType(), "boolean");
        }
        return ColumnIndex.column(name);
    }

    private static IllegalArgumentException wrong(String name, DataType type, String wanted) {
        return new IllegalArgumentException(
                "Column '" + name + "' is " + type.simpleString() + "; give one that is " + wanted + ".");
    }
}
