package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The pages of a column of a row group in their order, each read and decompressed in memory that the next one uses again.
 * parquet-java would hold all of them until the last is read, which for a column of vectors is all that there is.
 */
final class PageStream implements AutoCloseable {
    /** How much is read at once: as much as most pages and their headers. */
    private static final int AT_ONCE = 1 << 20;

    private static final int LONGEST_HEADER = 1 << 16;

    /** @param levels those of a page of the second version, which stand before what may be compressed */
    record Page(PageHeader header, ByteBuffer levels, ByteBuffer bytes) {}

    private final SeekableInputStream file;
    private final ColumnChunkMetaData chunk;
    private final DirectCodecs codecs;
    private final DirectBuffers memory;
    private final long end;
    private long position;
    private ByteBuffer read;
    private ByteBuffer decompressed;

    PageStream(SeekableInputStream file, ColumnChunkMetaData chunk, DirectCodecs codecs, DirectBuffers memory) {
        this.file = file;
        this.chunk = chunk;
        this.codecs = codecs;
        this.memory = memory;
        this.position = chunk.getStartingPos();
        this.end = position + chunk.getTotalSize();
        this.read = memory.allocate(0);
        this.decompressed = memory.allocate(0);
    }

    /** The next page, valid until the one after it. */
    Optional<Page> next() throws IOException {
        fill(LONGEST_HEADER);
        if (!read.hasRemaining()) {
            return Optional.empty();
        }
        ByteBufferInputStream start = ByteBufferInputStream.wrap(read.duplicate());
        PageHeader header = Util.readPageHeader(start);
        read.position(read.position() + Math.toIntExact(start.position()));
        fill(header.getCompressed_page_size());
        ByteBuffer levels = take(lengthOfLevels(header));
        ByteBuffer bytes = take(header.getCompressed_page_size() - levels.limit());
        int size = header.getUncompressed_page_size() - levels.limit();
        return Optional.of(new Page(header, levels, isCompressed(header) ? decompress(bytes, size) : bytes));
    }

    private static int lengthOfLevels(PageHeader header) {
        DataPageHeaderV2 v2 = header.getData_page_header_v2();
        return v2 == null
                ? 0
                : Math.addExact(v2.getRepetition_levels_byte_length(), v2.getDefinition_levels_byte_length());
    }

    private boolean isCompressed(PageHeader header) {
        DataPageHeaderV2 v2 = header.getData_page_header_v2();
        return chunk.getCodec() != CompressionCodecName.UNCOMPRESSED && (v2 == null || v2.isIs_compressed());
    }

    private ByteBuffer take(int size) {
        if (size < 0 || size > read.remaining()) {
            throw new ParquetDecodingException("A page of " + size + " bytes ends beyond its column.");
        }
        ByteBuffer taken = read.slice(read.position(), size);
        read.position(read.position() + size);
        return taken.order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer decompress(ByteBuffer bytes, int size) throws IOException {
        if (bytes.limit() == 0) {
            return bytes;
        }
        if (size > decompressed.capacity()) {
            memory.release(decompressed);
            decompressed = memory.allocate(size);
        }
        BytesInputDecompressor codec = codecs.getDecompressor(chunk.getCodec());
        codec.decompress(bytes, bytes.limit(), decompressed.clear().limit(size), size);
        return decompressed.flip().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads on, until so many bytes wait or none is left. */
    private void fill(int bytes) throws IOException {
        if (read.remaining() >= bytes || position == end) {
            return;
        }
        int size = (int) Math.min(read.remaining() + end - position, Math.max(bytes, AT_ONCE));
        if (size > read.capacity()) {
            ByteBuffer larger = memory.allocate(size).put(read);
            memory.release(read);
            read = larger;
        } else {
            read.compact();
        }
        file.seek(position);
        position += size - read.position();
        file.readFully(read.limit(size));
        read.flip();
    }

    @Override
    public void close() {
        memory.release(read);
        memory.release(decompressed);
    }
}
