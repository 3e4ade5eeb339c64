package org.tare.exchange;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.tare.spark.DriverEndpoint;

/** A {@link Rendezvous} that ranks can reach, until it is closed. */
public final class OpenRendezvous implements AutoCloseable {
    private final DriverEndpoint endpoint;
    private final ScheduledExecutorService clock;

    /**
     * Opens the rendezvous of a session.
     *
     * @param patience how long a rank may give no sign of life while others wait for it
     * @param listener gets what ranks {@link DriverLink#tell}
     */
    public OpenRendezvous(Session session, Duration patience, Consumer<Serializable> listener) {
        Rendezvous rendezvous = new Rendezvous(listener, patience, System::nanoTime);
        endpoint = DriverEndpoint.open(session.id(), rendezvous);
        clock = DaemonClock.repeating("tare-rendezvous", Duration.ofSeconds(1), rendezvous::look);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        endpoint.close();
    }
}
