package org.tare.exchange;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.tare.collective.Collective;

/** Makes a rank's exchanges fail once Spark has killed its task. Spark only sets a flag, so the flag is polled. */
public final class TaskKillWatcher implements AutoCloseable {
    private static final int POLL_MILLIS = 100;

    private final ScheduledExecutorService clock = DaemonClock.start("tare-watch");

    private final TaskContext task;
    private volatile ScheduledFuture<?> polling;

    /** A watcher of this task. */
    public TaskKillWatcher(TaskContext task) {
        this.task = task;
    }

    /** Aborts the collective when the task is killed. */
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
