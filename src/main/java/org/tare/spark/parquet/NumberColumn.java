package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Reads the pages of a column of numbers that is no part of another one, so that a value is null or stands there.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Parquet's encodings</a>
 */
record NumberColumn(ColumnDescriptor descriptor, NumberType type) {
    /** What is read here, and how the levels of columns without nesting are written besides. */
    @SuppressWarnings("deprecation") // Most files name encodings that newer ones do not.
    private static final Set<Encoding> KNOWN = EnumSet.of(
            Encoding.PLAIN, Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    @SuppressWarnings("deprecation") // Most files name it so.
    private static final Set<Encoding> OF_DICTIONARIES = EnumSet.of(Encoding.PLAIN, Encoding.PLAIN_DICTIONARY);

    /** What parquet-java decompresses outside of the heap; for others it would need a library that Spark does not bring. */
    private static final Set<CompressionCodecName> DIRECT =
            EnumSet.of(CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY, CompressionCodecName.ZSTD);

    /** What is told of each page. */
    interface Pages {
        void add(NumberPage page);
    }

    ColumnPath path() {
        return ColumnPath.get(descriptor.getPath());
    }

    static boolean isReadable(ColumnChunkMetaData chunk) {
        return KNOWN.containsAll(chunk.getEncodings()) && DIRECT.contains(chunk.getCodec());
    }

    /** Reads the pages of a row group with so many rows; of {@code memory} comes what has to be put together. */
    void read(PageReader pages, long rows, ByteBufferReleaser memory, Pages to) throws IOException {
        long read = 0;
        NumberDictionary dictionary = dictionary(pages.readDictionaryPage(), memory);
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
            read += page.getValueCount();
            requireRows(read <= rows, read, rows);
            to.add(
                    page instanceof DataPageV2 v2
                            ? read(v2, dictionary, memory)
                            : read((DataPageV1) page, dictionary, memory));
        }
        requireRows(read == rows, read, rows);
    }

    private void requireRows(boolean areRight, long read, long rows) {
        if (!areRight) {
            throw new ParquetDecodingException(
                    "Column '" + descriptor.getPath()[0] + "' has " + read + " values in " + rows + " rows.");
        }
    }

    private NumberDictionary dictionary(DictionaryPage page, ByteBufferReleaser memory) throws IOException {
        if (page == null) {
            return null;
        }
        if (!OF_DICTIONARIES.contains(page.getEncoding())) {
            throw new ParquetDecodingException("A dictionary is encoded by " + page.getEncoding() + ".");
        }
        // The memory of a decompressor is used again for the next page.
        ByteBuffer bytes = ByteBuffer.allocate(page.getUncompressedSize())
                .put(page.getBytes().toByteBuffer(memory))
                .flip()
                .order(ByteOrder.LITTLE_ENDIAN);
        return new NumberDictionary(type, bytes, page.getDictionarySize());
    }

    private NumberPage read(DataPageV1 page, NumberDictionary dictionary, ByteBufferReleaser memory)
            throws IOException {
        ByteBuffer bytes = littleEndian(page.getBytes(), memory);
        int rows = page.getValueCount();
        Presence presence = Presence.ofAll(rows);
        if (isNullable()) {
            if (page.getDlEncoding() != Encoding.RLE) {
                throw new ParquetDecodingException("Definition levels are encoded by " + page.getDlEncoding() + ".");
            }
            int length = bytes.getInt();
            presence = Presence.of(bytes.slice(bytes.position(), length), rows);
            bytes.position(bytes.position() + length);
        }
        return read(bytes, page.getValueEncoding(), presence, dictionary);
    }

    private NumberPage read(DataPageV2 page, NumberDictionary dictionary, ByteBufferReleaser memory)
            throws IOException {
        int rows = page.getValueCount();
        Presence presence = isNullable()
                ? Presence.of(littleEndian(page.getDefinitionLevels(), memory), rows)
                : Presence.ofAll(rows);
        return read(littleEndian(page.getData(), memory), page.getDataEncoding(), presence, dictionary);
    }

    private boolean isNullable() {
        return descriptor.getMaxDefinitionLevel() > 0;
    }

    private static ByteBuffer littleEndian(BytesInput bytes, ByteBufferReleaser memory) throws IOException {
        return bytes.toByteBuffer(memory).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private NumberPage read(ByteBuffer bytes, Encoding encoding, Presence presence, NumberDictionary dictionary)
            throws IOException {
        if (encoding == Encoding.PLAIN) {
            return new PlainPage(type, bytes.slice().order(ByteOrder.LITTLE_ENDIAN), presence);
        }
        if (!encoding.usesDictionary() || dictionary == null) {
            throw new ParquetDecodingException(
                    "Values are encoded by " + encoding + (dictionary == null ? " without a dictionary." : "."));
        }
        if (presence.size() == 0) {
            return new PlainPage(type, ByteBuffer.allocate(0), presence);
        }
        int width = bytes.get();
        return new DictionaryCodes(dictionary, new CodeStream(width, bytes.slice(), presence.size()), presence);
    }
}
