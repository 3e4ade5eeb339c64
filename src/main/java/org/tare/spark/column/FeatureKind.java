package org.tare.spark.column;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.mllib.linalg.VectorUDT;
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
        requireNoOldVector(column.name(), type);
        throw new IllegalArgumentException("Column '" + column.name() + "' is of type " + type.simpleString()
                + "; use a column of byte, short, int, long, float, double, decimal, boolean, ML vector, array<float> or"
                + " array<double>.");
    }

    /**
     * Refuses vectors of Spark's first machine learning package, whose type has the same name as that of ML.
     *
     * @throws IllegalArgumentException that says how to convert them
     */
    public static void requireNoOldVector(String column, DataType type) {
        if (type instanceof VectorUDT) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' holds vectors of spark.mllib, not of spark.ml; convert"
                            + " them by MLUtils.convertVectorColumnsToML(data, \"" + column + "\").");
        }
    }
}
