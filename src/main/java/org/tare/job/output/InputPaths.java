package org.tare.job.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.tare.spark.stage.Checksums;

/** Paths that rows are read from. */
public final class InputPaths {
    private static final Pattern OF_A_GLOB = Pattern.compile("[*?\\[\\]{}\\\\]");

    private InputPaths() {}

    /**
     * The paths as Spark's reader takes them: a file whose own name looks like a pattern is not one.
     *
     * @param format of the files, which decides whether the folder of a table may be read
     * @param recursive whether all folders below are read too
     * @throws IllegalArgumentException if a path leads to a table whose log says more than its files, or to what a job learned
     */
    public static String[] of(Configuration configuration, List<String> paths, String format, boolean recursive)
            throws IOException {
        List<String> readable = new ArrayList<>();
        for (String path : paths) {
            Place place = Place.of(configuration, path);
            boolean isOne = place.exists();
            for (Place found : isOne ? List.of(place) : matching(configuration, place)) {
                requireFiles(path, found, format);
                requireFilesBelow(path, found, recursive);
            }
            readable.add(isOne ? OF_A_GLOB.matcher(path).replaceAll("\\\\$0") : path);
        }
        return readable.toArray(String[]::new);
    }

    private static List<Place> matching(Configuration configuration, Place pattern) throws IOException {
        List<Place> places = new ArrayList<>();
        FileStatus[] found = pattern.files().globStatus(new Path(pattern.given()));
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            places.add(Place.of(configuration, status.getPath().toString()));
        }
        return places;
    }

    private static void requireFiles(String given, Place place, String format) throws IOException {
        Optional<TableFormat> table = place.table();
        if (table.isPresent() && !table.get().option().equalsIgnoreCase(format)) {
            throw new IllegalArgumentException("'" + given + "' belongs to a table of " + table.get()
                    + ", whose log says which rows hold; give --format "
                    + table.get().option() + ", or table:NAME.");
        }
        if (place.files().exists(new Path(place.path(), Checksums.FILE))) {
            throw new IllegalArgumentException(
                    "'" + given
                            + "' holds statistics or a model that a job saved, or what is left of them, and no rows; give rows.");
        }
    }

    private static void requireFilesBelow(String given, Place place, boolean recursive) throws IOException {
        Optional<FolderMarker> found = recursive ? FolderMarker.below(place) : FolderMarker.inPartitions(place);
        if (found.isPresent()) {
            throw new IllegalArgumentException(
                    "Below '" + given + "' lies " + found.get().what() + ", by '"
                            + found.get().file() + "', whose files alone are no rows; name the folders of rows"
                            + (recursive ? ", or leave out --option recursiveFileLookup." : ", or move it elsewhere."));
        }
    }
}
