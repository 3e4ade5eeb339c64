package org.tare.spark.parquet;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Some columns of the row groups of a Parquet file that Spark gives to one task. */
public final class NumberFile implements AutoCloseable {
    private final DirectBuffers memory = new DirectBuffers();
    private final DirectCodecs codecs;
    private final SeekableInputStream file;
    private final List<RowGroup> groups;
    private final PageOrder order;
    private final Optional<List<PlainColumn>> columns;

    /**
     * @param start the row groups whose middle is from there on
     * @param end and before there
     * @throws IOException if the file cannot be opened, or is no Parquet
     */
    public NumberFile(Path path, long start, long end, ReadColumns read, Configuration conf) throws IOException {
        order = read.order();
        InputFile input = input(path, conf);
        ParquetMetadata footer = footer(
                input,
                HadoopReadOptions.builder(conf, path).withRange(start, end).build());
        codecs = new DirectCodecs(conf, memory);
        file = input.newStream();
        try {
            groups = footer.getBlocks().stream()
                    .map(group -> new RowGroup(file, group, codecs, memory))
                    .toList();
            columns = new FileColumns(footer.getFileMetaData().getSchema(), read)
                    .find()
                    .filter(this::areReadable);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The file itself, where nothing checks what comes from it: checksums beside it are Hadoop's to compare. */
    private static InputFile input(Path path, Configuration conf) throws IOException {
        FileSystem files = path.getFileSystem(conf);
        if (files instanceof LocalFileSystem local
                && !local.pathToFile(local.getChecksumFile(path)).exists()) {
            File file = local.pathToFile(path);
            return new LocalFile(file.toPath());
        }
        return HadoopInputFile.fromPath(path, conf);
    }

    private static ParquetMetadata footer(InputFile input, ParquetReadOptions options) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(input, options)) {
            return reader.getFooter();
        }
    }

    private boolean areReadable(List<PlainColumn> found) {
        return groups.stream()
                .allMatch(group -> group.rows() <= order.mostRows()
                        && found.stream().allMatch(column -> column.isReadable(group)));
    }

    /**
     * Whether the columns are plain numbers of just these types, or vectors, or keys, written as this package can read, in row
     * groups that are small enough.
     */
    public boolean isReadable() {
        return columns.isPresent();
    }

    /**
     * Reads the columns.
     *
     * @throws IOException or a runtime exception of parquet-java's if the file is damaged
     */
    public void read(PageConsumer to) throws IOException {
        List<PlainColumn> all = columns.orElseThrow();
        int first = order.first();
        for (RowGroup group : groups) {
            if (group.rows() == 0) {
                continue;
            }
            to.addRows(group.rows());
            all.get(first).read(group, first, to);
            for (int place = 0; place < all.size(); place++) {
                if (place != first) {
                    all.get(place).read(group, place, to);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            codecs.release();
            memory.close();
        }
    }
}
