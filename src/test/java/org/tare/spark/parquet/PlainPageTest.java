package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
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
        assertThatThrownBy(() -> new PlainPage(NumberType.DOUBLE, bytes(length), Presence.ofAll(2)))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessageContaining("" + length);
    }

    @Test
    void a_page_is_taken_in_parts_as_doubles() {
        ByteBuffer bytes = bytes(3 * Float.BYTES)
                .putFloat(1.5f)
                .putFloat(-0f)
                .putFloat(Float.NaN)
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] values = {7, 7, 7};
        PlainPage page = new PlainPage(NumberType.FLOAT, bytes, Presence.ofAll(3));
        page.next(1, values);
        assertThat(values).containsExactly(1.5, 7, 7);
        page.next(2, values);
        assertThat(values).containsExactly(-0.0, Double.NaN, 7);
    }

    /** Some bytes say that one value is repeated half a billion times, which takes no memory. */
    @Test
    void many_codes_of_few_bytes_are_taken_in_parts() {
        int size = 500_000_000;
        ByteBuffer codes = bytes(6);
        for (int header = size << 1; header != 0; header >>>= 7) {
            codes.put((byte) (header >>> 7 == 0 ? header : header | 0x80));
        }
        codes.put((byte) 1).flip();
        ByteBuffer entries = bytes(16).putDouble(2.5).putDouble(-3.5).flip().order(ByteOrder.LITTLE_ENDIAN);
        NumberDictionary dictionary = new NumberDictionary(NumberType.DOUBLE, new DataPages.Dictionary(entries, 2));
        DictionaryCodes page = new DictionaryCodes(dictionary, new CodeStream(1, codes, size), Presence.ofAll(size));
        double[] values = new double[2];
        page.next(2, values);
        assertThat(values).containsExactly(-3.5, -3.5);
    }

    /** Nine numbers of one bit: a run of eight that are packed, and one that is repeated. */
    @Test
    void runs_that_do_not_fill_just_their_page_are_damaged() {
        byte[] runs = {1 << 1 | 1, (byte) 0b10101010, 1 << 1, 1};
        CodeStream codes = new CodeStream(1, ByteBuffer.wrap(runs), 9);
        int[] numbers = new int[9];
        codes.next(9, numbers);
        assertThat(numbers).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 1);
        byte[] longer = Arrays.copyOf(runs, 5);
        byte[] beyond = {2 << 1 | 1, (byte) 0b10101010};
        byte[] nothing = {0, 1};
        for (byte[] damaged : List.of(longer, beyond, nothing, Arrays.copyOf(runs, 2))) {
            assertThatThrownBy(() -> new CodeStream(1, ByteBuffer.wrap(damaged), 9))
                    .isInstanceOf(ParquetDecodingException.class);
        }
    }

    /** Rows of which one, none and six are null, by runs that are repeated and packed. */
    @Test
    void rows_are_present_as_their_levels_tell() {
        byte[] repeated = {3 << 1, 1, 6 << 1, 0};
        boolean[] rows = new boolean[9];
        Presence presence = Presence.of(ByteBuffer.wrap(repeated), 9, 1);
        presence.get(rows);
        assertThat(presence.nulls()).isEqualTo(6);
        assertThat(rows).containsExactly(true, true, true, false, false, false, false, false, false);
        Presence packed = Presence.of(ByteBuffer.wrap(new byte[] {1 << 1 | 1, 0b01111111}), 8, 1);
        packed.get(rows);
        assertThat(packed.nulls()).isEqualTo(1);
        assertThat(rows).containsExactly(true, true, true, true, true, true, true, false, false);
        Presence none = Presence.of(ByteBuffer.wrap(new byte[] {9 << 1, 0}), 9, 1);
        none.get(rows);
        assertThat(none.size()).isZero();
        assertThat(rows).containsOnly(false);
    }
}
