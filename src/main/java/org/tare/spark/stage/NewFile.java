package org.tare.spark.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file on this machine's disk that is not there yet. */
public final class NewFile {
    private NewFile() {}

    /**
     * Writes it.
     *
     * @throws NullPointerException if there is no path
     * @throws IllegalArgumentException if it is no path, something is there already, or no folder to hold it
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(String path, byte[] content) {
        Objects.requireNonNull(path, "The path is null; give that of the file to write.");
        Path file = file(path);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "There is no folder '" + folder + "' for '" + path + "'; make it first, or give another path.");
        }
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("'" + path + "' exists; remove it first, or give another path.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private static Path file(String path) {
        try {
            Path file = Path.of(path);
            if (!path.isEmpty()) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path (" + e.getReason() + "); give that of the file to write.", e);
        }
        throw new IllegalArgumentException("The path is empty; give that of the file to write.");
    }
}
