package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** A type of values by which rows are grouped, as Parquet stores it plainly and Spark holds it. */
enum KeyType {
    INTEGER {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return isNumber(NumberType.INTEGER, read, stored);
        }

        @Override
        Object next(ByteBuffer bytes) {
            return bytes.getInt();
        }
    },
    LONG {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return isNumber(NumberType.LONG, read, stored);
        }

        @Override
        Object next(ByteBuffer bytes) {
            return bytes.getLong();
        }
    },
    SHORT {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return isNumber(NumberType.SHORT, read, stored);
        }

        @Override
        Object next(ByteBuffer bytes) {
            return (short) bytes.getInt();
        }
    },
    BYTE {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return isNumber(NumberType.BYTE, read, stored);
        }

        @Override
        Object next(ByteBuffer bytes) {
            return (byte) bytes.getInt();
        }
    },
    DATE {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return read.equals(DataTypes.DateType)
                    && stored.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                    && stored.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation;
        }

        @Override
        Object next(ByteBuffer bytes) {
            return requireGregorian(bytes.getInt());
        }
    },
    STRING {
        @Override
        boolean isOf(DataType read, PrimitiveType stored) {
            return read.equals(DataTypes.StringType)
                    && stored.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                    && stored.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        }

        @Override
        Object next(ByteBuffer bytes) {
            return text(bytes);
        }
    };

    /** 1582-10-15 in days since 1970-01-01: what earlier days are depends on who wrote them. */
    private static final int FIRST_GREGORIAN_DAY = -141_427;

    /** The type of values that are stored so and read as that, without any conversion. */
    static Optional<KeyType> of(DataType read, PrimitiveType stored) {
        return Arrays.stream(values()).filter(type -> type.isOf(read, stored)).findFirst();
    }

    abstract boolean isOf(DataType read, PrimitiveType stored);

    /** Takes a value of the class that Spark holds it in. */
    abstract Object next(ByteBuffer bytes);

    private static boolean isNumber(NumberType type, DataType read, PrimitiveType stored) {
        return NumberType.of(read, stored).filter(type::equals).isPresent();
    }

    private static int requireGregorian(int day) {
        if (day < FIRST_GREGORIAN_DAY) {
            throw new ParquetDecodingException("Day " + day + " may be one of another calendar.");
        }
        return day;
    }

    private static UTF8String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        Objects.checkFromIndexSize(0, length, bytes.remaining());
        byte[] text = new byte[length];
        bytes.get(text);
        return UTF8String.fromBytes(text);
    }

    /** All values of a dictionary, of the classes that Spark holds them in. */
    Object[] values(DataPages.Dictionary dictionary) {
        ByteBuffer bytes = dictionary.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Object> values = new ArrayList<>();
        while (bytes.hasRemaining()) {
            values.add(next(bytes));
        }
        if (values.size() != dictionary.size()) {
            throw new ParquetDecodingException(
                    "A dictionary of " + dictionary.size() + " values has " + values.size() + ".");
        }
        return values.toArray();
    }
}
