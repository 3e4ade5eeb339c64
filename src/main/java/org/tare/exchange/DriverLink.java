package org.tare.exchange;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.tare.spark.cluster.DriverConnection;

/** A task's connection to the {@link Rendezvous} on the driver. */
public final class DriverLink {
    /** Signs of life, which end when this is closed. */
    public interface Signs extends AutoCloseable {
        /** Gives no more. */
        void end();

        @Override
        default void close() {
            end();
        }
    }

    private final DriverConnection driver;

    public DriverLink(Session session) {
        this.driver = new DriverConnection(session.id());
    }

    /** Gives a sign of life each second, until it is closed, of a rank that is on its way to {@link #meet}. */
    public Signs signsOfLife(int attempt, int rank, int ranks) {
        Rendezvous.Alive alive = new Rendezvous.Alive(attempt, rank, ranks);
        return DaemonClock.repeating("tare-signs-of-life", Duration.ofSeconds(1), () -> driver.tell(alive))
                ::shutdownNow;
    }

    /** Sends a message to the driver, without an answer. */
    public void tell(Serializable message) {
        driver.tell(message);
    }

    /**
     * Waits until all ranks are ready, and returns their addresses. It waits for ranks that load their rows as long as they give
     * signs of life.
     *
     * @throws TaskKilledException when Spark has killed this task meanwhile, for example because a peer failed
     */
    public List<ExecutorAddress> meet(Rendezvous.Ready ready, TaskContext task) {
        return driver.ask(ready, task).stream().map(ExecutorAddress::parse).toList();
    }
}
