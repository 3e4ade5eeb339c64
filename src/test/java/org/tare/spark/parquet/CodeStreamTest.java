package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodeStreamTest {
    private static final int SIZE = 10_000;

    static IntStream widths() {
        return IntStream.rangeClosed(0, Integer.SIZE);
    }

    /** What parquet-java writes, of runs that are repeated and such that are packed, taken by parts of any length. */
    @ParameterizedTest
    @MethodSource("widths")
    void numbers_come_as_they_were_written(int width) throws IOException {
        Random random = new Random(width);
        int[] written = new int[SIZE];
        for (int from = 0, run; from < SIZE; from += run) {
            run = Math.min(SIZE - from, random.nextBoolean() ? 1 : random.nextInt(40) + 1);
            Arrays.fill(written, from, from + run, width == 0 ? 0 : random.nextInt() >>> (Integer.SIZE - width));
        }
        CodeStream codes = new CodeStream(width, encoded(width, written), SIZE);
        int[] read = new int[SIZE];
        for (int from = 0, part; from < SIZE; from += part) {
            part = Math.min(SIZE - from, random.nextInt(30));
            int[] some = new int[part];
            codes.next(part, some);
            System.arraycopy(some, 0, read, from, part);
        }
        assertThat(read).isEqualTo(written);
    }

    private static ByteBuffer encoded(int width, int[] numbers) throws IOException {
        try (RunLengthBitPackingHybridEncoder encoder =
                new RunLengthBitPackingHybridEncoder(width, 64, SIZE, HeapByteBufferAllocator.getInstance())) {
            for (int number : numbers) {
                encoder.writeInt(number);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            encoder.toBytes().writeAllTo(bytes);
            return ByteBuffer.wrap(bytes.toByteArray());
        }
    }
}
