package org.tare.exchange;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.tare.spark.DriverConnection;

/** A task's connection to the {@link Rendezvous} on the driver. */
public final class DriverLink {
    private final DriverConnection driver;

    public DriverLink(Session session) {
        this.driver = new DriverConnection(session.id());
    }

    /** Sends a message to the driver, without an answer. */
    public void tell(Serializable message) {
        driver.tell(message);
    }

    /**
     * Waits until all ranks are ready, however long their data takes to load, and returns their addresses.
     *
     * @throws TaskKilledException when Spark has killed this task meanwhile, for example because a peer failed
     */
    public List<ExecutorExchange.Address> meet(Rendezvous.Ready ready, TaskContext task) {
        return driver.ask(ready, task).stream()
                .map(ExecutorExchange.Address::parse)
                .toList();
    }
}
