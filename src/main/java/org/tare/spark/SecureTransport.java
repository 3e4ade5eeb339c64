package org.tare.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.sasl.SecretKeyHolder;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.network.util.MapConfigProvider;
import org.apache.spark.network.util.TransportConf;

/**
 * Messages between executors over Spark's own network layer, authenticated and encrypted whatever the cluster's settings
 * are.
 *
 * <p>Messages have a greatest length, and a client has little time and few connections until it has shown the secret.
 *
 * <p>Its port is chosen by the system and stays bound until {@link #close}. A client that does not know the secret is refused
 * before its first message, by version 2 of Spark's handshake; falling back to SASL is forbidden.
 */
public final class SecureTransport implements AutoCloseable {
    /** Takes what arrives; called on network threads. */
    public interface Inbox {
        /** A message; its bytes are valid only during the call. */
        void received(Channel channel, ByteBuffer message);

        /** A channel was closed: that of a peer, or of a client that was refused. */
        void closed(Channel channel);
    }

    /** A connection, whichever side opened it; equal to each other channel of the same connection. */
    public interface Channel {
        /** Sends a message and does not wait until it has arrived. */
        void send(ByteBuffer message);

        /** Closes the connection. */
        void close();
    }

    private record ClientChannel(TransportClient client) implements Channel {
        @Override
        public void send(ByteBuffer message) {
            client.send(message);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static final Map<String, String> SETTINGS = Map.of(
            "spark.network.crypto.enabled", "true",
            "spark.network.crypto.authEngineVersion", "2",
            "spark.network.crypto.saslFallback", "false",
            "spark.tare.io.connectionCreationTimeout", "60s",
            "spark.tare.io.serverThreads", "1",
            "spark.tare.io.clientThreads", "1");

    /** What Spark puts around a message, and more than any message of its handshake. */
    private static final int OVERHEAD_BYTES = 1 << 14;

    private final TransportContext context;
    private final TransportServer server;
    private final TransportClientFactory clients;

    /**
     * Listens on a free port.
     *
     * @param user what both sides of a connection call themselves
     * @param secret what opens a connection
     * @param mostBytes the length of the longest message
     * @param patience how long a client may take to show the secret
     */
    public SecureTransport(String host, String user, String secret, int mostBytes, Duration patience, Inbox inbox) {
        TransportConf settings = new TransportConf("tare", new MapConfigProvider(SETTINGS));
        SecretKeyHolder key = new Secret(secret);
        this.context = new TransportContext(settings, new Handler(inbox));
        this.server = context.createServer(
                host,
                0,
                List.of(
                        new StrangerLimits(mostBytes + OVERHEAD_BYTES, patience),
                        new AuthServerBootstrap(settings, key)));
        this.clients = context.createClientFactory(List.of(new AuthClientBootstrap(settings, user, key)));
    }

    public int port() {
        return server.getPort();
    }

    /**
     * Connects to another such transport.
     *
     * @throws IOException if it cannot be reached
     */
    public Channel connect(String host, int port) throws IOException, InterruptedException {
        return new ClientChannel(clients.createUnmanagedClient(host, port));
    }

    @Override
    public void close() {
        clients.close();
        server.close();
        context.close();
    }

    private record Secret(String key) implements SecretKeyHolder {
        @Override
        public String getSaslUser(String user) {
            return user;
        }

        @Override
        public String getSecretKey(String user) {
            return key;
        }
    }

    private static final class Handler extends RpcHandler {
        private final Inbox inbox;
        private final StreamManager noStreams = new OneForOneStreamManager();

        Handler(Inbox inbox) {
            this.inbox = inbox;
        }

        @Override
        public void receive(TransportClient client, ByteBuffer message) {
            inbox.received(new ClientChannel(client), message);
        }

        @Override
        public void receive(TransportClient client, ByteBuffer message, RpcResponseCallback callback) {
            callback.onFailure(new UnsupportedOperationException("Peers send one-way messages only."));
        }

        @Override
        public StreamManager getStreamManager() {
            return noStreams;
        }

        @Override
        public void channelInactive(TransportClient client) {
            inbox.closed(new ClientChannel(client));
        }
    }
}
