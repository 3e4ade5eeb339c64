package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** A page whose values stand one after the other. */
final class PlainPage implements NumberPage {
    private final NumberType type;
    private final ByteBuffer bytes;
    private final int size;
    private final int nulls;
    private int taken;

    /** @param bytes the values and nothing else, in little endian order */
    PlainPage(NumberType type, ByteBuffer bytes, int size, int nulls) {
        if (bytes.limit() != (long) size * type.bytes()) {
            throw new ParquetDecodingException(
                    "A page of " + size + " values has " + bytes.limit() + " bytes of them.");
        }
        this.type = type;
        this.bytes = bytes;
        this.size = size;
        this.nulls = nulls;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int nulls() {
        return nulls;
    }

    @Override
    public void next(int count, double[] values) {
        type.get(bytes, taken, count, values);
        taken += count;
    }

    @Override
    public long nextLong() {
        return bytes.getLong(taken++ * Long.BYTES);
    }
}
