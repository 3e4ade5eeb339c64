package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPageTest {
    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Damaged levels tell of fewer or more values than there are. */
    @ParameterizedTest
    @ValueSource(ints = {15, 17, 24})
    void a_page_holds_its_values_and_nothing_else(int length) {
        assertThatThrownBy(() -> new PlainPage(NumberType.DOUBLE, bytes(length), 2, 0))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessageContaining("" + length);
    }

    @Test
    void any_part_of_a_page_is_read_as_doubles() {
        ByteBuffer bytes = bytes(3 * Float.BYTES)
                .putFloat(1.5f)
                .putFloat(-0f)
                .putFloat(Float.NaN)
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] values = {7, 7, 7};
        new PlainPage(NumberType.FLOAT, bytes, 3, 4).get(1, 2, values);
        assertThat(values).containsExactly(-0.0, Double.NaN, 7);
    }
}
