package org.tare.spark;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** The shapes in which a column can hold features. */
public enum FeatureKind {
    /** One feature: byte, short, int, long, float, double, decimal, or boolean as 0 and 1. */
    SCALAR,
    /** One feature per element of an ML vector, dense or sparse. */
    VECTOR,
    /** One feature per element of an {@code array<float>} or {@code array<double>}. */
    ARRAY;

    /**
     * The shape of a column.
     *
     * @throws IllegalArgumentException if its type holds no features, such as string
     */
    public static FeatureKind of(StructField column) {
        DataType type = column.dataType();
        if (type instanceof NumericType || type.equals(DataTypes.BooleanType)) {
            return SCALAR;
        }
        if (type.equals(SQLDataTypes.VectorType())) {
            return VECTOR;
        }
        if (type instanceof ArrayType array
                && (array.elementType().equals(DataTypes.FloatType)
                        || array.elementType().equals(DataTypes.DoubleType))) {
            return ARRAY;
        }
        throw new IllegalArgumentException("Column '" + column.name() + "' is of type " + type.simpleString()
                + "; use a column of byte, short, int, long, float, double, decimal, boolean, ML vector, array<float> or"
                + " array<double>.");
    }
}
