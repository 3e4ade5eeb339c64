package org.tare.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
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
 * Spark's own network layer, the only class that knows it: carries messages between the executors of one fit,
 * authenticated and encrypted whatever the cluster's settings are.
 *
 * <p>Its port is chosen by the system and stays bound until {@link #close}. Who does not know the fit's secret is
 * refused before the first message, by version 2 of Spark's handshake; falling back to SASL is forbidden.
 */
public final class SecureTransport implements AutoCloseable {
    /** What arrives; called on network threads. */
    interface Inbox {
        /** A message; its bytes are only good during the call. */
        void received(Channel channel, ByteBuffer message);

        /** A channel is closed, be it of a peer or of a stranger who was refused. */
        void closed(Channel channel);
    }

    /** A connection to a peer, or to whoever came. */
    record Channel(TransportClient client) {
        void send(ByteBuffer message) {
            client.send(message);
        }

        void close() {
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

    private final TransportContext context;
    private final TransportServer server;
    private final TransportClientFactory clients;

    SecureTransport(String host, Session fit, Inbox inbox) {
        TransportConf settings = new TransportConf("tare", new MapConfigProvider(SETTINGS));
        SecretKeyHolder secret = new Secret(fit.entry());
        this.context = new TransportContext(settings, new Handler(inbox));
        this.server = context.createServer(host, 0, List.of(new AuthServerBootstrap(settings, secret)));
        this.clients = context.createClientFactory(List.of(new AuthClientBootstrap(settings, fit.id(), secret)));
    }

    int port() {
        return server.getPort();
    }

    Channel connect(String host, int port) throws IOException, InterruptedException {
        return new Channel(clients.createUnmanagedClient(host, port));
    }

    @Override
    public void close() {
        clients.close();
        server.close();
        context.close();
    }

    private record Secret(String key) implements SecretKeyHolder {
        @Override
        public String getSaslUser(String fit) {
            return fit;
        }

        @Override
        public String getSecretKey(String fit) {
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
            inbox.received(new Channel(client), message);
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
            inbox.closed(new Channel(client));
        }
    }
}
