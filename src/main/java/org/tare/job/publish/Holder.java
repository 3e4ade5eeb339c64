package org.tare.job.publish;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;

/** How jobs exclude each other: each writes its claim and then looks for others; who sees a living one draws back. */
final class Holder {
    /** What a job elsewhere may stay silent for, in milliseconds; it gives a sign of life six times as often. */
    static final long SILENCE = 120_000;

    private static final int TRIES = 5;
    private static final int LONGEST_PAUSE = 400;

    /** The jobs of this process that have not ended. */
    private static final Set<String> LIVING = ConcurrentHashMap.newKeySet();

    private Holder() {}

    static void begin(String id) {
        LIVING.add(id);
    }

    static void end(String id) {
        LIVING.remove(id);
    }

    /**
     * Claims a place.
     *
     * @throws IllegalStateException if a living job holds it
     */
    static void hold(Configuration configuration, Claim claim, Journal journal) throws IOException {
        for (int tries = 1; ; tries++) {
            claim.write(journal);
            Optional<Journal> rival = rival(configuration, claim);
            if (rival.isEmpty()) {
                return;
            }
            claim.release();
            if (tries == TRIES) {
                throw new IllegalStateException(sentence(claim, rival.get()));
            }
            pause();
        }
    }

    private static String sentence(Claim claim, Journal rival) {
        return "Another job, " + rival.owner() + ", writes to '" + claim.place()
                + "'; wait for its end, or name another"
                + " place"
                + (rival.owner().runsHere()
                        ? "."
                        : " (if it was killed, try again in " + SILENCE / 1000 + " seconds).");
    }

    /** Two that claim at once both draw back, and come again at different times. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, LONGEST_PAUSE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Journal> rival(Configuration configuration, Claim claim) throws IOException {
        for (String id : claim.others()) {
            Claim other = new Claim(configuration, claim.place().toString(), id);
            Optional<Journal> journal = other.read();
            if (journal.isPresent() && isAlive(journal.get(), claim, other)) {
                return journal;
            }
        }
        return Optional.empty();
    }

    private static boolean isAlive(Journal journal, Claim mine, Claim other) throws IOException {
        Owner owner = journal.owner();
        if (owner.equals(Owner.current())) {
            return LIVING.contains(journal.id());
        }
        return owner.runsHere() ? owner.runs() : !mine.isNewerThan(other, SILENCE);
    }
}
