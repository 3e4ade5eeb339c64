package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on two executors, each a JVM of its own. */
class ClusterTrainingIT {
    private static final int ROWS = 301;

    private static Map<String, double[]> expected;
    private static SparkSession cluster;

    @BeforeAll
    static void start() throws IOException {
        SparkSession local = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        expected = classifier().fit(Clouds.of(local, ROWS)).weights();
        local.stop();

        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        cluster = SparkSession.builder()
                .master("local-cluster[2,1,1024]")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "512m")
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        awaitExecutors();
    }

    @AfterAll
    static void stop() {
        cluster.stop();
    }

    private static NeuralNetworkClassifier classifier() {
        return Clouds.classifier().setEpochs(20);
    }

    @Test
    void two_executors_come_to_the_bits_of_one_thread() {
        NeuralNetworkClassifierTest.assertSame(
                classifier().setWorkers(2).fit(Clouds.of(cluster, ROWS)).weights(), expected);
    }

    @Test
    void a_killed_executor_costs_no_bit(@TempDir Path checkpoints) {
        List<Integer> epochs = new CopyOnWriteArrayList<>();
        AtomicBoolean killed = new AtomicBoolean();
        ProcessHandle executor = executor();
        NeuralNetworkClassifier classifier = classifier()
                .setWorkers(2)
                .setCheckpointDir(checkpoints.toUri().toString())
                .onEpoch(epoch -> {
                    epochs.add(epoch.number());
                    if (epoch.number() == 5 && !killed.get()) {
                        killed.set(executor.destroyForcibly());
                    }
                });
        Map<String, double[]> weights = classifier.fit(Clouds.of(cluster, ROWS)).weights();
        NeuralNetworkClassifierTest.assertSame(weights, expected);
        assertThat(killed).isTrue();
        assertThat(epochs.stream().filter(epoch -> epoch == 1))
                .as("begins anew")
                .hasSize(1);
        assertThat(epochs.stream().distinct()).hasSize(20);
        awaitExecutors();
    }

    /** The JVM of some executor. */
    private static ProcessHandle executor() {
        long pid = JavaSparkContext.fromSparkContext(cluster.sparkContext())
                .parallelize(List.of(1), 1)
                .map(one -> ProcessHandle.current().pid())
                .first();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Waits for what Spark starts by itself, until it says that both executors are there. */
    private static void awaitExecutors() {
        // The driver counts as one.
        while (cluster.sparkContext().statusTracker().getExecutorInfos().length < 3) {
            Thread.onSpinWait();
        }
    }
}
