package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetDecodingException;
import org.junit.jupiter.api.Test;

class LevelRunsTest {
    /** Levels that parquet-java writes, in runs of some length so that it packs some and repeats others. */
    @Property(tries = 300)
    void levels_are_those_that_were_written(
            @ForAll @IntRange(min = 1, max = 3) int most,
            @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> lengths)
            throws IOException {
        int width = BytesUtils.getWidthFromMaxInt(most);
        RunLengthBitPackingHybridEncoder written =
                new RunLengthBitPackingHybridEncoder(width, 100, 10_000, new HeapByteBufferAllocator());
        int[] levels = new int[lengths.stream().mapToInt(Integer::intValue).sum()];
        int size = 0;
        for (int run = 0; run < lengths.size(); run++) {
            for (int i = 0; i < lengths.get(run); i++) {
                levels[size++] = (run * 7 + lengths.get(run)) % (most + 1);
                written.writeInt(levels[size - 1]);
            }
        }
        LevelRuns runs =
                new LevelRuns(ByteBuffer.wrap(written.toBytes().toInputStream().readAllBytes()), most);
        int[] read = new int[size];
        for (int at = 0; at < size; ) {
            int run = Math.min(runs.run(), size - at);
            Arrays.fill(read, at, at + run, runs.take(run));
            at += run;
        }
        assertThat(read).isEqualTo(levels);
    }

    @Test
    void runs_that_end_too_early_are_damaged() {
        LevelRuns runs = new LevelRuns(ByteBuffer.wrap(new byte[] {2 << 1, 1}), 1);
        assertThat(runs.run()).isEqualTo(2);
        assertThat(runs.take(2)).isEqualTo(1);
        assertThatThrownBy(runs::run).isInstanceOf(ParquetDecodingException.class);
    }
}
