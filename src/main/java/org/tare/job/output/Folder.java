package org.tare.job.output;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder that appears, or replaces another, by a rename: readers see the old one or the new one, never a part.
 *
 * <p>It is written into a hidden sibling, which on every file system lets the rename be a move; object stores copy
 * instead. Spark's own overwrite deletes first and loses the old result when the new one fails.
 */
public final class Folder implements Output {
    private final FileSystem files;
    private final Path place;
    private final Path beside;

    private Folder(FileSystem files, Path place, Path beside) {
        this.files = files;
        this.place = place;
        this.beside = beside;
    }

    /**
     * Claims a place.
     *
     * @throws IllegalStateException if it exists and may not be replaced
     * @throws IOException if nothing can be written beside it
     */
    public static Folder claim(Configuration configuration, String where, boolean replace) throws IOException {
        Path path = new Path(where);
        FileSystem files = path.getFileSystem(configuration);
        Path place = files.makeQualified(path);
        if (place.isRoot()) {
            throw new IllegalArgumentException("'" + where + "' is a root; name a folder below it.");
        }
        if (!replace && files.exists(place)) {
            throw new IllegalStateException(
                    "'" + where + "' exists; give --mode overwrite to replace it, or name another.");
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        Path beside = new Path(place.getParent(), "." + place.getName() + "." + id + ".tmp");
        if (!files.mkdirs(beside)) {
            throw new IOException("No folder can be made beside '" + where + "'; name another place.");
        }
        files.deleteOnExit(beside);
        return new Folder(files, place, beside);
    }

    /** Where to write; nothing is there yet. */
    public String fresh() {
        return freshPath().toString();
    }

    /** The full name of its place. */
    public Path place() {
        return place;
    }

    public boolean exists() throws IOException {
        return files.exists(place);
    }

    @Override
    public void publish() throws IOException {
        files.cancelDeleteOnExit(beside);
        boolean replaces = exists();
        if (replaces) {
            move(place, oldPath());
        }
        try {
            move(freshPath(), place);
        } catch (IOException | RuntimeException e) {
            if (replaces) {
                move(oldPath(), place);
            }
            throw e;
        }
    }

    @Override
    public void retract() throws IOException {
        move(place, freshPath());
        if (files.exists(oldPath())) {
            move(oldPath(), place);
        }
    }

    /** Keeps the old result if it could not be put back, so that it is never lost. */
    @Override
    public void close() throws IOException {
        if (exists() || !files.exists(oldPath())) {
            files.delete(beside, true);
        }
    }

    private Path freshPath() {
        return new Path(beside, "new");
    }

    private Path oldPath() {
        return new Path(beside, "old");
    }

    private void move(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("'" + from + "' cannot be renamed to '" + to + "'; look for both there.");
        }
    }
}
