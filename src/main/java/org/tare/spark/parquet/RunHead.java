package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.io.ParquetDecodingException;

/** The number that begins a run: how long it is, and whether it is packed by bits or one number repeated. */
final class RunHead {
    /** Each byte of a number of variable length holds so many bits of it, and one that tells whether others follow. */
    private static final int BITS = 7;

    private RunHead() {}

    static int next(ByteBuffer bytes) {
        int head = 0;
        for (int shift = 0; shift < Integer.SIZE && bytes.hasRemaining(); shift += BITS) {
            byte next = bytes.get();
            head |= (next & Byte.MAX_VALUE) << shift;
            if (next >= 0) {
                return head;
            }
        }
        throw new ParquetDecodingException("The length of a run takes more than five bytes, or ends beyond its page.");
    }

    static boolean isPacked(int head) {
        return (head & 1) == 1;
    }

    /** How many numbers are repeated, or how many eights of them are packed. */
    static int length(int head) {
        return head >>> 1;
    }
}
