package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** A page whose values stand one after the other. */
record PlainPage(NumberType type, ByteBuffer bytes, int size, int nulls) implements NumberPage {
    PlainPage {
        if (bytes.limit() != (long) size * type.bytes()) {
            throw new ParquetDecodingException(
                    "A page of " + size + " values has " + bytes.limit() + " bytes of them.");
        }
    }

    @Override
    public void get(int from, int count, double[] values) {
        type.get(bytes, from, count, values);
    }

    @Override
    public long getLong(int i) {
        return bytes.getLong(i * Long.BYTES);
    }
}
