package org.tare.exchange;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcCallContext;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * The driver's part in a training, on Spark's own RPC: brings the ranks of an attempt together, and hears of their
 * progress. {@code BarrierTaskContext.allGather} would do the former in a second; this takes a millisecond.
 */
public final class Rendezvous implements ThreadSafeRpcEndpoint, AutoCloseable {
    /**
     * A rank that is ready; answered with the {@code ArrayList} of all ranks' addresses once all are. These are texts:
     * the RPC of an executor knows no classes of a jar that came with the application.
     */
    public record Ready(int attempt, int rank, int ranks, ExecutorExchange.Address address) implements Serializable {}

    private final RpcEnv env = SparkEnv.get().rpcEnv();
    private final Consumer<Serializable> progress;

    private int attempt = -1;
    private Ready[] ready;
    private RpcCallContext[] waiting;

    private Rendezvous(Consumer<Serializable> progress) {
        this.progress = progress;
    }

    /** Open for the ranks of a fit until closed; {@code progress} gets what they {@link DriverLink#tell}. */
    public static Rendezvous open(Session fit, Consumer<Serializable> progress) {
        Rendezvous rendezvous = new Rendezvous(progress);
        rendezvous.env.setupEndpoint(fit.id(), rendezvous);
        return rendezvous;
    }

    @Override
    public RpcEnv rpcEnv() {
        return env;
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receive() {
        return handler(message -> progress.accept((Serializable) message));
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receiveAndReply(RpcCallContext caller) {
        return handler(message -> meet((Ready) message, caller));
    }

    private void meet(Ready rank, RpcCallContext caller) {
        if (rank.attempt() < attempt) {
            caller.sendFailure(new SparkException("Attempt " + rank.attempt() + " is over."));
            return;
        }
        if (rank.attempt() > attempt) {
            attempt = rank.attempt();
            ready = new Ready[rank.ranks()];
            waiting = new RpcCallContext[rank.ranks()];
        }
        ready[rank.rank()] = rank;
        waiting[rank.rank()] = caller;
        if (Arrays.stream(ready).allMatch(r -> r != null)) {
            List<String> addresses = new ArrayList<>();
            for (Ready each : ready) {
                addresses.add(each.address().toString());
            }
            for (RpcCallContext each : waiting) {
                each.reply(addresses);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static PartialFunction<Object, BoxedUnit> handler(Consumer<Object> action) {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object message) {
                return true;
            }

            @Override
            public BoxedUnit apply(Object message) {
                action.accept(message);
                return BoxedUnit.UNIT;
            }
        };
    }
}
