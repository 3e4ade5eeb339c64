package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.types.DataType;

/** A type of numbers, named as Spark names it, as Parquet stores it plainly in little endian order. */
enum NumberType {
    DOUBLE(PrimitiveTypeName.DOUBLE, Double.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            from.asDoubleBuffer().get(first, values, 0, count);
        }
    },
    FLOAT(PrimitiveTypeName.FLOAT, Float.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = from.getFloat((first + i) * Float.BYTES);
            }
        }
    },
    LONG(PrimitiveTypeName.INT64, Long.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = from.getLong((first + i) * Long.BYTES);
            }
        }
    },
    INTEGER(PrimitiveTypeName.INT32, Integer.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = from.getInt((first + i) * Integer.BYTES);
            }
        }
    },
    SHORT(PrimitiveTypeName.INT32, Integer.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = from.getShort((first + i) * Integer.BYTES);
            }
        }
    },
    BYTE(PrimitiveTypeName.INT32, Integer.BYTES) {
        @Override
        void get(ByteBuffer from, int first, int count, double[] values) {
            for (int i = 0; i < count; i++) {
                values[i] = from.get((first + i) * Integer.BYTES);
            }
        }
    };

    private final PrimitiveTypeName stored;
    private final int bytes;

    NumberType(PrimitiveTypeName stored, int bytes) {
        this.stored = stored;
        this.bytes = bytes;
    }

    /** The type of numbers that are stored so and read as that, without any conversion. */
    static Optional<NumberType> of(DataType read, PrimitiveType stored) {
        LogicalTypeAnnotation meaning = stored.getLogicalTypeAnnotation();
        boolean isNumber = meaning == null
                || (meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole && whole.isSigned());
        return Arrays.stream(values())
                .filter(type -> isNumber
                        && type.name().toLowerCase(Locale.ROOT).equals(read.typeName())
                        && type.stored == stored.getPrimitiveTypeName())
                .findFirst();
    }

    /** How many bytes a value takes. */
    int bytes() {
        return bytes;
    }

    /** Puts the values {@code [first, first + count)} into the first places of {@code values}, each as the nearest double. */
    abstract void get(ByteBuffer from, int first, int count, double[] values);
}
