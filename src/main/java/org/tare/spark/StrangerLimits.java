package org.tare.spark;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a port grants those who have not shown the secret yet: a short message, a little time, and few connections at once.
 * Spark's own decoder would take in whatever length a message announces, up to 2 GiB.
 */
final class StrangerLimits implements TransportServerBootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(StrangerLimits.class);

    /** More than executors that all connect at the same moment. */
    static final int MOST_STRANGERS = 512;

    /** A message begins with its length, which counts itself. */
    private static final int LENGTH_BYTES = Long.BYTES;

    private final int mostBytes;
    private final Duration patience;
    private final Map<Channel, ChannelHandler> connections = new ConcurrentHashMap<>();

    /**
     * @param mostBytes of a message, also of those who have shown the secret
     * @param patience how long a connection may take to show it
     */
    StrangerLimits(int mostBytes, Duration patience) {
        this.mostBytes = mostBytes;
        this.patience = patience;
    }

    @Override
    public RpcHandler doBootstrap(Channel channel, RpcHandler handler) {
        ChannelHandler limit = new LengthFieldBasedFrameDecoder(mostBytes, 0, LENGTH_BYTES, -LENGTH_BYTES, 0);
        channel.pipeline().addFirst(limit);
        connections.put(channel, limit);
        channel.closeFuture().addListener(closed -> connections.remove(channel));
        if (connections.entrySet().stream().filter(StrangerLimits::isStranger).count() > MOST_STRANGERS) {
            refuse(channel, "there are " + MOST_STRANGERS + " others that have not shown the secret");
        }
        ScheduledFuture<?> unused = channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isOpen() && isStranger(Map.entry(channel, limit))) {
                                refuse(channel, "it has not shown the secret within " + patience.toSeconds() + " s");
                            }
                        },
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        return handler;
    }

    /** Once both sides know the secret, Spark puts its cipher before all other handlers. */
    private static boolean isStranger(Map.Entry<Channel, ChannelHandler> connection) {
        ChannelHandler first = connection.getKey().pipeline().first();
        return first == connection.getValue() || first instanceof ChannelInitializer;
    }

    private static void refuse(Channel channel, String why) {
        LOG.warn("The connection from {} is closed, because {}", channel.remoteAddress(), why);
        ChannelFuture unused = channel.close();
    }
}
