package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Small whole numbers, written as runs of equal ones or packed by bits.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">Parquet's hybrid of both</a>
 */
final class CodeStream {
    /** Packed numbers come by so many. */
    private static final int PACKED = 8;

    private final RunLengthBitPackingHybridDecoder decoder;

    /**
     * @param width how many bits a number has
     * @throws ParquetDecodingException if the bytes hold more or less than just the runs of so many numbers, so that they may
     *     be damaged where parquet-java would not notice
     */
    CodeStream(int width, ByteBuffer bytes, int size) throws IOException {
        decoder = new RunLengthBitPackingHybridDecoder(width, ByteBufferInputStream.wrap(bytes.duplicate()));
        requireWhole(width, ByteBufferInputStream.wrap(bytes.duplicate()), size);
    }

    private static void requireWhole(int width, ByteBufferInputStream bytes, int size) throws IOException {
        long left = size;
        while (left > 0) {
            int run = BytesUtils.readUnsignedVarInt(bytes);
            boolean isPacked = (run & 1) == 1;
            long numbers = isPacked ? (long) (run >>> 1) * PACKED : run >>> 1;
            long length = isPacked ? (long) (run >>> 1) * width : BytesUtils.paddedByteCountFromBits(width);
            if (numbers == 0 || length > bytes.available()) {
                throw new ParquetDecodingException(
                        "A run of " + numbers + " numbers of " + width + " bits ends beyond its page.");
            }
            bytes.skipFully(length);
            left -= numbers;
        }
        if (bytes.available() > 0) {
            throw new ParquetDecodingException("A page has " + bytes.available() + " bytes more than its values take.");
        }
    }

    int next() throws IOException {
        return decoder.readInt();
    }
}
