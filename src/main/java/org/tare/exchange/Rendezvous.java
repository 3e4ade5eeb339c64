package org.tare.exchange;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.tare.spark.DriverEndpoint;

/**
 * The driver's part in a session: it brings the ranks of an attempt together, and hears of their progress.
 *
 * <p>{@code BarrierTaskContext.allGather} would do the former in a second; this takes a millisecond.
 */
public final class Rendezvous implements DriverEndpoint.Handler {
    /** A rank that is ready; it is answered with all ranks' addresses, in their order, once all are ready. */
    public record Ready(int attempt, int rank, int ranks, ExecutorExchange.Address address) implements Serializable {}

    private record Waiting(Ready rank, DriverEndpoint.Reply reply) {}

    private final Consumer<Serializable> listener;

    private int attempt = -1;
    private Waiting[] waiting;

    Rendezvous(Consumer<Serializable> listener) {
        this.listener = listener;
    }

    /** Opens the rendezvous of a session; until it is closed, {@code listener} gets what ranks {@link DriverLink#tell}. */
    public static DriverEndpoint open(Session session, Consumer<Serializable> listener) {
        return DriverEndpoint.open(session.id(), new Rendezvous(listener));
    }

    @Override
    public void told(Serializable message) {
        listener.accept(message);
    }

    @Override
    public void asked(Serializable question, DriverEndpoint.Reply reply) {
        Ready rank = (Ready) question;
        if (rank.attempt() < attempt) {
            reply.refuse("Attempt " + rank.attempt() + " is over.");
            return;
        }
        if (rank.attempt() > attempt) {
            attempt = rank.attempt();
            waiting = new Waiting[rank.ranks()];
        }
        waiting[rank.rank()] = new Waiting(rank, reply);
        if (Arrays.stream(waiting).allMatch(Objects::nonNull)) {
            List<String> addresses = Arrays.stream(waiting)
                    .map(each -> each.rank().address().toString())
                    .toList();
            for (Waiting each : waiting) {
                each.reply().answer(addresses);
            }
        }
    }
}
