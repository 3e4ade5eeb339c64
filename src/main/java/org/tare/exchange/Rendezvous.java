package org.tare.exchange;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.spark.cluster.DriverEndpoint;

/**
 * The driver's part in a session: it brings the ranks of an attempt together, and hears of their progress.
 *
 * <p>{@code BarrierTaskContext.allGather} would do the former in a second; this takes a millisecond. Ranks give signs of life
 * until they are ready, since their rows may take long to load. Where one gives none, the others are not left waiting.
 */
public final class Rendezvous implements DriverEndpoint.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Rendezvous.class);

    /** How long the user is left without a word on what is waited for. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** What tells that an attempt has failed, so that the next one is waited for. */
    public interface AttemptFailed extends Serializable {}

    /** The attempt has not begun, for want of slots, for as long as it may. */
    public record NoSlots(String reason) implements Serializable {}

    /**
     * How long an attempt may take to begin.
     *
     * @param longest zero for any time
     * @param isPrepared tells whether its rows are ready, so that only slots are wanting
     */
    public record Begin(Duration longest, BooleanSupplier isPrepared) {}

    /** The same after it was said once. */
    private static final Duration REPEATED = Duration.ofMinutes(1);

    /** A rank that has begun, and is not ready yet. */
    record Alive(int attempt, int rank, int ranks) implements Serializable {}

    /** A rank that is ready; it is answered with all ranks' addresses, in their order, once all are ready. */
    public record Ready(int attempt, int rank, int ranks, ExecutorAddress address) implements Serializable {}

    private record Waiting(Ready rank, DriverEndpoint.Reply reply) {}

    private final Consumer<Serializable> listener;
    private final Duration patience;
    private final LongSupplier clock;
    private final Begin begin;

    private int attempt = -1;
    private boolean failed;
    private Waiting[] waiting = {};
    private long[] lastSign = {};
    private long lastWord;
    private long lastPrepared;
    private boolean gaveUp;
    private String said = "";

    /**
     * @param patience how long a rank may give no sign of life while others wait for it
     * @param clock in nanoseconds
     */
    Rendezvous(Consumer<Serializable> listener, Duration patience, Begin begin, LongSupplier clock) {
        this.listener = listener;
        this.begin = begin;
        this.patience = patience;
        this.clock = clock;
        this.lastWord = clock.getAsLong();
        this.lastPrepared = lastWord;
    }

    @Override
    public void told(Serializable message) {
        if (message instanceof Alive alive) {
            sign(alive.attempt(), alive.rank(), alive.ranks());
            return;
        }
        if (message instanceof AttemptFailed) {
            awaitNext();
        }
        listener.accept(message);
    }

    private synchronized void awaitNext() {
        failed = true;
        lastWord = clock.getAsLong();
        lastPrepared = lastWord;
    }

    @Override
    public synchronized void asked(Serializable question, DriverEndpoint.Reply reply) {
        Ready rank = (Ready) question;
        if (rank.attempt() < attempt) {
            reply.refuse("Attempt " + rank.attempt() + " is over.");
            return;
        }
        sign(rank.attempt(), rank.rank(), rank.ranks());
        waiting[rank.rank()] = new Waiting(rank, reply);
        if (missing().isEmpty()) {
            List<String> addresses = new ArrayList<>();
            for (Waiting each : waiting) {
                addresses.add(each.rank().address().text());
            }
            for (Waiting each : waiting) {
                each.reply().answer(addresses);
            }
        }
    }

    private synchronized void sign(int ofAttempt, int rank, int ranks) {
        long now = clock.getAsLong();
        if (ofAttempt > attempt) {
            attempt = ofAttempt;
            failed = false;
            waiting = new Waiting[ranks];
            // All tasks of a barrier stage start together, so a rank that is late has been silent since now.
            lastSign = IntStream.range(0, ranks).mapToLong(each -> now).toArray();
        }
        if (ofAttempt == attempt) {
            lastSign[rank] = now;
        }
    }

    /** Looks, now and then, whether something is waited for too long: says so, and gives up on what does not come. */
    void look() {
        boolean prepared = begin.isPrepared().getAsBoolean();
        if (isSlotless(prepared)) {
            listener.accept(new NoSlots("Spark had no slot free for each worker within "
                    + begin.longest().toSeconds()
                    + " s, as another job holds them or an executor is lost; end that job,"
                    + " set workers lower, or set slotTimeout higher."));
        }
        lookAtRanks(prepared);
    }

    private synchronized boolean isSlotless(boolean prepared) {
        long now = clock.getAsLong();
        // After a failure the tasks that are left may never end, so they do not count as work.
        boolean begun = !failed && attempt >= 0;
        if (begun || (!failed && !prepared)) {
            lastPrepared = now;
        }
        boolean late = !begin.longest().isZero()
                && now - lastPrepared > begin.longest().toNanos();
        boolean first = late && !gaveUp;
        gaveUp |= late;
        return first;
    }

    private synchronized void lookAtRanks(boolean prepared) {
        long now = clock.getAsLong();
        List<Integer> missing = missing();
        List<Integer> silent = missing.stream()
                .filter(rank -> now - lastSign[rank] > patience.toNanos())
                .toList();
        if (!silent.isEmpty() && missing.size() < waiting.length) {
            String reason = "Worker " + text(silent) + " of " + waiting.length + " gave no sign of life for "
                    + patience.toSeconds()
                    + " s while the others were ready; look at its executor, or set timeout higher"
                    + " if it is only slow.";
            for (Waiting each : waiting) {
                if (each != null) {
                    each.reply().refuse(reason);
                }
            }
            waiting = new Waiting[waiting.length];
            return;
        }
        String awaited = awaited(missing, prepared);
        Duration silence = awaited.equals(said) ? REPEATED : SILENCE;
        if (awaited.isEmpty()) {
            lastWord = now;
            said = "";
        } else if (now - lastWord > silence.toNanos()) {
            lastWord = now;
            said = awaited;
            LOG.warn("The training waits {}", awaited);
        }
    }

    /** What is waited for; empty if nothing is. */
    String awaited(List<Integer> missing, boolean prepared) {
        if (failed) {
            return "for its next attempt, until Spark has a slot free for each worker; an executor that is silent is lost"
                    + " after spark.network.timeout, 120 s unless set";
        }
        if (attempt < 0 && !prepared) {
            return "for its rows, which Spark still reads and sorts";
        }
        if (attempt < 0) {
            return "until Spark has a slot free for each worker; another job may hold them";
        }
        return missing.isEmpty()
                ? ""
                : "for worker " + text(missing) + " of " + waiting.length + ", which has not loaded its rows yet";
    }

    List<Integer> missing() {
        return IntStream.range(0, waiting.length)
                .filter(rank -> waiting[rank] == null)
                .boxed()
                .toList();
    }

    private static String text(List<Integer> ranks) {
        return ranks.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
