package org.tare.spark.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** The codecs of parquet-java that work outside of the heap; that of Snappy with a check of where it writes. */
final class DirectCodecs implements CompressionCodecFactory {
    private final CodecFactory codecs;

    DirectCodecs(Configuration conf, DirectBuffers memory) {
        codecs = CodecFactory.createDirectCodecFactory(conf, memory, 0);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return codecs.getCompressor(codec);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        BytesInputDecompressor decompressor = codecs.getDecompressor(codec);
        return codec == CompressionCodecName.SNAPPY ? new CheckedSnappy(decompressor) : decompressor;
    }

    @Override
    public void release() {
        codecs.release();
    }

    /** Native code would write as much as damaged data say that they hold, beyond the room there is for it. */
    private record CheckedSnappy(BytesInputDecompressor snappy) implements BytesInputDecompressor {
        private static void require(int size, int told) throws IOException {
            if (told != size) {
                throw new IOException("A page of " + size + " bytes says that it holds " + told + ".");
            }
        }

        @Override
        public BytesInput decompress(BytesInput input, int size) throws IOException {
            byte[] bytes = input.toInputStream().readAllBytes();
            require(size, Snappy.uncompressedLength(bytes));
            return BytesInput.from(Snappy.uncompress(bytes));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) throws IOException {
            require(size, Snappy.uncompressedLength(input.duplicate().limit(input.position() + compressedSize)));
            snappy.decompress(input, compressedSize, output, size);
        }

        @Override
        public void release() {
            snappy.release();
        }
    }
}
