package org.tare.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to peers. A thread that waits for what they send reads it itself, since to wake another takes longer than a short
 * message; the transport's own thread reads while nobody waits, or waits long.
 */
final class PeerConnections {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnections.class);

    /** To look at more of them in turn takes longer than to be woken. */
    private static final int FEW = 8;

    /** How long to look for what arrives before going to sleep: a few times as long as to be woken takes. */
    private static final long LOOK_NANOS = 200_000;

    private final int mostBytes;
    private final Inbox inbox;
    private final Selector selector;
    private final List<Peer> callers = new CopyOnWriteArrayList<>();
    private volatile boolean attended;

    PeerConnections(int mostBytes, Inbox inbox, Selector selector) {
        this.mostBytes = mostBytes;
        this.inbox = inbox;
        this.selector = selector;
    }

    /** Takes a connection from a peer, which sends on it. */
    Peer add(Connection connection, SelectionKey key) {
        Peer peer = new Peer(connection, key);
        callers.add(peer);
        return peer;
    }

    /** A connection to a peer, on which this side sends. */
    Peer outgoing(Connection connection, SelectionKey key) {
        return new Peer(connection, key);
    }

    /** Whoever waits reads by this until it is closed. */
    Attendance attend() {
        attended = callers.size() <= FEW;
        return new Attendance();
    }

    /** On the transport's thread: has it told again of what arrives, unless somebody attends. */
    void watch() {
        if (!attended) {
            callers.forEach(peer -> peer.watch(true));
        }
    }

    /** Reads what peers sent before their end, which may be heard of on another connection. */
    void drain() {
        callers.forEach(peer -> {
            peer.reading.lock();
            peer.readAndUnlock();
        });
    }

    /** The reading of one thread, which waits for peers. */
    final class Attendance implements AutoCloseable {
        /** Reads what has arrived, and returns whether anything has. */
        boolean read() {
            boolean any = false;
            if (attended) {
                for (Peer peer : callers) {
                    any |= peer.read();
                }
            }
            return any;
        }

        /** The same as soon as something arrives; false when nothing does for long, and whoever waits had better sleep. */
        @SuppressWarnings("ThreadPriorityCheck") // Correctness does not rest on the yield, only latency does.
        boolean await() {
            long end = System.nanoTime() + LOOK_NANOS;
            while (attended && System.nanoTime() < end) {
                if (read()) {
                    return true;
                }
                Thread.yield();
            }
            if (attended) {
                attended = false;
                selector.wakeup();
            }
            return false;
        }

        @Override
        public void close() {
            attended = false;
        }
    }

    /** One connection. */
    final class Peer {
        private final Connection connection;
        private final SelectionKey key;
        private final ReentrantLock reading = new ReentrantLock();

        private Peer(Connection connection, SelectionKey key) {
            this.connection = connection;
            this.key = key;
            connection.widen(mostBytes);
        }

        /** On the transport's thread, when something has arrived. */
        void arrived() {
            if (attended && callers.contains(this)) {
                watch(false);
            } else {
                read();
            }
        }

        private void watch(boolean watched) {
            int wanted = watched ? SelectionKey.OP_READ : 0;
            try {
                if (key.interestOps() != wanted) {
                    key.interestOps(wanted);
                }
            } catch (CancelledKeyException e) {
                LOG.debug("{} is closed already", connection);
            }
        }

        /** Reads what has arrived, and returns whether anything has; false when another thread is at it. */
        boolean read() {
            return reading.tryLock() && readAndUnlock();
        }

        private boolean readAndUnlock() {
            try {
                boolean open = connection.read() >= 0;
                boolean any = false;
                ByteBuffer next = connection.next(1, mostBytes);
                while (next != null) {
                    any = true;
                    inbox.received(connection, next);
                    next = connection.next(1, mostBytes);
                }
                if (open) {
                    return any;
                }
            } catch (IOException e) {
                LOG.warn("The connection {} is closed: {}", connection, e.getMessage());
            } finally {
                reading.unlock();
            }
            callers.remove(this);
            key.cancel();
            connection.close();
            drain();
            inbox.closed(connection);
            return true;
        }
    }
}
