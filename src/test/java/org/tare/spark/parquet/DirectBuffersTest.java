package org.tare.spark.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Memory outside of the heap is used again, and never written beyond. */
class DirectBuffersTest {
    @Test
    void what_was_released_serves_what_it_is_not_much_too_large_for() {
        try (DirectBuffers memory = new DirectBuffers()) {
            ByteBuffer first = memory.allocate(1_000);
            ByteBuffer second = memory.allocate(1_000);
            assertThat(second).isNotSameAs(first);
            memory.release(first.position(10));
            assertThat(memory.allocate(499)).isNotSameAs(first);
            assertThat(memory.allocate(1_001)).isNotSameAs(first);
            ByteBuffer again = memory.allocate(500);
            assertThat(again).isSameAs(first);
            assertThat(again.remaining()).isEqualTo(500);
            assertThat(memory.allocate(500)).isNotSameAs(first);
            memory.release(first);
            memory.release(second);
        }
    }

    /** Native code believes the size that compressed data begin with. */
    @Test
    void data_that_say_to_hold_more_than_their_room_are_refused() throws IOException {
        byte[] compressed = Snappy.compress(new byte[100_000]);
        try (DirectBuffers memory = new DirectBuffers()) {
            DirectCodecs codecs = new DirectCodecs(new Configuration(false), memory);
            BytesInputDecompressor snappy = codecs.getDecompressor(CompressionCodecName.SNAPPY);
            ByteBuffer input =
                    ByteBuffer.allocateDirect(compressed.length).put(compressed).flip();
            ByteBuffer output = ByteBuffer.allocateDirect(1_000);
            assertThatThrownBy(() -> snappy.decompress(input, compressed.length, output, 1_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("100000");
            assertThatThrownBy(() -> snappy.decompress(BytesInput.from(compressed), 1_000))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("100000");
            assertThat(snappy.decompress(BytesInput.from(compressed), 100_000).size())
                    .isEqualTo(100_000);
            codecs.release();
        }
    }
}
