package org.tare.exchange;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A connection to another process, over which messages go whole, each after its length. */
final class Connection implements AutoCloseable {
    private static final int LENGTH_BYTES = Integer.BYTES;

    /** How many of the longest messages are read at a time. */
    private static final int AT_ONCE = 4;

    /** How long to wait for the other side to read. */
    private static final long PAUSE_NANOS = 20_000;

    /** Before that, a sender only gives way: the other side mostly reads within less time than a pause really takes. */
    private static final long AWAKE_NANOS = 500_000;

    /** What a sender does while it cannot send. */
    @FunctionalInterface
    interface Meanwhile {
        /** Returns whether anything has arrived. */
        boolean read();
    }

    private final SocketChannel channel;
    private ByteBuffer arrived;
    private final Duration patience;
    private final ReentrantLock sending = new ReentrantLock();

    /**
     * @param mostBytes the length of the longest message to come
     * @param patience how long a message may take that the other side does not read
     */
    Connection(SocketChannel channel, int mostBytes, Duration patience) {
        this.channel = channel;
        this.arrived = room(mostBytes).limit(0);
        this.patience = patience;
    }

    private static ByteBuffer room(int mostBytes) {
        return ByteBuffer.allocate(AT_ONCE * (LENGTH_BYTES + mostBytes));
    }

    /** From here on messages may be as long as that. */
    void widen(int mostBytes) {
        arrived = room(mostBytes).put(arrived).flip();
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a message; a connection that cannot take it is closed. */
    void send(ByteBuffer message) {
        send(message, () -> false);
    }

    /** @param meanwhile what to do while the other side does not read, perhaps because it waits likewise */
    void send(ByteBuffer message, Meanwhile meanwhile) {
        sending.lock();
        try {
            write(message, meanwhile);
        } catch (IOException e) {
            close();
        } finally {
            sending.unlock();
        }
    }

    /** Sends a message after which nothing follows; a connection that is stuck in the middle of another is closed instead. */
    void sendLast(ByteBuffer message) {
        try {
            if (sending.tryLock(1, TimeUnit.SECONDS)) {
                try {
                    write(message, () -> false);
                } finally {
                    sending.unlock();
                }
            } else {
                close();
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // Correctness does not rest on the yield, only latency does.
    private void write(ByteBuffer message, Meanwhile meanwhile) throws IOException {
        ByteBuffer length =
                ByteBuffer.allocate(LENGTH_BYTES).putInt(message.remaining()).flip();
        ByteBuffer[] parts = {length, message};
        long start = System.nanoTime();
        while (message.hasRemaining()) {
            if (channel.write(parts) == 0) {
                long waited = System.nanoTime() - start;
                if (waited > patience.toNanos()) {
                    throw new IOException("The other side does not read.");
                }
                if (!meanwhile.read() && waited > AWAKE_NANOS) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else {
                    Thread.yield();
                }
            }
        }
    }

    /**
     * Takes what has arrived.
     *
     * @return how many bytes; -1 at the end of the stream
     */
    int read() throws IOException {
        arrived.compact();
        int count = channel.read(arrived);
        arrived.flip();
        return count;
    }

    /**
     * The next message, which is of so many bytes, once it has come.
     *
     * @throws IOException if another comes, or none
     */
    ByteBuffer await(int bytes, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        ByteBuffer message = next(bytes, bytes);
        while (message == null) {
            if (read() < 0) {
                throw new IOException("who listens there hangs up");
            }
            if (System.nanoTime() > end) {
                throw new IOException("who listens there does not answer within " + time.toSeconds() + " s");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            message = next(bytes, bytes);
        }
        return message;
    }

    /**
     * The next message that has arrived whole, valid until the next {@link #read}; null if there is none.
     *
     * @throws IOException if it is shorter or longer than allowed
     */
    ByteBuffer next(int leastBytes, int mostBytes) throws IOException {
        if (arrived.remaining() < LENGTH_BYTES) {
            return null;
        }
        int length = arrived.getInt(arrived.position());
        if (length < leastBytes || length > mostBytes) {
            throw new IOException("A message of " + length + " bytes is not one of ours.");
        }
        if (arrived.remaining() < LENGTH_BYTES + length) {
            return null;
        }
        int start = arrived.position() + LENGTH_BYTES;
        arrived.position(start + length);
        return arrived.slice(start, length);
    }

    @Override
    public String toString() {
        return isLocal()
                ? "of an executor of this machine"
                : "" + channel.socket().getRemoteSocketAddress();
    }

    private boolean isLocal() {
        return !channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
