package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
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
                // The second compilers of three JVMs would share two cores with what is tested.
                .config("spark.executor.defaultJavaOptions", "-XX:TieredStopAtLevel=1")
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
        SparkContext context = cluster.sparkContext();
        Semaphore added = new Semaphore(0);
        SparkListener listener = new SparkListener() {
            @Override
            public void onBlockManagerAdded(SparkListenerBlockManagerAdded any) {
                added.release();
            }
        };
        context.addSparkListener(listener);
        try {
            // The driver counts as one.
            while (context.getExecutorMemoryStatus().size() < 3) {
                assertThat(added.tryAcquire(Executors.LONG.toMillis(), TimeUnit.MILLISECONDS))
                        .as("another executor starts in time")
                        .isTrue();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            context.removeSparkListener(listener);
        }
    }
}
