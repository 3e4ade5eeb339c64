package org.tare.exchange;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.tare.collective.Collective;

/** Makes a rank's exchanges fail once Spark has killed its task; Spark says so to who asks, and interrupts nobody. */
public final class TaskKillWatcher implements AutoCloseable {
    private static final int POLL_MILLIS = 100;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tare-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final TaskContext task;
    private volatile ScheduledFuture<?> polling;

    public TaskKillWatcher(TaskContext task) {
        this.task = task;
    }

    public void over(Collective collective) {
        polling = clock.scheduleWithFixedDelay(
                () -> {
                    if (task.isInterrupted()) {
                        collective.abort(new InterruptedException("Spark has cancelled its task"));
                        polling.cancel(false);
                    }
                },
                POLL_MILLIS,
                POLL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
