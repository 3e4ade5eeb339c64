package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Small whole numbers, written as runs of equal ones or packed by bits. parquet-java unpacks them, but takes runs apart number
 * by number, at several times the cost.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE">Parquet's hybrid of both</a>
 */
final class CodeStream {
    /** Packed numbers come by so many. */
    private static final int PACKED = 8;

    private final int width;
    private final ByteBuffer bytes;
    private final BytePacker packer;
    private int repeated;
    private int equal;
    /** Packed numbers that wait among the bytes, and the last of those that were unpacked. */
    private int packed;

    private final int[] unpacked = new int[PACKED];
    private int waiting;

    /**
     * @param width how many bits a number has
     * @throws ParquetDecodingException if the bytes hold more or less than just the runs of so many numbers, so that they may
     *     be damaged
     */
    CodeStream(int width, ByteBuffer bytes, int size) {
        if (width < 0 || width > Integer.SIZE) {
            throw new ParquetDecodingException("Numbers of " + width + " bits are none.");
        }
        requireWhole(width, bytes.duplicate(), size);
        this.width = width;
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
    }

    private static void requireWhole(int width, ByteBuffer bytes, int size) {
        long left = size;
        while (left > 0) {
            int head = RunHead.next(bytes);
            long numbers = RunHead.isPacked(head) ? (long) RunHead.length(head) * PACKED : RunHead.length(head);
            long length = RunHead.isPacked(head)
                    ? (long) RunHead.length(head) * width
                    : BytesUtils.paddedByteCountFromBits(width);
            if (numbers == 0 || length > bytes.remaining()) {
                throw new ParquetDecodingException(
                        "A run of " + numbers + " numbers of " + width + " bits ends beyond its page.");
            }
            bytes.position(bytes.position() + (int) length);
            left -= numbers;
        }
        if (bytes.hasRemaining()) {
            throw new ParquetDecodingException("A page has " + bytes.remaining() + " bytes more than its values take.");
        }
    }

    /** Puts the next numbers into the first places of {@code numbers}. */
    void next(int count, int[] numbers) {
        int taken = 0;
        while (taken < count) {
            int wanted = count - taken;
            if (repeated > 0) {
                int run = Math.min(repeated, wanted);
                Arrays.fill(numbers, taken, taken + run, equal);
                repeated -= run;
                taken += run;
            } else if (waiting > 0) {
                int rest = Math.min(waiting, wanted);
                System.arraycopy(unpacked, PACKED - waiting, numbers, taken, rest);
                waiting -= rest;
                taken += rest;
            } else if (packed > 0) {
                taken += unpack(wanted, numbers, taken);
            } else {
                begin();
            }
        }
    }

    /** Unpacks as many numbers as are wanted by eights, or eight that wait if fewer are. */
    private int unpack(int wanted, int[] numbers, int at) {
        if (wanted < PACKED) {
            unpackEight(unpacked, 0);
            waiting = PACKED;
            return 0;
        }
        int whole = Math.min(packed, wanted / PACKED * PACKED);
        int i = unpackByLongs(whole, numbers, at);
        while (i < whole) {
            unpackEight(numbers, at + i);
            i += PACKED;
        }
        return whole;
    }

    /** Unpacks eights as long as a long can be read from where each number begins; how many numbers. */
    private int unpackByLongs(int count, int[] numbers, int at) {
        int start = bytes.position();
        int last = bytes.limit() - start - Long.BYTES;
        long mask = (1L << width) - 1;
        int i = 0;
        for (; i < count && (long) (i + PACKED) * width / Byte.SIZE <= last; i += PACKED) {
            int first = start + i / PACKED * width;
            for (int k = 0; k < PACKED; k++) {
                int bit = k * width;
                numbers[at + i + k] = (int) (bytes.getLong(first + (bit >>> 3)) >>> (bit & 7) & mask);
            }
        }
        bytes.position(start + i / PACKED * width);
        packed -= i;
        return i;
    }

    private void unpackEight(int[] numbers, int at) {
        packer.unpack8Values(bytes, bytes.position(), numbers, at);
        bytes.position(bytes.position() + width);
        packed -= PACKED;
    }

    private void begin() {
        int head = RunHead.next(bytes);
        if (RunHead.isPacked(head)) {
            packed = Math.multiplyExact(RunHead.length(head), PACKED);
            return;
        }
        repeated = RunHead.length(head);
        equal = 0;
        for (int b = 0; b < BytesUtils.paddedByteCountFromBits(width); b++) {
            equal |= Byte.toUnsignedInt(bytes.get()) << (b * Byte.SIZE);
        }
    }
}
