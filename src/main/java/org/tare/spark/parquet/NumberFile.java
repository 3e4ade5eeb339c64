package org.tare.spark.parquet;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferReleaser;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Some columns of the row groups of a Parquet file that Spark gives to one task. */
public final class NumberFile implements AutoCloseable {
    /** What the containers of executors have beside the heap unless told otherwise: a tenth of it, and at least so many bytes. */
    private static final long LEAST_BESIDE_HEAP = 384L << 20;

    private static final int PART_BESIDE_HEAP = 10;

    /** Columns are read together up to this size, since parquet-java looks through all columns of a file for each reading. */
    private static final long AT_ONCE = 8L << 20;

    private final DirectBuffers memory = new DirectBuffers();
    private final DirectCodecs codecs;
    private final ParquetFileReader file;
    private final List<BlockMetaData> groups;
    private final Optional<List<NumberColumn>> columns;

    /**
     * @param start the row groups whose middle is from there on
     * @param end and before there
     * @throws IOException if the file cannot be opened, or is no Parquet
     */
    public NumberFile(Path path, long start, long end, StructType read, boolean caseSensitive, Configuration conf)
            throws IOException {
        codecs = new DirectCodecs(conf, memory);
        ParquetReadOptions options = HadoopReadOptions.builder(conf, path)
                .withRange(start, end)
                .withUseHadoopVectoredIo(false)
                .withAllocator(memory)
                .useOffHeapDecryptBuffer()
                .withCodecFactory(codecs)
                .build();
        try {
            file = ParquetFileReader.open(input(path, conf), options);
        } catch (IOException | RuntimeException e) {
            release();
            throw e;
        }
        groups = file.getRowGroups();
        try {
            columns = columns(read, caseSensitive);
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

    /** Whether the columns are plain numbers of just these types, written as this package can read, and small enough. */
    public boolean isReadable() {
        return columns.isPresent();
    }

    private Optional<List<NumberColumn>> columns(StructType read, boolean caseSensitive) {
        MessageType schema = file.getFileMetaData().getSchema();
        Map<String, List<Type>> named = schema.getFields().stream()
                .collect(Collectors.groupingBy(field -> key(field.getName(), caseSensitive)));
        List<NumberColumn> found = new ArrayList<>();
        for (StructField field : read.fields()) {
            List<Type> stored = named.getOrDefault(key(field.name(), caseSensitive), List.of());
            Optional<NumberColumn> column =
                    stored.size() == 1 ? column(field, stored.get(0), schema) : Optional.empty();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            found.add(column.get());
        }
        return groups.stream().allMatch(group -> areReadable(group, found)) ? Optional.of(found) : Optional.empty();
    }

    private static String key(String name, boolean caseSensitive) {
        return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
    }

    private static Optional<NumberColumn> column(StructField field, Type stored, MessageType schema) {
        if (!stored.isPrimitive() || stored.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        return NumberType.of(field.dataType(), stored.asPrimitiveType())
                .map(type -> new NumberColumn(schema.getColumnDescription(new String[] {stored.getName()}), type));
    }

    private static boolean areReadable(BlockMetaData group, List<NumberColumn> columns) {
        long most = mostAtOnce();
        Map<ColumnPath, ColumnChunkMetaData> chunks = chunks(group);
        return columns.stream()
                .map(column -> chunks.get(column.path()))
                .allMatch(chunk -> NumberColumn.isReadable(chunk) && size(chunk) <= most);
    }

    /** What one task may hold of a column: half of what is beside the heap, where each core runs a task. */
    private static long mostAtOnce() {
        Runtime jvm = Runtime.getRuntime();
        long besideHeap = Math.max(LEAST_BESIDE_HEAP, jvm.maxMemory() / PART_BESIDE_HEAP);
        return besideHeap / 2 / jvm.availableProcessors();
    }

    private static Map<ColumnPath, ColumnChunkMetaData> chunks(BlockMetaData group) {
        return group.getColumns().stream().collect(Collectors.toMap(ColumnChunkMetaData::getPath, chunk -> chunk));
    }

    /** The memory that reading a column takes, compressed and not. */
    private static long size(ColumnChunkMetaData chunk) {
        return chunk.getTotalSize() + chunk.getTotalUncompressedSize();
    }

    /** Who is told what is read. */
    public interface Reader {
        /** So many rows follow, the pages of one column after those of another. */
        void addRows(long rows);

        /** A page of the column at that place, valid during the call. */
        void add(int column, NumberPage page);
    }

    /** How many rows the largest row group has. */
    public long mostRows() {
        return groups.stream().mapToLong(BlockMetaData::getRowCount).max().orElse(0);
    }

    /**
     * Reads the columns.
     *
     * @param first the column of which all pages of a row group come before those of others
     * @throws IOException or a runtime exception of parquet-java's if the file is damaged
     */
    public void read(int first, Reader to) throws IOException {
        List<NumberColumn> all = columns.orElseThrow();
        List<Integer> places = new ArrayList<>(List.of(first));
        IntStream.range(0, all.size()).filter(place -> place != first).forEach(places::add);
        for (int g = 0; g < groups.size(); g++) {
            long rows = groups.get(g).getRowCount();
            if (rows == 0) {
                continue;
            }
            to.addRows(rows);
            Map<ColumnPath, ColumnChunkMetaData> chunks = chunks(groups.get(g));
            long[] sizes = places.stream()
                    .mapToLong(place -> size(chunks.get(all.get(place).path())))
                    .toArray();
            for (int from = 0; from < sizes.length; ) {
                long size = 0;
                int end = from;
                do {
                    size += sizes[end];
                    end++;
                } while (end < sizes.length && size + sizes[end] <= AT_ONCE);
                read(g, rows, places.subList(from, end), to);
                from = end;
            }
        }
    }

    private void read(int group, long rows, List<Integer> places, Reader to) throws IOException {
        List<NumberColumn> all = columns.orElseThrow();
        List<Type> types = places.stream()
                .<Type>map(place -> all.get(place).descriptor().getPrimitiveType())
                .toList();
        file.setRequestedSchema(new MessageType("columns", types));
        try (PageReadStore pages = file.readRowGroup(group);
                ByteBufferReleaser whole = new ByteBufferReleaser(memory)) {
            for (int place : places) {
                NumberColumn column = all.get(place);
                column.read(pages.getPageReader(column.descriptor()), rows, whole, page -> to.add(place, page));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            release();
        }
    }

    private void release() {
        codecs.release();
        memory.close();
    }
}
