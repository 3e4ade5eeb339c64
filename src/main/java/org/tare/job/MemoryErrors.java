package org.tare.job;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.stream.Stream;
import org.tare.job.report.MemoryAdvice;

/** Says that memory was too small where no job hears of it: on threads of Spark's own, which end alone or end the process. */
final class MemoryErrors {
    /** What Spark's tasks call with an error that they take for the end; it ends the process and says nothing. */
    private static final String HANDLER = "org.apache.spark.util.SparkUncaughtExceptionHandler";

    private final PrintWriter err;
    private final Runnable end;

    MemoryErrors(PrintWriter err, Runnable end) {
        this.err = err;
        this.end = end;
    }

    /** Watches this process for as long as it runs. */
    static void tell(PrintWriter err) {
        MemoryErrors errors = new MemoryErrors(err, () -> Runtime.getRuntime().halt(1));
        Thread.setDefaultUncaughtExceptionHandler(errors::uncaught);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> errors.ended(Thread.getAllStackTraces().values()), "tare memory errors"));
    }

    /** Without the thread that is gone, Spark may wait for ever. */
    void uncaught(Thread thread, Throwable error) {
        if (error instanceof OutOfMemoryError) {
            err.println(MemoryAdvice.ofDriver(error.getMessage()));
            err.flush();
            end.run();
            return;
        }
        err.print("Exception in thread \"" + thread.getName() + "\" ");
        error.printStackTrace(err);
    }

    /** Whether one of the threads is ending the process so; it stays where it called the end. */
    void ended(Collection<StackTraceElement[]> threads) {
        if (threads.stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(HANDLER))) {
            err.println(MemoryAdvice.ofDriver("a task ended in an error that Spark cannot go on from"));
            err.flush();
        }
    }
}
