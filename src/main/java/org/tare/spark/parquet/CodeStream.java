package org.tare.spark.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.io.ParquetDecodingException;

/** Small whole numbers, written as runs of equal ones or packed by bits. */
final class CodeStream {
    private final InputStream bytes;
    private final RunLengthBitPackingHybridDecoder decoder;

    /** @param width how many bits a number has */
    CodeStream(int width, ByteBuffer bytes) {
        this.bytes = ByteBufferInputStream.wrap(bytes);
        this.decoder = new RunLengthBitPackingHybridDecoder(width, this.bytes);
    }

    int next() throws IOException {
        return decoder.readInt();
    }

    /** More than was to be read means that what was read may be wrong. */
    void requireEnd() throws IOException {
        if (bytes.available() > 0) {
            throw new ParquetDecodingException("A page has " + bytes.available() + " bytes more than its values take.");
        }
    }
}
