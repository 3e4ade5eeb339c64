package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * A page of a column, taken apart.
 *
 * @param size how many numbers, null or not, and lists without any
 * @param repetition the levels that tell which of them begins a row, empty where each does
 * @param definition the levels that tell which of them are there, empty where all are
 * @param values those that are there
 */
record EncodedPage(int size, ByteBuffer repetition, ByteBuffer definition, Encoding encoding, ByteBuffer values) {
    static EncodedPage of(PageStream.Page page, ColumnDescriptor column) {
        return switch (page.header().getType()) {
            case DATA_PAGE -> first(page.header().getData_page_header(), page.bytes(), column);
            case DATA_PAGE_V2 -> second(page.header().getData_page_header_v2(), page);
            default ->
                throw new ParquetDecodingException(
                        "A page is none of data but of " + page.header().getType() + ".");
        };
    }

    private static EncodedPage first(DataPageHeader header, ByteBuffer bytes, ColumnDescriptor column) {
        ByteBuffer repetition = levels(bytes, column.getMaxRepetitionLevel(), header.getRepetition_level_encoding());
        ByteBuffer definition = levels(bytes, column.getMaxDefinitionLevel(), header.getDefinition_level_encoding());
        return new EncodedPage(
                header.getNum_values(), repetition, definition, header.getEncoding(), littleEndian(bytes));
    }

    private static ByteBuffer levels(ByteBuffer bytes, int most, Encoding encoding) {
        if (most == 0) {
            return ByteBuffer.allocate(0);
        }
        if (encoding != Encoding.RLE) {
            throw new ParquetDecodingException("Levels are encoded by " + encoding + ".");
        }
        return take(bytes, bytes.getInt());
    }

    private static EncodedPage second(DataPageHeaderV2 header, PageStream.Page page) {
        ByteBuffer levels = page.levels();
        ByteBuffer repetition = take(levels, header.getRepetition_levels_byte_length());
        return new EncodedPage(
                header.getNum_values(), repetition, littleEndian(levels), header.getEncoding(), page.bytes());
    }

    private static ByteBuffer take(ByteBuffer bytes, int length) {
        ByteBuffer taken = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return taken.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer littleEndian(ByteBuffer rest) {
        return rest.slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
