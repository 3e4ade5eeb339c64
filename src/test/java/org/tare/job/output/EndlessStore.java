package org.tare.job.output;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.RemoteIterators;

/**
 * The local disk as a store whose folders have files without end behind those that are there, and which counts what it lists; or
 * from which somebody removes a folder before it is looked into.
 */
public final class EndlessStore extends RawLocalFileSystem {
    /** Past it whoever lists would go on for ever. */
    private static final long FAR = 1_000_000;

    private static final AtomicLong LISTED = new AtomicLong();
    private static boolean isEndless;

    /** Counts what is listed from now on, one by one, from folders that have an end or none. */
    static void begin(boolean endless) {
        LISTED.set(0);
        isEndless = endless;
    }

    static long listed() {
        return LISTED.get();
    }

    @Override
    public URI getUri() {
        return URI.create("endless:///");
    }

    @Override
    public String getScheme() {
        return "endless";
    }

    @Override
    public FileStatus[] listStatus(Path folder) throws IOException {
        if (isEndless) {
            throw new IOException("This folder has no end.");
        }
        return present(folder);
    }

    private FileStatus[] present(Path folder) throws IOException {
        return Stream.concat(
                        Stream.of(super.listStatus(folder)),
                        Stream.of(new FileStatus(0, true, 1, 1, 0, new Path(folder, "removed"))))
                .toArray(FileStatus[]::new);
    }

    @Override
    public RemoteIterator<FileStatus> listStatusIterator(Path folder) throws IOException {
        RemoteIterator<FileStatus> there = RemoteIterators.remoteIteratorFromArray(present(folder));
        if (!isEndless) {
            return there;
        }
        return new RemoteIterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public FileStatus next() throws IOException {
                long count = LISTED.incrementAndGet();
                if (count > FAR) {
                    throw new IOException("This folder has no end.");
                }
                return there.hasNext()
                        ? there.next()
                        : new FileStatus(0, false, 1, 1, 0, new Path(folder, "file-" + count));
            }
        };
    }
}
