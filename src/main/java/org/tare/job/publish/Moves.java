package org.tare.job.publish;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Moves that can be repeated after they were interrupted, on any store. */
final class Moves {
    private Moves() {}

    /** What lies in a folder; nothing if it is not there. */
    static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        try {
            return files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    /**
     * Moves a file or a folder, at once where nothing is at its target. Where an interrupted move left a part there, the
     * rest follows file by file, and what is at both ends is taken from the source, as its copy may be half a file.
     */
    static void move(FileSystem files, Path from, Path to) throws IOException {
        if (!files.exists(from)) {
            return;
        }
        if (!files.exists(to)) {
            files.mkdirs(to.getParent());
            rename(files, from, to);
            return;
        }
        if (files.getFileStatus(from).isDirectory() && files.getFileStatus(to).isDirectory()) {
            for (FileStatus child : list(files, from)) {
                move(files, child.getPath(), new Path(to, child.getPath().getName()));
            }
            files.delete(from, true);
        } else {
            files.delete(to, true);
            rename(files, from, to);
        }
    }

    private static void rename(FileSystem files, Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("'" + from + "' cannot be renamed to '" + to + "'; clear the way.");
        }
    }

    /** The files in a folder and below it, by their paths from there. */
    static List<String> relative(FileSystem files, Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        collect(files, folder, "", names);
        return names;
    }

    private static void collect(FileSystem files, Path folder, String prefix, List<String> names) throws IOException {
        for (FileStatus status : list(files, folder)) {
            String name = prefix + status.getPath().getName();
            if (status.isDirectory()) {
                collect(files, status.getPath(), name + "/", names);
            } else {
                names.add(name);
            }
        }
    }
}
