package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesUtils;

/**
 * Levels as runs of equal ones, which is how lists of some length have most of theirs.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">Parquet's hybrid of runs and bits</a>
 */
final class LevelRuns {
    /** Packed levels come by so many. */
    private static final int PACKED = 8;

    private final ByteBuffer bytes;
    private final int width;
    /** Where the packed levels that wait begin, in bits, and how many they are. */
    private int bit;

    private int packed;
    private int level;
    private int run;

    /** @param most the highest level, at most 3, so that none is parted between bytes */
    LevelRuns(ByteBuffer bytes, int most) {
        this.bytes = bytes;
        this.width = BytesUtils.getWidthFromMaxInt(most);
    }

    /** How many of the next levels are surely equal. */
    int run() {
        while (run == 0) {
            next();
        }
        return run;
    }

    /** Takes as many of the next levels, which are no more than are equal, and tells what they are. */
    int take(int count) {
        run -= count;
        return level;
    }

    private void next() {
        if (packed > 0) {
            level = unpack(bit);
            do {
                run++;
                packed--;
                bit += width;
            } while (packed > 0 && unpack(bit) == level);
            return;
        }
        int head = RunHead.next(bytes);
        int length = RunHead.length(head);
        if (!RunHead.isPacked(head)) {
            run = length;
            level = Byte.toUnsignedInt(bytes.get());
            return;
        }
        bit = bytes.position() * Byte.SIZE;
        packed = Math.multiplyExact(length, PACKED);
        bytes.position(Math.addExact(bytes.position(), Math.multiplyExact(length, width)));
    }

    private int unpack(int at) {
        return bytes.get(at / Byte.SIZE) >>> at % Byte.SIZE & (1 << width) - 1;
    }
}
