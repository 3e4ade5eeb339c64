package org.tare.exchange;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Clocks whose threads keep no JVM alive. */
final class DaemonClock {
    private DaemonClock() {}

    /** Does this again and again, at once and after each pause, until the clock is shut down. */
    static ScheduledExecutorService repeating(String name, Duration pause, Runnable work) {
        ScheduledExecutorService clock = start(name);
        clock.execute(work);
        ScheduledFuture<?> unused =
                clock.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return clock;
    }

    static ScheduledExecutorService start(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
