package org.tare.exchange;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Clocks whose threads keep no JVM alive. */
final class DaemonClock {
    private DaemonClock() {}

    static ScheduledExecutorService start(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
