package org.tare.job.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.stage.Checksums;

/**
 * A file by which the files of its folder are no plain rows.
 *
 * @param what the folder holds
 */
record FolderMarker(String what, Path folder, Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(FolderMarker.class);

    /** An input may have as many partitions as it likes; its reader lists all of them, and once is enough. */
    private static final int LISTED = 1_000;

    private static Stream<FolderMarker> of(Path file) {
        Stream<FolderMarker> tables = Stream.of(TableFormat.values())
                .flatMap(format -> format.folder(file).stream()
                        .map(folder -> new FolderMarker("a table of " + format, folder, file)));
        Stream<FolderMarker> saved = Stream.of(file)
                .filter(name -> name.getName().equals(Checksums.FILE))
                .map(name -> new FolderMarker("statistics or a model that a job saved", name.getParent(), name));
        return Stream.concat(tables, saved);
    }

    /** One of those below a place, in whatever folder. */
    static Optional<FolderMarker> below(Place place) throws IOException {
        return below(place, LISTED, marker -> true);
    }

    /** One of a table below a place; what jobs saved they may replace. */
    static Optional<FolderMarker> tableBelow(Place place) throws IOException {
        // All of it, as it is about to be removed.
        return below(place, Integer.MAX_VALUE, marker -> !marker.file.getName().equals(Checksums.FILE));
    }

    /** One of those in folders that a reader takes for partitions, as {@code day=1}. */
    static Optional<FolderMarker> inPartitions(Place place) throws IOException {
        try {
            // One listing of all is dear, and most folders have no others in them.
            RemoteIterator<FileStatus> all = place.files().listStatusIterator(place.path());
            boolean found = false;
            for (int i = 0; i < LISTED && !found && all.hasNext(); i++) {
                FileStatus status = all.next();
                found = status.isDirectory() && RowFolders.isPartition(status.getPath());
            }
            if (!found) {
                return Optional.empty();
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        return below(place, LISTED, marker -> {
            Path at = marker.folder;
            while (at != null && !at.equals(place.path()) && RowFolders.isPartition(at)) {
                at = at.getParent();
            }
            return place.path().equals(at) && !at.equals(marker.folder);
        });
    }

    /** @param most how many folders are listed, and how many entries of each */
    private static Optional<FolderMarker> below(Place place, int most, Predicate<FolderMarker> wanted)
            throws IOException {
        Deque<Path> folders = new ArrayDeque<>(List.of(place.path()));
        boolean areAll = true;
        for (int i = 0; i < most && !folders.isEmpty(); i++) {
            Path folder = folders.pop();
            try {
                RemoteIterator<FileStatus> all = place.files().listStatusIterator(folder);
                for (int j = 0; j < most && all.hasNext(); j++) {
                    FileStatus status = all.next();
                    Optional<FolderMarker> found = status.isDirectory()
                            ? Optional.empty()
                            : of(status.getPath()).filter(wanted).findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                    if (status.isDirectory()) {
                        folders.push(status.getPath());
                    }
                }
                areAll &= !all.hasNext();
            } catch (FileNotFoundException e) {
                // Others may remove what lies there meanwhile.
            }
        }
        if (!areAll || !folders.isEmpty()) {
            LOG.warn(
                    "Below '{}' the first {} folders, and as many entries of each, were looked at for tables, whose files"
                            + " alone are no rows.",
                    place.path(),
                    most);
        }
        return Optional.empty();
    }
}
