package org.tare.job.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.tare.spark.stage.Checksums;

/**
 * A file by which the files of its folder are no plain rows.
 *
 * @param what the folder holds
 */
record FolderMarker(String what, Path folder, Path file) {
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
        return below(place.files(), place.path(), marker -> true);
    }

    /** One of a table below a place; what jobs saved they may replace. */
    static Optional<FolderMarker> tableBelow(Place place) throws IOException {
        return below(
                place.files(), place.path(), marker -> !marker.file.getName().equals(Checksums.FILE));
    }

    /** One of those in folders that a reader takes for partitions, as {@code day=1}. */
    static Optional<FolderMarker> inPartitions(Place place) throws IOException {
        try {
            // One listing of all is dear, and most folders have no others in them.
            RemoteIterator<FileStatus> all = place.files().listStatusIterator(place.path());
            boolean found = false;
            while (!found && all.hasNext()) {
                FileStatus status = all.next();
                found = status.isDirectory() && RowFolders.isPartition(status.getPath());
            }
            if (!found) {
                return Optional.empty();
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        return below(place.files(), place.path(), marker -> {
            Path at = marker.folder;
            while (at != null && !at.equals(place.path()) && RowFolders.isPartition(at)) {
                at = at.getParent();
            }
            return place.path().equals(at) && !at.equals(marker.folder);
        });
    }

    /** Others may remove what lies there meanwhile. */
    private static FileStatus[] list(FileSystem files, Path at) throws IOException {
        try {
            return files.listStatus(at);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    private static Optional<FolderMarker> below(FileSystem files, Path at, Predicate<FolderMarker> wanted)
            throws IOException {
        for (FileStatus status : list(files, at)) {
            Path path = status.getPath();
            // A file lists itself.
            Optional<FolderMarker> found = status.isDirectory() && !path.equals(at)
                    ? below(files, path, wanted)
                    : of(path).filter(wanted).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
