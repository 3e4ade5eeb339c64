package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** A page whose values stand one after the other. */
final class PlainPage extends NumberPage {
    private final NumberType type;
    private final ByteBuffer bytes;
    private int taken;

    /** @param bytes the values and nothing else, in little endian order */
    PlainPage(NumberType type, ByteBuffer bytes, Presence presence) {
        super(presence);
        if (bytes.limit() != (long) presence.size() * type.bytes()) {
            throw new ParquetDecodingException(
                    "A page of " + presence.size() + " values has " + bytes.limit() + " bytes of them.");
        }
        this.type = type;
        this.bytes = bytes;
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
