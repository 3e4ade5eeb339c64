package org.tare.job.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/** Folders that hold rows as Spark writes them: their readers take all for rows that comes into them. */
final class RowFolders {
    private static final Pattern PART = Pattern.compile("part-([mr]-)?\\d{5}.*");
    private static final String MARK = "_SUCCESS";

    /** What a store lists at once. Where rows lie nearly every entry tells, so the first ones do. */
    private static final int LISTED = 1_000;

    private RowFolders() {}

    /**
     * The nearest one above a place in which readers would find the place.
     *
     * @param asPartition whether rows go to the place, which may be a partition then, as {@code day=1}
     */
    static Optional<Path> above(Place place, boolean asPartition) throws IOException {
        boolean fits = asPartition;
        for (Path below = place.path(); below.getParent() != null && !isHidden(below); below = below.getParent()) {
            fits &= isPartition(below);
            if (holdsRows(place.files(), below.getParent(), fits)) {
                return Optional.of(below.getParent());
            }
        }
        return Optional.empty();
    }

    static boolean holdsRows(Place place) throws IOException {
        return holdsRows(place.files(), place.path(), false);
    }

    /** @param beside whether only those count that no partition may stand beside */
    private static boolean holdsRows(FileSystem files, Path folder, boolean beside) throws IOException {
        try {
            Path partition = null;
            RemoteIterator<FileStatus> all = files.listStatusIterator(folder);
            for (int i = 0; i < LISTED && all.hasNext(); i++) {
                FileStatus status = all.next();
                Path path = status.getPath();
                if (status.isFile()
                        && (PART.matcher(path.getName()).matches()
                                || (!beside && path.getName().equals(MARK)))) {
                    return true;
                }
                partition = status.isDirectory() && isPartition(path) ? path : partition;
            }
            return !beside
                    && ((all.hasNext() && files.exists(new Path(folder, MARK)))
                            || (partition != null && holdsRows(files, partition, false)));
        } catch (FileNotFoundException | AccessControlException e) {
            // A folder that is not there, or that this job may not list.
            return false;
        }
    }

    /** Whether a reader takes that folder for a partition. */
    static boolean isPartition(Path path) {
        return path.getName().indexOf('=') > 0;
    }

    private static boolean isHidden(Path path) {
        return path.getName().startsWith("_") || path.getName().startsWith(".");
    }
}
