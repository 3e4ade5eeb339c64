package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.exchange.Executors;

/** A cluster of two executors, each a JVM of its own. */
public final class TwoExecutors {
    private TwoExecutors() {}

    /**
     * A session on it, once both are there.
     *
     * @param onlyRegistered whether Kryo, which bears least, refuses classes that Spark did not register; it refuses schemas of Parquet
     */
    public static SparkSession start(boolean onlyRegistered) {
        try {
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SparkSession cluster = SparkSession.builder()
                .master("local-cluster[2,1,1536]")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "1536m")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrationRequired", onlyRegistered)
                .getOrCreate();
        await(cluster);
        return cluster;
    }

    /** Waits for what Spark starts by itself, until it says that both executors are there. */
    public static void await(SparkSession cluster) {
        long end = System.nanoTime() + Executors.LONG.toNanos();
        // The driver counts as one.
        while (cluster.sparkContext().statusTracker().getExecutorInfos().length < 3) {
            assertThat(System.nanoTime()).as("time by which executors start").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
