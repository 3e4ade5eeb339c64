package org.tare.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
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
 * <p>Its port is chosen by the system and stays bound until {@link #close}. One thread reads all connections, those of peers
 * unless whoever waits for them does. Strangers have little time, few bytes and few connections.
 */
final class SocketTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SocketTransport.class);

    /** More than executors that all connect at the same moment. */
    private static final int MOST_STRANGERS = 512;

    /** How often strangers' time is looked at, and whether somebody still waits for peers. */
    private static final long TICK_MILLIS = 5;

    /** What two processes of one machine may have under way; the system's own choice is three messages. */
    private static final int LOCAL_BUFFER = 1 << 20;

    /** Somebody at the other end of a connection: a stranger sends a challenge, then a proof, and is a peer. */
    private static final class Party {
        final Connection connection;
        final long end;
        final byte[] challenge = Handshake.challenge();
        byte[] theirs;
        PeerConnections.Peer peer;

        Party(Connection connection, long end) {
            this.connection = connection;
            this.end = end;
        }
    }

    private final Handshake handshake;
    private final Duration patience;
    private final Duration deadline;
    private final PeerConnections peers;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final LocalSocket local = new LocalSocket();
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
        this.patience = patience;
        this.deadline = deadline;
        try {
            selector = Selector.open();
            peers = new PeerConnections(mostBytes, inbox, selector);
            server = ServerSocketChannel.open().bind(new InetSocketAddress(host, 0), 2 * MOST_STRANGERS);
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            local.register(selector);
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

    /** The path of the socket for the same machine; empty where there is none. */
    String file() {
        return local.path();
    }

    /**
     * Connects to another such transport.
     *
     * @throws IOException if it cannot be reached, or one of both does not know the secret
     */
    Connection connect(ExecutorAddress address) throws IOException {
        SocketChannel channel = LocalSocket.connect(address.file());
        if (channel == null) {
            channel = SocketChannel.open();
        }
        try {
            if (!channel.isConnected()) {
                channel.socket()
                        .connect(new InetSocketAddress(address.host(), address.port()), (int) patience.toMillis());
            }
            Connection connection = connection(channel);
            byte[] mine = Handshake.challenge();
            connection.send(ByteBuffer.wrap(mine));
            ByteBuffer answer = connection.await(Handshake.CHALLENGE_BYTES + Handshake.PROOF_BYTES, patience);
            byte[] theirs = new byte[Handshake.CHALLENGE_BYTES];
            byte[] proof = new byte[Handshake.PROOF_BYTES];
            answer.get(theirs).get(proof);
            if (!handshake.isProof(proof, Role.LISTENER, theirs, mine)) {
                throw new IOException("who listens there does not know the secret");
            }
            connection.send(ByteBuffer.wrap(handshake.proof(Role.CALLER, theirs, mine)));
            opened.add(connection);
            selector.wakeup();
            return connection;
        } catch (IOException e) {
            close(channel);
            throw e;
        }
    }

    /** Lets the calling thread, which waits for peers, read what they send. */
    PeerConnections.Attendance attend() {
        return peers.attend();
    }

    private Connection connection(SocketChannel channel) throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } else {
            channel.setOption(StandardSocketOptions.SO_SNDBUF, LOCAL_BUFFER);
        }
        channel.configureBlocking(false);
        // Whoever has not shown the secret has no more room than that takes.
        return new Connection(channel, Handshake.CHALLENGE_BYTES + Handshake.PROOF_BYTES, deadline);
    }

    private void read() {
        try {
            while (!closing) {
                selector.select(TICK_MILLIS);
                for (Connection next = opened.poll(); next != null; next = opened.poll()) {
                    Party party = new Party(next, 0);
                    SelectionKey key = next.channel().register(selector, SelectionKey.OP_READ, party);
                    party.peer = peers.outgoing(next, key);
                }
                peers.watch();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.attachment() instanceof Party party) {
                        read(key, party);
                    } else if (!closing && key.channel() instanceof ServerSocketChannel listening) {
                        accept(listening);
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

    private void accept(ServerSocketChannel listening) {
        try {
            SocketChannel channel = listening.accept();
            if (channel == null) {
                return;
            }
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
            if (key.isValid() && key.attachment() instanceof Party party && party.peer == null) {
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
        if (party.peer != null) {
            party.peer.arrived();
            return;
        }
        try {
            boolean open = party.connection.read() >= 0;
            ByteBuffer message = next(party);
            while (message != null) {
                admit(key, party, message);
                message = party.peer == null ? next(party) : null;
            }
            if (open) {
                return;
            }
        } catch (IOException e) {
            LOG.warn("The connection {} is closed: {}", party.connection, e.getMessage());
        }
        key.cancel();
        party.connection.close();
    }

    private ByteBuffer next(Party party) throws IOException {
        int expected = party.theirs == null ? Handshake.CHALLENGE_BYTES : Handshake.PROOF_BYTES;
        return party.connection.next(expected, expected);
    }

    private void admit(SelectionKey key, Party party, ByteBuffer message) throws IOException {
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
            party.peer = peers.add(party.connection, key);
            // What came together with the proof is here already, and nothing would tell of it again.
            party.peer.read();
        } else {
            throw new IOException("it does not know the secret");
        }
    }

    /** Reads what peers have sent, also those that are gone. */
    void drain() {
        peers.drain();
    }

    /** Once all peers have connected: nothing is left in the file system, even when this process is killed. */
    void hide() {
        local.close();
    }

    @Override
    public void close() {
        closing = true;
        close(server);
        local.close();
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
