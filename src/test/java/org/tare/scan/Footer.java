package org.tare.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** The footers of Parquet files, to be written anew, and the pages before them, to be damaged. */
final class Footer {
    private static final int MAGIC = 4;
    /** The length of the footer, and the magic bytes. */
    private static final int TAIL = Integer.BYTES + MAGIC;

    private Footer() {}

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    /** Overwrites all pages of a file with zeros. */
    static void damagePages(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, MAGIC, start(bytes), (byte) 0);
        write(file, bytes);
    }

    /** Overwrites the pages of a column with zeros. */
    static void damagePages(Path file, String column) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (ColumnMetaData chunk : chunks(read(bytes), column)) {
            int from =
                    (int) (chunk.isSetDictionary_page_offset() ? chunk.dictionary_page_offset : chunk.data_page_offset);
            Arrays.fill(bytes, from, from + (int) chunk.total_compressed_size, (byte) 0);
        }
        write(file, bytes);
    }

    /** What the footer tells of a column, a chunk for each row group. */
    static List<ColumnMetaData> chunks(FileMetaData footer, String column) {
        return footer.getRow_groups().stream()
                .flatMap(group -> group.getColumns().stream())
                .map(chunk -> chunk.getMeta_data())
                .filter(chunk -> chunk.getPath_in_schema().equals(List.of(column)))
                .toList();
    }

    static void change(Path file, Consumer<FileMetaData> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        FileMetaData footer = read(bytes);
        change.accept(footer);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, start(bytes));
        Util.writeFileMetaData(footer, changed);
        int length = changed.size() - start(bytes);
        changed.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        changed.write(bytes, bytes.length - MAGIC, MAGIC);
        write(file, changed.toByteArray());
    }

    private static FileMetaData read(byte[] bytes) throws IOException {
        int start = start(bytes);
        return Util.readFileMetaData(new ByteArrayInputStream(bytes, start, bytes.length - TAIL - start));
    }

    private static int start(byte[] bytes) {
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TAIL);
        return bytes.length - TAIL - length;
    }

    /** Without the checksums that Hadoop keeps beside the file. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.write(file, bytes);
    }
}
