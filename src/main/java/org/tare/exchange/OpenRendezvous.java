package org.tare.exchange;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.tare.spark.cluster.DriverEndpoint;

/** A {@link Rendezvous} that ranks can reach, until it is closed. */
public final class OpenRendezvous implements AutoCloseable {
    private final DriverEndpoint endpoint;
    private final ScheduledExecutorService clock;

    /**
     * Opens the rendezvous of a session.
     *
     * @param patience how long a rank may give no sign of life while others wait for it
     * @param begin how long an attempt may take to begin
     * @param listener gets what ranks {@link DriverLink#tell}, and {@link Rendezvous.NoSlots}
     */
    public OpenRendezvous(Session session, Duration patience, Rendezvous.Begin begin, Consumer<Serializable> listener) {
        Rendezvous rendezvous = new Rendezvous(listener, patience, begin, System::nanoTime);
        endpoint = DriverEndpoint.open(session.id(), rendezvous);
        clock = DaemonClock.repeating("tare-rendezvous", Duration.ofSeconds(1), rendezvous::look);
    }

    /** One whose attempts may take any time to begin. */
    public OpenRendezvous(Session session, Duration patience, Consumer<Serializable> listener) {
        this(session, patience, new Rendezvous.Begin(Duration.ZERO, () -> true), listener);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        endpoint.close();
    }
}
