package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A type of values by which rows are grouped, as Parquet stores it plainly and Spark holds it.
 *
 * @param reads whether a type that is read and one that is stored are this one, so that nothing is converted
 * @param next takes a value of the class that Spark holds it in
 */
record KeyType(BiPredicate<DataType, PrimitiveType> reads, Function<ByteBuffer, Object> next) {
    private static final List<KeyType> ALL = List.of(
            new KeyType(isNumber(NumberType.INTEGER), ByteBuffer::getInt),
            new KeyType(isNumber(NumberType.LONG), ByteBuffer::getLong),
            new KeyType(isNumber(NumberType.SHORT), bytes -> (short) bytes.getInt()),
            new KeyType(isNumber(NumberType.BYTE), bytes -> (byte) bytes.getInt()),
            new KeyType(
                    is(DataTypes.DateType, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType()),
                    bytes -> requireGregorian(bytes.getInt())),
            new KeyType(
                    is(DataTypes.StringType, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType()),
                    KeyType::text));

    /** 1582-10-15 in days since 1970-01-01: what earlier days are depends on who wrote them. */
    private static final int FIRST_GREGORIAN_DAY = -141_427;

    /** The type of values that are stored so and read as that, without any conversion. */
    static Optional<KeyType> of(DataType read, PrimitiveType stored) {
        return ALL.stream().filter(type -> type.reads.test(read, stored)).findFirst();
    }

    private static BiPredicate<DataType, PrimitiveType> isNumber(NumberType type) {
        return (read, stored) ->
                NumberType.of(read, stored).filter(type::equals).isPresent();
    }

    private static BiPredicate<DataType, PrimitiveType> is(
            DataType type, PrimitiveTypeName name, LogicalTypeAnnotation annotation) {
        return (read, stored) -> read.equals(type)
                && stored.getPrimitiveTypeName() == name
                && annotation.equals(stored.getLogicalTypeAnnotation());
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
            values.add(next.apply(bytes));
        }
        if (values.size() != dictionary.size()) {
            throw new ParquetDecodingException(
                    "A dictionary of " + dictionary.size() + " values has " + values.size() + ".");
        }
        return values.toArray();
    }
}
