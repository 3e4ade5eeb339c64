package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** The different values of a column, which its pages name by their places. */
final class NumberDictionary {
    private final ByteBuffer bytes;
    private final double[] values;

    NumberDictionary(NumberType type, DataPages.Dictionary dictionary) {
        this.bytes = dictionary.bytes();
        int size = dictionary.size();
        if (bytes.limit() != (long) size * type.bytes()) {
            throw new ParquetDecodingException(
                    "A dictionary of " + size + " values has " + bytes.limit() + " bytes of them.");
        }
        this.values = new double[size];
        type.get(bytes, 0, size, values);
    }

    /** Puts the values at the first places named into {@code to}, from there on. */
    void get(int[] places, int count, double[] to, int from) {
        for (int i = 0; i < count; i++) {
            to[from + i] = values[places[i]];
        }
    }

    long getLong(int place) {
        return bytes.getLong(place * Long.BYTES);
    }
}
