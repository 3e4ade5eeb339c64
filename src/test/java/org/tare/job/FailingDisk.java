package org.tare.job;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;

/** The local disk under other names, where files may not grow or folders may not be made. */
abstract class FailingDisk extends RawLocalFileSystem {
    @Override
    public URI getUri() {
        return URI.create(getScheme() + ":///");
    }

    @Override
    public abstract String getScheme();

    /** No file may be larger than 100 kB; tests run as root, whom no permission stops and no quota. */
    public static final class Full extends FailingDisk {
        private static final long LARGEST = 100_000;

        @Override
        public String getScheme() {
            return "full";
        }

        @Override
        protected OutputStream createOutputStreamWithMode(Path file, boolean append, FsPermission permission)
                throws IOException {
            return new Limited(super.createOutputStreamWithMode(file, append, permission));
        }

        private static final class Limited extends FilterOutputStream {
            private long written;

            Limited(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                written += length;
                if (written > LARGEST) {
                    throw new IOException("No space left on device");
                }
                out.write(bytes, from, length);
            }
        }
    }

    /** No folder may be made. */
    public static final class Locked extends FailingDisk {
        @Override
        public String getScheme() {
            return "locked";
        }

        @Override
        public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
            throw new AccessControlException(
                    "Permission denied: " + folder.toUri().getPath());
        }

        @Override
        public boolean mkdirs(Path folder) throws IOException {
            return mkdirs(folder, null);
        }
    }
}
