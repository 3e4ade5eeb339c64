package org.tare.job.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/** Formats that keep a log beside their files, which says those that hold. */
public enum TableFormat {
    DELTA("Delta", "_delta_log", ""),
    ICEBERG("Iceberg", "metadata", ".metadata.json"),
    HUDI("Hudi", ".hoodie", "");

    private final String name;
    private final String log;
    private final String suffix;

    TableFormat(String name, String log, String suffix) {
        this.name = name;
        this.log = log;
        this.suffix = suffix;
    }

    boolean isAt(FileSystem files, Path folder) throws IOException {
        Path path = new Path(folder, log);
        try {
            if (suffix.isEmpty()) {
                return files.exists(path);
            }
            RemoteIterator<FileStatus> all = files.listStatusIterator(path);
            boolean found = false;
            while (!found && all.hasNext()) {
                found = all.next().getPath().getName().endsWith(suffix);
            }
            return found;
        } catch (FileNotFoundException | AccessControlException e) {
            return false;
        }
    }

    /** The folder of the table of whose log a file is one. */
    Optional<Path> folder(Path file) {
        Path at = file.getParent();
        if (!suffix.isEmpty()) {
            boolean isLog = file.getName().endsWith(suffix) && at.getName().equals(log);
            return isLog ? Optional.of(at.getParent()) : Optional.empty();
        }
        while (at != null && !at.getName().equals(log)) {
            at = at.getParent();
        }
        return Optional.ofNullable(at).map(Path::getParent);
    }

    /** What {@code --format} calls it. */
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
