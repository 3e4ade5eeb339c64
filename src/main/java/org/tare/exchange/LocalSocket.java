package org.tare.exchange;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket with a name in the file system, by which executors of one machine exchange: it takes a third of the time of TCP. Where
 * there can be none, or another executor does not find it, there still is TCP.
 */
final class LocalSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSocket.class);

    /** Null where there can be none. */
    private final ServerSocketChannel server;

    private final Path file;

    /** A new one, in this JVM's folder for temporary files. */
    LocalSocket() {
        file = Path.of(System.getProperty("java.io.tmpdir"), "tare-" + UUID.randomUUID())
                .toAbsolutePath();
        server = bind(file);
    }

    private static ServerSocketChannel bind(Path file) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                return server.bind(UnixDomainSocketAddress.of(file));
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Executors of this machine exchange by TCP", e);
            return null;
        }
    }

    /** Its path; empty where there is none. */
    String path() {
        return server == null ? "" : file.toString();
    }

    void register(Selector selector) throws IOException {
        if (server != null) {
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        }
    }

    /** A connection to that of another executor; null when it is of another machine, or has none. */
    static SocketChannel connect(String path) {
        if (path.isEmpty() || !Files.exists(Path.of(path))) {
            return null;
        }
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is reached by TCP", path, e);
            return null;
        }
    }

    /** Takes no more; who is connected stays so. */
    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("{} is left", file, e);
        }
    }
}
