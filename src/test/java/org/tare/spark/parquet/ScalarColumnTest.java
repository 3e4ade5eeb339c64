package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarColumnTest {
    private static final NumberColumn COLUMN = new NumberColumn(
            new ColumnDescriptor(
                    new String[] {"x"}, Types.required(PrimitiveTypeName.DOUBLE).named("x"), 0, 0),
            NumberType.DOUBLE);

    @TempDir
    private Path folder;

    /** Three values: the second, the first and the second of a dictionary. */
    private List<Double> read(Encoding ofDictionary, Encoding ofValues, int rows) throws IOException {
        byte[] entries = ByteBuffer.allocate(2 * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(2.5)
                .putDouble(-1)
                .array();
        byte[] codes = {1, 1 << 1 | 1, 0b101};
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        PageHeader dictionary = new PageHeader(PageType.DICTIONARY_PAGE, entries.length, entries.length);
        Util.writePageHeader(dictionary.setDictionary_page_header(new DictionaryPageHeader(2, ofDictionary)), chunk);
        chunk.write(entries);
        PageHeader page = new PageHeader(PageType.DATA_PAGE, codes.length, codes.length);
        Util.writePageHeader(
                page.setData_page_header(new DataPageHeader(3, ofValues, Encoding.RLE, Encoding.RLE)), chunk);
        chunk.write(codes);
        return read(chunk.toByteArray(), rows);
    }

    private List<Double> read(byte[] chunk, int rows) throws IOException {
        BlockMetaData group = new BlockMetaData();
        group.setRowCount(rows);
        group.addColumn(ColumnChunkMetaData.get(
                COLUMN.path(),
                COLUMN.descriptor().getPrimitiveType(),
                CompressionCodecName.UNCOMPRESSED,
                null,
                Set.of(),
                null,
                0,
                0,
                3,
                chunk.length,
                chunk.length));
        Path file = Files.write(folder.resolve("chunk"), chunk);
        List<Double> values = new ArrayList<>();
        try (DirectBuffers memory = new DirectBuffers();
                SeekableInputStream stream = new LocalFile(file).newStream()) {
            RowGroup rowGroup = new RowGroup(stream, group, new DirectCodecs(new Configuration(), memory), memory);
            new ScalarColumn(COLUMN).read(rowGroup, 0, new PageConsumer() {
                @Override
                public void addRows(long added) {}

                @Override
                public void add(int column, NumberPage numbers) {
                    double[] all = new double[numbers.size()];
                    numbers.next(all.length, all);
                    Arrays.stream(all).forEach(values::add);
                }

                @Override
                public void add(int column, KeyPage page) {}

                @Override
                public void add(int column, VectorPages vectors) {}
            });
        }
        return values;
    }

    /** The names that older and newer files have for the same. */
    @Test
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
