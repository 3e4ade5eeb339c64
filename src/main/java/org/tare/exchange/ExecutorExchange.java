package org.tare.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.collective.CollectiveException;
import org.tare.exchange.Frame.Operation;

/**
 * The executors of one attempt, each connected to each, and their one operation: each sends an array to each.
 *
 * <p>One thread exchanges; the network may deliver and {@link #abort} may be called at any time.
 */
public final class ExecutorExchange implements AutoCloseable, Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorExchange.class);

    /** A peer shows the secret within milliseconds. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final Session session;
    private final int attempt;
    private final Duration deadline;
    private final FrameSeal seal;
    private final SocketTransport transport;

    private int self;
    private volatile List<ExecutorAddress> addresses = List.of();
    private final Map<Integer, Connection> peers = new ConcurrentHashMap<>();
    private long sequence;

    // Below: shared with the network's threads, under this object's lock.
    private final Map<Integer, Deque<IncomingArray>> arrived = new HashMap<>();
    private final Map<Connection, Integer> senders = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private final List<double[]> spare = new ArrayList<>();
    private String failure;

    /** @param deadline how long one exchange may take */
    public ExecutorExchange(Session session, int attempt, String host, Duration deadline) {
        this.session = session;
        this.attempt = attempt;
        this.deadline = deadline;
        this.seal = new FrameSeal(session);
        this.transport = new SocketTransport(host, session, FrameSeal.MAX_BYTES, shorter(deadline), deadline, this);
    }

    private static Duration shorter(Duration deadline) {
        return deadline.compareTo(HANDSHAKE) < 0 ? deadline : HANDSHAKE;
    }

    /** Where the others, which know this executor by that host, find it. */
    ExecutorAddress address(String host) {
        return new ExecutorAddress(host, transport.port(), transport.file());
    }

    /** Connects to all others; {@code addresses} lists all executors in one order, {@code self} is this one's index. */
    public void connect(int self, List<ExecutorAddress> addresses) {
        this.self = self;
        this.addresses = addresses;
        for (int peer = 0; peer < addresses.size(); peer++) {
            if (peer != self) {
                connect(peer, addresses.get(peer));
            }
        }
    }

    private void connect(int peer, ExecutorAddress address) {
        try {
            Connection channel = transport.connect(address);
            peers.put(peer, channel);
            synchronized (this) {
                senders.put(channel, peer);
            }
        } catch (IOException e) {
            throw fail("executor " + address + " cannot be reached: " + e.getMessage());
        }
    }

    /**
     * Sends {@code outgoing[i]} to executor i, and returns what each executor sent here, in their order.
     *
     * @throws CollectiveException when an executor is lost, late, has given up, or is at another operation
     */
    double[][] exchange(Operation operation, double[][] outgoing) {
        double[][] incoming = new double[addresses.size()][];
        incoming[self] = outgoing[self];
        try (PeerConnections.Attendance attendance = transport.attend()) {
            send(operation, outgoing, attendance);
            receive(operation, incoming, attendance);
        }
        if (sequence++ == 0) {
            transport.hide();
        }
        return incoming;
    }

    /** Piece by piece, each piece to all; an array that goes to several is sealed once. */
    private void send(Operation operation, double[][] outgoing, PeerConnections.Attendance attendance) {
        IdentityHashMap<double[], List<Connection>> receivers = new IdentityHashMap<>();
        peers.forEach((peer, connection) -> receivers
                .computeIfAbsent(outgoing[peer], array -> new ArrayList<>())
                .add(connection));
        int longest =
                Arrays.stream(outgoing).mapToInt(array -> array.length).max().orElse(0);
        for (int at = 0; at == 0 || at < longest; at += Frame.MAX_NUMBERS) {
            int start = at;
            receivers.forEach((array, connections) -> {
                if (start == 0 || start < array.length) {
                    ByteBuffer message = seal.seal(Frame.of(attempt, self, sequence, operation, array, start));
                    connections.forEach(connection -> send(message.duplicate(), connection, attendance));
                }
            });
            attendance.read();
        }
    }

    private void send(ByteBuffer message, Connection connection, PeerConnections.Attendance attendance) {
        connection.send(message, attendance::read);
        if (!connection.channel().isOpen()) {
            // Nobody reads it any more, who would hear of its end.
            transport.drain();
            closed(connection);
        }
    }

    private void receive(Operation operation, double[][] incoming, PeerConnections.Attendance attendance) {
        long end = System.nanoTime() + deadline.toNanos();
        Set<Integer> awaited = new HashSet<>(peers.keySet());
        while (!takeAll(awaited, operation, incoming)) {
            if (!attendance.await()) {
                sleep(awaited, operation, incoming, end);
                return;
            }
        }
    }

    /** Takes what has arrived whole, and returns whether that is all. */
    private synchronized boolean takeAll(Set<Integer> awaited, Operation operation, double[][] incoming) {
        for (int peer : List.copyOf(awaited)) {
            IncomingArray next = take(peer);
            if (next != null) {
                check(next.first(), operation);
                incoming[peer] = next.array();
                awaited.remove(peer);
            }
        }
        // What has arrived whole counts, even if its sender has given up since.
        if (awaited.isEmpty()) {
            return true;
        }
        if (failure != null) {
            throw failed();
        }
        for (int peer : awaited) {
            if (lost.contains(peer)) {
                throw fail("the connection to executor " + addresses.get(peer) + " is lost");
            }
        }
        return false;
    }

    private synchronized void sleep(Set<Integer> awaited, Operation operation, double[][] incoming, long end) {
        while (!takeAll(awaited, operation, incoming)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw fail("executor "
                        + awaited.stream()
                                .map(addresses::get)
                                .map(ExecutorAddress::toString)
                                .collect(Collectors.joining(", "))
                        + " did not send its whole array within " + deadline.toSeconds()
                        + " s; set timeout higher if it is only slow");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw fail("this thread was interrupted");
            }
        }
    }

    private IncomingArray take(int peer) {
        Deque<IncomingArray> arrivals = arrived.get(peer);
        return arrivals != null && !arrivals.isEmpty() && arrivals.peek().isWhole() ? arrivals.poll() : null;
    }

    private void check(Frame frame, Operation operation) {
        if (frame.attempt != attempt || frame.sequence != sequence || frame.operation != operation) {
            throw fail("executor " + name(frame.from) + " is at " + frame + ", this one at " + operation + " "
                    + sequence + " of attempt " + attempt);
        }
    }

    /** Messages may come before this executor knows the addresses. */
    private String name(int executor) {
        List<ExecutorAddress> known = addresses;
        return executor >= 0 && executor < known.size() ? known.get(executor).toString() : "number " + executor;
    }

    /** Makes the running exchange and all later ones fail, here and on all others. */
    void abort(String reason) {
        synchronized (this) {
            if (failure != null) {
                return;
            }
            failure = reason;
            notifyAll();
        }
        ByteBuffer message = seal.seal(Frame.abort(attempt, self, reason));
        List.copyOf(peers.values()).forEach(peer -> peer.sendLast(message.duplicate()));
    }

    private CollectiveException fail(String reason) {
        abort(reason);
        return failed();
    }

    private synchronized CollectiveException failed() {
        return new CollectiveException("Exchange " + sequence + " between executors failed: " + failure + ".");
    }

    @Override
    public void received(Connection channel, ByteBuffer message) {
        try {
            add(channel, seal.open(message));
        } catch (GeneralSecurityException e) {
            LOG.warn("{} dropped a message that is not part of it: {}", session, e.getMessage());
        }
    }

    private synchronized void add(Connection channel, Frame frame) {
        senders.put(channel, frame.from);
        if (frame.operation == Operation.ABORT) {
            failure = failure == null ? frame.reason() : failure;
            notifyAll();
            return;
        }
        Deque<IncomingArray> arrivals = arrived.computeIfAbsent(frame.from, peer -> new ArrayDeque<>());
        if (arrivals.isEmpty() || arrivals.getLast().isWhole()) {
            arrivals.add(new IncomingArray(frame, room(frame.length)));
        }
        IncomingArray last = arrivals.getLast();
        if (!last.add(frame)) {
            abort("executor " + name(frame.from) + " sent " + frame + " in the middle of " + last.first());
        } else if (last.isWhole()) {
            notifyAll();
        }
    }

    /** Collectors of garbage take long arrays one by one, so that they are used again. */
    private double[] room(int length) {
        for (int i = 0; i < spare.size(); i++) {
            if (spare.get(i).length == length) {
                return spare.remove(i);
            }
        }
        return new double[length];
    }

    /** Takes an array back that an exchange returned, and that nobody will look at again. */
    synchronized void recycle(double[] received) {
        // A peer may be one exchange ahead.
        if (spare.size() == 2 * peers.size()) {
            spare.remove(0);
        }
        spare.add(received);
    }

    @Override
    public synchronized void closed(Connection channel) {
        Integer peer = senders.remove(channel);
        if (peer != null) {
            lost.add(peer);
            notifyAll();
        }
    }

    @Override
    public void close() {
        peers.values().forEach(Connection::close);
        transport.close();
    }
}
