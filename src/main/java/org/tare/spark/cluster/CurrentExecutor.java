package org.tare.spark.cluster;

import java.io.File;
import org.apache.spark.SparkEnv;

/** The JVM that the calling task runs in, as Spark knows it. */
public final class CurrentExecutor {
    private CurrentExecutor() {}

    /** Whether tasks run in the driver, as in local mode: then there is no other executor. */
    public static boolean isDriver() {
        return SparkEnv.get().executorId().equals("driver");
    }

    /** The name or address under which other executors reach this one. */
    public static String host() {
        return SparkEnv.get().blockManager().blockManagerId().host();
    }

    /** How many tasks run here at once at most, if the settings say so. */
    public static int cores(int unlessSet) {
        return SparkEnv.get().conf().getInt("spark.executor.cores", unlessSet);
    }

    /** A new file in one of Spark's local folders; the caller removes it. */
    public static File temporaryFile() {
        return SparkEnv.get()
                .blockManager()
                .diskBlockManager()
                .createTempLocalBlock()
                ._2();
    }
}
