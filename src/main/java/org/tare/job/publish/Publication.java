package org.tare.job.publish;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/**
 * The outputs of one job: claimed before it works, published together at its end, or none of them.
 *
 * <p>A process that is asked to end (SIGTERM) waits until a publication that has begun is done, and clears up before.
 */
public final class Publication implements Closeable {
    /** Before Spark stops, and Hadoop closes its file systems. */
    private static final int PRIORITY = 100;

    private final Journal journal;
    private final Settlement settlement;
    private final List<String> recovered;
    private final Runnable hook = this::end;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tare claims");
        thread.setDaemon(true);
        return thread;
    });
    private boolean closed;

    /**
     * Claims the places, and clears up what jobs left there that were killed.
     *
     * @throws IllegalStateException if another job writes to one of them
     * @throws IOException if nothing can be written beside one
     */
    public Publication(SparkSession spark, List<Target> targets) throws IOException {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        String id = UUID.randomUUID().toString().substring(0, 8);
        journal = new Journal(id, Owner.current(), targets);
        settlement = new Settlement(spark, journal);
        Holder.begin(id);
        try {
            for (Claim claim : settlement.claims()) {
                Holder.hold(configuration, claim, journal);
            }
            recovered = new Recovery(spark, journal).run();
        } catch (Exception e) {
            giveUp(e);
            throw e;
        }
        var unused =
                heart.scheduleWithFixedDelay(this::beat, Holder.SILENCE / 6, Holder.SILENCE / 6, TimeUnit.MILLISECONDS);
        ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
    }

    /** The place for which any job, living or not, has written something into this folder, if it is one of those. */
    public static Optional<Path> claimedBy(Path folder) {
        return Claim.place(folder);
    }

    /** Whether a job, living or not, has written something beside that place. */
    public static boolean isClaimed(FileSystem files, Path place) throws IOException {
        return files.exists(Claim.beside(place));
    }

    private void giveUp(Exception failure) {
        try {
            settlement.settle();
        } catch (Exception another) {
            failure.addSuppressed(another);
        } finally {
            Holder.end(journal.id());
            heart.shutdownNow();
        }
    }

    /** What was done about jobs that had been killed, a sentence each. */
    public List<String> recovered() {
        return recovered;
    }

    /** Where to write what goes to the folder of that target. */
    public String fresh(Target target) {
        return settlement
                .claims()
                .get(journal.targets().indexOf(target))
                .fresh()
                .toString();
    }

    /** The table to write what goes to the table of that target. */
    public String freshTable(Target target) {
        return ((ReplaceTable) settlement.changes().get(journal.targets().indexOf(target))).fresh();
    }

    private void beat() {
        for (Claim claim : settlement.claims()) {
            try {
                claim.beat();
            } catch (Exception e) {
                // Whether the claim still stands is asked before anything is published.
            }
        }
    }

    /** What an output does by itself that cannot be taken back. */
    @FunctionalInterface
    public interface Last {
        void run() throws IOException;
    }

    /** Puts all outputs in their places; {@link #close} takes back what was moved if this fails. */
    public synchronized void publish(Last last) throws IOException {
        if (closed) {
            throw new IllegalStateException("The job was asked to end before its outputs were published.");
        }
        for (Claim claim : settlement.claims()) {
            if (claim.read().isEmpty()) {
                throw new IllegalStateException("The claim on '" + claim.place()
                        + "' is gone: another job took this one for dead, or somebody cleared up; run the job again.");
            }
        }
        for (Change change : settlement.changes()) {
            change.check();
        }
        for (Change change : settlement.changes()) {
            change.before();
        }
        last.run();
        if (settlement.claims().isEmpty()) {
            return;
        }
        settlement.commit();
        try {
            for (Change change : settlement.changes()) {
                change.after();
            }
        } catch (Exception e) {
            throw new IOException(
                    "All outputs are written, but not all could be put in their places: " + e.getMessage()
                            + " Then jobs/recover " + journal.targets().get(0)
                            + " does it, as does the next job there.",
                    e);
        }
    }

    /** Clears up, or finishes what is committed. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stopHeart();
            settlement.settle();
        } finally {
            Holder.end(journal.id());
            if (!ShutdownHookManager.get().isShutdownInProgress()) {
                ShutdownHookManager.get().removeShutdownHook(hook);
            }
        }
    }

    /** A beat that is late would make the folder of a claim anew. */
    private void stopHeart() {
        heart.shutdown();
        try {
            if (!heart.awaitTermination(Holder.SILENCE, TimeUnit.MILLISECONDS)) {
                heart.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            close();
        } catch (Exception e) {
            // The next job at these places clears up; nobody listens any more.
        }
    }
}
