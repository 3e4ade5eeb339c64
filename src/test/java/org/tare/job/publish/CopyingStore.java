package org.tare.job.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local disk as a store whose renames copy, file by file, and in two halves; and on which a job can die: after some
 * steps nothing works any more, as for a process that was killed, until another begins.
 */
public final class CopyingStore extends RawLocalFileSystem {
    private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);
    private static final AtomicLong DONE = new AtomicLong();

    /** The process that dies after so many steps. */
    public static void dieAfter(long steps) {
        LEFT.set(steps);
        DONE.set(0);
    }

    /** A process that does not die. */
    public static void live() {
        dieAfter(Long.MAX_VALUE);
    }

    /** The steps since the process began. */
    public static long steps() {
        return DONE.get();
    }

    private static Runnable atEachStep = () -> {};

    /** What a step does beside counting, in a test of real processes. */
    public static void atEachStep(Runnable action) {
        atEachStep = action;
    }

    private static void step() throws IOException {
        atEachStep.run();
        if (LEFT.getAndDecrement() <= 0) {
            throw new IOException("The process is dead.");
        }
        DONE.incrementAndGet();
    }

    @Override
    public URI getUri() {
        return URI.create("copying:///");
    }

    @Override
    public String getScheme() {
        return "copying";
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (!exists(from)) {
            return false;
        }
        copy(from, to);
        delete(from, true);
        return true;
    }

    private void copy(Path from, Path to) throws IOException {
        if (getFileStatus(from).isDirectory()) {
            mkdirs(to);
            for (FileStatus child : listStatus(from)) {
                copy(child.getPath(), new Path(to, child.getPath().getName()));
            }
            return;
        }
        byte[] bytes;
        try (FSDataInputStream in = open(from)) {
            bytes = in.readAllBytes();
        }
        try (FSDataOutputStream out = create(to, true)) {
            out.write(bytes, 0, bytes.length / 2);
            step();
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (exists(path) && getFileStatus(path).isDirectory() && recursive) {
            for (FileStatus child : listStatus(path)) {
                delete(child.getPath(), true);
            }
        }
        step();
        return super.delete(path, recursive);
    }

    @Override
    protected OutputStream createOutputStreamWithMode(Path file, boolean append, FsPermission permission)
            throws IOException {
        step();
        return super.createOutputStreamWithMode(file, append, null);
    }

    /** Without owner and permissions, for which Hadoop starts a process, and wants the scheme of files. */
    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        FileStatus status = super.getFileStatus(path);
        return new FileStatus(
                status.getLen(),
                status.isDirectory(),
                1,
                status.getBlockSize(),
                status.getModificationTime(),
                status.getPath());
    }

    /** Without native code Hadoop starts a process for it. */
    @Override
    public void setPermission(Path file, FsPermission permission) {}

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        step();
        return super.mkdirs(folder);
    }
}
