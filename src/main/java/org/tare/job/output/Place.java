package org.tare.job.output;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.source.CatalogTables;
import org.tare.spark.source.GivenPath;

/**
 * Where a path leads: in full, with its links followed, and on a disk that knows no case as it is spelled there.
 *
 * @param given as the user wrote it
 */
public record Place(String given, FileSystem files, Path path) {
    /** The place that a path means, whether or not something is there. */
    public static Place of(Configuration configuration, String given) throws IOException {
        Path path = GivenPath.of(given);
        FileSystem files = path.getFileSystem(configuration);
        Path full = files.makeQualified(path);
        return new Place(given, files, isLocal(full) ? followed(full) : full);
    }

    /** Where the files of a table in Spark's own catalog lie, or would. */
    static Place ofTable(SparkSession spark, String table) throws IOException {
        Path location = new Path(CatalogTables.location(spark, table));
        Place place = of(spark.sparkContext().hadoopConfiguration(), location.toString());
        return new Place("table:" + table, place.files, place.path);
    }

    private static boolean isLocal(Path path) {
        return "file".equals(path.toUri().getScheme());
    }

    private static Path followed(Path path) throws IOException {
        java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
        java.nio.file.Path there = local;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return path;
        }
        String real = there.toRealPath().resolve(there.relativize(local)).toString();
        return new Path(path.toUri().getScheme(), path.toUri().getAuthority(), real);
    }

    /** Whether something is there. */
    public boolean exists() throws IOException {
        return files.exists(path);
    }

    /** Whether the other is this place, or below it. */
    boolean holds(Place other) {
        Path at = other.path;
        while (at != null && !at.equals(path)) {
            at = at.getParent();
        }
        return at != null;
    }

    /** Whether a path that is a pattern names the other, or what it lies in; one that is no whole pattern names nothing. */
    boolean names(Place other) {
        PathMatcher pattern;
        try {
            pattern = FileSystems.getDefault()
                    .getPathMatcher("glob:" + path.toUri().getPath());
        } catch (PatternSyntaxException e) {
            return false;
        }
        for (Path at = other.path; at != null && !at.isRoot(); at = at.getParent()) {
            if (pattern.matches(java.nio.file.Path.of(at.toUri().getPath()))) {
                return true;
            }
        }
        return false;
    }

    /** The format of the table that this is the folder of, or lies in. */
    public Optional<TableFormat> table() throws IOException {
        for (Path at = path; at != null; at = at.getParent()) {
            for (TableFormat format : TableFormat.values()) {
                if (format.isAt(files, at)) {
                    return Optional.of(format);
                }
            }
        }
        return Optional.empty();
    }

    /** In full. */
    @Override
    public String toString() {
        return path.toString();
    }
}
