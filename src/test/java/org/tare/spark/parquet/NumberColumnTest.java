package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberColumnTest {
    private static final NumberColumn COLUMN = new NumberColumn(
            new ColumnDescriptor(
                    new String[] {"x"}, Types.required(PrimitiveTypeName.DOUBLE).named("x"), 0, 0),
            NumberType.DOUBLE);

    /** Three values: the second, the first and the second of a dictionary. */
    private static List<Double> read(Encoding ofDictionary, Encoding ofValues, int rows) throws IOException {
        byte[] entries = ByteBuffer.allocate(2 * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(2.5)
                .putDouble(-1)
                .array();
        byte[] codes = {1, 1 << 1 | 1, 0b101};
        DataPage page =
                new DataPageV1(BytesInput.from(codes), 3, codes.length, null, Encoding.RLE, Encoding.RLE, ofValues);
        List<Double> values = new ArrayList<>();
        try (ByteBufferReleaser memory = new ByteBufferReleaser(new HeapByteBufferAllocator())) {
            COLUMN.read(
                    new OnePage(new DictionaryPage(BytesInput.from(entries), 2, ofDictionary), page),
                    rows,
                    memory,
                    numbers -> {
                        double[] all = new double[numbers.size()];
                        numbers.next(all.length, all);
                        for (double value : all) {
                            values.add(value);
                        }
                    });
        }
        return values;
    }

    private static final class OnePage implements PageReader {
        private final DictionaryPage dictionary;
        private DataPage page;

        OnePage(DictionaryPage dictionary, DataPage page) {
            this.dictionary = dictionary;
            this.page = page;
        }

        @Override
        public DictionaryPage readDictionaryPage() {
            return dictionary;
        }

        @Override
        public long getTotalValueCount() {
            return page.getValueCount();
        }

        @Override
        public DataPage readPage() {
            DataPage next = page;
            page = null;
            return next;
        }
    }

    /** The names that older and newer files have for the same. */
    @Test
    @SuppressWarnings("deprecation") // Older files name it so.
    void codes_stand_for_the_values_of_a_plain_dictionary() throws IOException {
        assertThat(read(Encoding.PLAIN, Encoding.RLE_DICTIONARY, 3)).containsExactly(-1.0, 2.5, -1.0);
        assertThat(read(Encoding.PLAIN_DICTIONARY, Encoding.PLAIN_DICTIONARY, 3))
                .containsExactly(-1.0, 2.5, -1.0);
    }

    /** As a flipped bit may say; Spark refuses it. */
    @ParameterizedTest
    @EnumSource(
            names = {"PLAIN", "PLAIN_DICTIONARY"},
            mode = EnumSource.Mode.EXCLUDE)
    void a_dictionary_that_is_not_plain_is_damaged(Encoding encoding) {
        assertThatThrownBy(() -> read(encoding, Encoding.RLE_DICTIONARY, 3))
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessageContaining(encoding.name());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PLAIN", "PLAIN_DICTIONARY", "RLE_DICTIONARY"},
            mode = EnumSource.Mode.EXCLUDE)
    void values_of_another_encoding_are_not_guessed(Encoding encoding) {
        assertThatThrownBy(() -> read(Encoding.PLAIN, encoding, 3)).isInstanceOf(ParquetDecodingException.class);
    }

    @Test
    void a_page_has_as_many_rows_as_its_group() {
        for (int rows : new int[] {2, 4}) {
            assertThatThrownBy(() -> read(Encoding.PLAIN, Encoding.RLE_DICTIONARY, rows))
                    .isInstanceOf(ParquetDecodingException.class)
                    .hasMessageContaining("3 values in " + rows + " rows");
        }
    }
}
