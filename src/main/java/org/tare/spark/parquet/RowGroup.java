package org.tare.spark.parquet;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.SeekableInputStream;

/** Some rows of a file, whose columns stand one after the other. */
final class RowGroup {
    /** What is read here, and how levels are written besides. */
    @SuppressWarnings("deprecation") // Most files name encodings that newer ones do not.
    private static final Set<Encoding> KNOWN = EnumSet.of(
            Encoding.PLAIN, Encoding.PLAIN_DICTIONARY, Encoding.RLE_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    /** What parquet-java decompresses outside of the heap; for others it would need a library that Spark does not bring. */
    private static final Set<CompressionCodecName> DIRECT =
            EnumSet.of(CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY, CompressionCodecName.ZSTD);

    private final SeekableInputStream file;
    private final long rows;
    private final Map<ColumnPath, ColumnChunkMetaData> chunks;
    private final DirectCodecs codecs;
    private final DirectBuffers memory;

    RowGroup(SeekableInputStream file, BlockMetaData group, DirectCodecs codecs, DirectBuffers memory) {
        this.file = file;
        this.rows = group.getRowCount();
        this.chunks = group.getColumns().stream().collect(Collectors.toMap(ColumnChunkMetaData::getPath, c -> c));
        this.codecs = codecs;
        this.memory = memory;
    }

    long rows() {
        return rows;
    }

    /** Whether what stands there is encoded and compressed as this package can read. */
    boolean isReadable(ColumnPath path) {
        ColumnChunkMetaData chunk = chunks.get(path);
        return KNOWN.containsAll(chunk.getEncodings()) && DIRECT.contains(chunk.getCodec());
    }

    /** What the footer tells of such numbers, if that is sure to be right. */
    Optional<NumberRange> range(ColumnPath path, RangeType type) {
        ColumnChunkMetaData chunk = chunks.get(path);
        return chunk.getValueCount() == rows ? type.range(chunk.getStatistics(), rows) : Optional.empty();
    }

    /** Whether all values there may be told by their places in a dictionary; some writers leave open whether all are. */
    boolean mayBeByDictionary(ColumnPath path) {
        ColumnChunkMetaData chunk = chunks.get(path);
        EncodingStats stats = chunk.getEncodingStats();
        return stats == null
                ? chunk.getEncodings().stream().anyMatch(Encoding::usesDictionary)
                : stats.hasDictionaryPages() && !stats.hasNonDictionaryEncodedPages();
    }

    DataPages pages(ColumnDescriptor column) {
        ColumnChunkMetaData chunk = chunks.get(ColumnPath.get(column.getPath()));
        return new DataPages(column, new PageStream(file, chunk, codecs, memory), chunk.getValueCount());
    }

    NumberPages pages(NumberColumn column) {
        return new NumberPages(column, pages(column.descriptor()));
    }
}
