package org.tare.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;
import org.tare.job.publish.CopyingStore;

/** A job of a process of its own, on a slow store of copies, that gets a signal at a certain step; prints its steps. */
public final class KilledJob {
    private static final long SLOWNESS = 3;
    private static final AtomicLong STEPS = new AtomicLong();

    private KilledJob() {}

    /** The signal, the step, and the arguments of {@code jobs/scale}. */
    public static void main(String[] arguments) {
        String signal = arguments[0];
        long at = Long.parseLong(arguments[1]);
        SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.hadoop.fs.copying.impl", CopyingStore.class.getName())
                .getOrCreate();
        CopyingStore.atEachStep(() -> {
            pause();
            if (STEPS.incrementAndGet() == at) {
                kill(signal);
            }
        });
        int status = Job.execute(new Scale(), Arrays.copyOfRange(arguments, 2, arguments.length));
        System.out.println("steps " + STEPS.get());
        System.exit(status);
    }

    private static void pause() {
        try {
            Thread.sleep(SLOWNESS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From a kill that cannot be caught nothing returns; from the other one the process goes on until it ends. */
    private static void kill(String signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            if (signal.equals("KILL")) {
                new CountDownLatch(1).await();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
