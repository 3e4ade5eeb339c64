package org.tare.exchange;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.exchange.Handshake.Role;

/**
 * Messages between executors over sockets. Who connects must know the session's secret, and is told nothing before; messages
 * are sealed by those who send them, so the stream itself needs no cipher.
 *
 * <p>Spark's own transport passes each message through more buffers and threads and a second cipher, and took two to three
 * times as long.
 *
 * <p>Its port is chosen by the system and stays bound until {@link #close}. One thread reads all connections. Strangers have
 * little time, few bytes and few connections.
 */
final class SocketTransport implements AutoCloseable {
    /** Takes what arrives; called on the thread that reads. */
    interface Inbox {
        /** A message; its bytes are valid only during the call. */
        void received(Connection from, ByteBuffer message);

        /** A connection to a peer was closed. */
        void closed(Connection connection);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    /** More than executors that all connect at the same moment. */
    private static final int MOST_STRANGERS = 512;

    /** How often strangers' time is looked at. */
    private static final long TICK_MILLIS = 100;

    /** Somebody at the other end of a connection: a stranger sends a challenge, then a proof, and is a peer. */
    private static final class Party {
        final Connection connection;
        final long end;
        final byte[] challenge = Handshake.challenge();
        byte[] theirs;
        boolean isPeer;

        Party(Connection connection, long end) {
            this.connection = connection;
            this.end = end;
        }
    }

    private final Handshake handshake;
    private final int mostBytes;
    private final Duration patience;
    private final Duration deadline;
    private final Inbox inbox;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    /**
     * Listens on a free port.
     *
     * @param mostBytes the length of the longest message
     * @param patience how long a client may take to show the secret
     * @param deadline how long a peer may take to read a message
     */
    SocketTransport(String host, Session session, int mostBytes, Duration patience, Duration deadline, Inbox inbox) {
        this.handshake = new Handshake(session);
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.deadline = deadline;
        this.inbox = inbox;
        try {
            selector = Selector.open();
            server = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0), 2 * MOST_STRANGERS);
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("Executors cannot be reached at " + host + ".", e);
        }
        Thread reader = new Thread(this::read, "tare-exchange");
        reader.setDaemon(true);
        reader.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /**
     * Connects to another such transport.
     *
     * @throws IOException if it cannot be reached, or one of both does not know the secret
     */
    Connection connect(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            int millis = (int) patience.toMillis();
            channel.socket().connect(new InetSocketAddress(host, port), millis);
            channel.socket().setSoTimeout(millis);
            Connection connection = connection(channel);
            DataInputStream in = new DataInputStream(channel.socket().getInputStream());
            byte[] mine = Handshake.challenge();
            connection.send(ByteBuffer.wrap(mine));
            if (in.readInt() != Handshake.CHALLENGE_BYTES + Handshake.PROOF_BYTES) {
                throw new IOException("who listens there is no executor");
            }
            byte[] theirs = in.readNBytes(Handshake.CHALLENGE_BYTES);
            if (!handshake.isProof(in.readNBytes(Handshake.PROOF_BYTES), Role.LISTENER, theirs, mine)) {
                throw new IOException("who listens there does not know the secret");
            }
            connection.send(ByteBuffer.wrap(handshake.proof(Role.CALLER, theirs, mine)));
            channel.configureBlocking(false);
            opened.add(connection);
            selector.wakeup();
            return connection;
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    private Connection connection(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel, mostBytes, deadline);
    }

    private void read() {
        try {
            while (!closing) {
                selector.select(TICK_MILLIS);
                for (Connection next = opened.poll(); next != null; next = opened.poll()) {
                    Party party = new Party(next, 0);
                    party.isPeer = true;
                    next.channel().register(selector, SelectionKey.OP_READ, party);
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Party party) {
                        read(key, party);
                    } else if (!closing) {
                        accept();
                    }
                }
                selector.selectedKeys().clear();
                refuseTheSlow();
            }
        } catch (IOException e) {
            LOG.warn("Nothing more can be received", e);
        } finally {
            end();
        }
    }

    private void end() {
        selector.keys().forEach(key -> close(key.channel()));
        close(selector);
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            Connection connection = connection(channel);
            if (strangers().size() >= MOST_STRANGERS) {
                refuse(connection, "there are " + MOST_STRANGERS + " others that have not shown the secret");
                return;
            }
            Party stranger = new Party(connection, System.nanoTime() + patience.toNanos());
            channel.register(selector, SelectionKey.OP_READ, stranger);
        } catch (IOException e) {
            LOG.warn("A connection could not be accepted: {}", e.getMessage());
        }
    }

    private List<Party> strangers() {
        List<Party> strangers = new ArrayList<>();
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Party party && !party.isPeer) {
                strangers.add(party);
            }
        }
        return strangers;
    }

    private void refuseTheSlow() {
        long now = System.nanoTime();
        for (Party stranger : strangers()) {
            if (now > stranger.end) {
                refuse(stranger.connection, "it has not shown the secret within " + patience.toSeconds() + " s");
            }
        }
    }

    private static void refuse(Connection connection, String why) {
        LOG.warn("The connection {} is closed, because {}", connection, why);
        connection.close();
    }

    private void read(SelectionKey key, Party party) {
        try {
            boolean open = party.connection.read();
            ByteBuffer message = next(party);
            while (message != null) {
                if (party.isPeer) {
                    inbox.received(party.connection, message);
                } else {
                    admit(party, message);
                }
                message = next(party);
            }
            if (open) {
                return;
            }
        } catch (IOException | CancelledKeyException e) {
            LOG.warn("The connection {} is closed: {}", party.connection, e.getMessage());
        }
        key.cancel();
        party.connection.close();
        if (party.isPeer) {
            inbox.closed(party.connection);
        }
    }

    private ByteBuffer next(Party party) throws IOException {
        if (party.isPeer) {
            return party.connection.next(1, mostBytes);
        }
        int expected = party.theirs == null ? Handshake.CHALLENGE_BYTES : Handshake.PROOF_BYTES;
        return party.connection.next(expected, expected);
    }

    private void admit(Party party, ByteBuffer message) throws IOException {
        byte[] said = new byte[message.remaining()];
        message.get(said);
        if (party.theirs == null) {
            party.theirs = said;
            byte[] proof = handshake.proof(Role.LISTENER, party.challenge, said);
            party.connection.send(ByteBuffer.allocate(party.challenge.length + proof.length)
                    .put(party.challenge)
                    .put(proof)
                    .flip());
        } else if (handshake.isProof(said, Role.CALLER, party.challenge, party.theirs)) {
            party.isPeer = true;
        } else {
            throw new IOException("it does not know the secret");
        }
    }

    @Override
    public void close() {
        closing = true;
        close(server);
        selector.wakeup();
    }

    private static void close(Closeable each) {
        try {
            each.close();
        } catch (IOException e) {
            LOG.debug("Not closed", e);
        }
    }
}
