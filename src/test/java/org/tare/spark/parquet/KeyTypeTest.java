package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of another class a value would be refused where its row is written, and all be read again in batches. */
class KeyTypeTest {
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("int32", DataTypes.IntegerType, -7, ints(-7)),
                Arguments.of(
                        "int64", DataTypes.LongType, -7L, bytes().putLong(-7).flip()),
                Arguments.of("int32 k (INTEGER(16,true))", DataTypes.ShortType, (short) -7, ints(-7)),
                Arguments.of("int32 k (INTEGER(8,true))", DataTypes.ByteType, (byte) -7, ints(-7)),
                Arguments.of("int32 k (DATE)", DataTypes.DateType, LocalDate.of(1970, 1, 8), ints(7)),
                Arguments.of(
                        "binary k (STRING)",
                        DataTypes.StringType,
                        "né",
                        bytes().putInt(3)
                                .put("né".getBytes(StandardCharsets.UTF_8))
                                .flip()));
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer ints(int value) {
        return bytes().putInt(value).flip();
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_is_of_the_class_that_spark_holds_it_in(String stored, DataType type, Object value, ByteBuffer bytes) {
        String field = stored.contains(" ") ? stored : stored + " k";
        PrimitiveType parquet = MessageTypeParser.parseMessageType("message m { required " + field + "; }")
                .getType(0)
                .asPrimitiveType();
        Object found = KeyType.of(type, parquet).orElseThrow().next().apply(bytes);
        assertThat(found).isEqualTo(Literal.create(value, type).value());
    }
}
