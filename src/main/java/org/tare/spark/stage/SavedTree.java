package org.tare.spark.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What was saved is files in folders. A stranger's folder on a disk may hold links by which readers would walk all of the disk,
 * or for ever, and devices that have no end.
 */
public final class SavedTree {
    private SavedTree() {}

    /**
     * For one file alone.
     *
     * @throws IOException whose message says that it is none
     */
    public static void requireFile(FileSystem files, Path file) throws IOException {
        Path full = files.makeQualified(file);
        java.nio.file.Path place = java.nio.file.Path.of(full.toUri().getPath());
        if ("file".equals(full.toUri().getScheme()) && Files.exists(place) && !Files.isRegularFile(place)) {
            throw new IOException("it is a device or a pipe");
        }
    }

    /** @throws IOException whose message says what is neither, to go on from the folder's name, without a full stop */
    static void require(FileSystem files, Path folder) throws IOException {
        Path full = files.makeQualified(folder);
        java.nio.file.Path root = java.nio.file.Path.of(full.toUri().getPath());
        if (!"file".equals(full.toUri().getScheme()) || !Files.isDirectory(root)) {
            return;
        }
        java.nio.file.Path real = root.toRealPath();
        try (Stream<java.nio.file.Path> all = Files.walk(real)) {
            for (java.nio.file.Path path : (Iterable<java.nio.file.Path>) all::iterator) {
                if (Files.isSymbolicLink(path) && Files.isDirectory(path)) {
                    throw new IOException("its " + real.relativize(path) + " is a link to another folder");
                }
                if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
                    throw new IOException("its " + real.relativize(path) + " is no file");
                }
            }
        }
    }
}
