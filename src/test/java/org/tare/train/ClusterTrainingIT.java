package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TwoExecutors;
import org.tare.exchange.ExecutorExchange;
import org.tare.exchange.ExecutorGroup;
import org.tare.exchange.Executors;
import org.tare.exchange.OpenRendezvous;
import org.tare.exchange.Session;
import org.tare.spark.cluster.BarrierStage;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.TableColumns;
import org.tare.train.rows.TrainingRows;

/** Training on two executors, each a JVM of its own. */
@Tag("long")
class ClusterTrainingIT {
    private static final int ROWS = 301;

    private static final Map<String, Map<String, double[]>> EXPECTED = new HashMap<>();
    private static SparkSession cluster;

    @BeforeAll
    static void start() {
        SparkSession local = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
        for (String precision : List.of("double", "float")) {
            EXPECTED.put(
                    precision, classifier(precision).fit(Clouds.of(local, ROWS)).weights());
        }
        local.stop();

        cluster = TwoExecutors.start(true);
    }

    @AfterAll
    static void stop() {
        cluster.stop();
    }

    private static NeuralNetworkClassifier classifier(String precision) {
        return Clouds.classifier().setPrecision(precision).setEpochs(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void two_executors_give_the_bits_of_one_thread(String precision) {
        NeuralNetworkClassifierTest.assertSame(
                classifier(precision)
                        .setWorkers(2)
                        .fit(Clouds.of(cluster, ROWS))
                        .weights(),
                EXPECTED.get(precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void a_killed_executor_costs_no_bit(String precision, @TempDir Path checkpoints) {
        List<Integer> epochs = new CopyOnWriteArrayList<>();
        AtomicBoolean killed = new AtomicBoolean();
        ProcessHandle executor = executor();
        NeuralNetworkClassifier classifier = classifier(precision)
                .setWorkers(2)
                // So that only the loss itself, and no deadline, can end the wait for who was lost.
                .setTimeout(86_400)
                .setCheckpointDir(checkpoints.toUri().toString())
                .onEpoch(epoch -> {
                    epochs.add(epoch.number());
                    if (epoch.number() == 5 && !killed.get()) {
                        killed.set(executor.destroyForcibly());
                    }
                });
        Map<String, double[]> weights = classifier.fit(Clouds.of(cluster, ROWS)).weights();
        NeuralNetworkClassifierTest.assertSame(weights, EXPECTED.get(precision));
        assertThat(killed).isTrue();
        assertThat(epochs.stream().filter(epoch -> epoch == 1))
                .as("begins anew")
                .hasSize(1);
        assertThat(epochs.stream().distinct()).hasSize(20);
        TwoExecutors.await(cluster);
    }

    /** Stopped for longer than the deadline, so that the other worker gave it up; then it wakes or dies. */
    @ParameterizedTest
    @ValueSource(strings = {"CONT", "KILL"})
    void a_stopped_executor_costs_no_bit(String then, @TempDir Path checkpoints) {
        ProcessHandle executor = executor();
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicBoolean givenUp = new AtomicBoolean();
        SparkListener onFailure = new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd task) {
                if (task.taskInfo().failed() && !givenUp.getAndSet(true)) {
                    signal(then, executor);
                }
            }
        };
        NeuralNetworkClassifier classifier = classifier("double")
                .setWorkers(2)
                .setTimeout(5)
                .setCheckpointDir(checkpoints.toUri().toString())
                .onEpoch(epoch -> {
                    if (!stopped.getAndSet(true)) {
                        signal("STOP", executor);
                    }
                });
        cluster.sparkContext().addSparkListener(onFailure);
        try {
            Map<String, double[]> weights =
                    classifier.fit(Clouds.of(cluster, ROWS)).weights();
            NeuralNetworkClassifierTest.assertSame(weights, EXPECTED.get("double"));
        } finally {
            cluster.sparkContext().removeSparkListener(onFailure);
            signal(then, executor);
        }
        assertThat(givenUp).isTrue();
        TwoExecutors.await(cluster);
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** More than one message of Spark's may hold, which is 128 MiB as text. */
    @Test
    void a_network_of_eight_million_weights_is_trained_saved_loaded_and_applied(@TempDir Path folder)
            throws IOException {
        Dataset<Row> rows = Clouds.of(cluster, 60).repartition(2);
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setLayers("dense(2000) relu dense(2000) relu dense(2000) relu dense(3)")
                .setBatchSize(30)
                .setShards(2)
                .setEpochs(1)
                .setWorkers(2)
                .fit(rows);
        assertThat(model.numParameters()).isGreaterThan(8_000_000);
        model.save(folder.resolve("model").toUri().toString());
        NeuralNetworkClassificationModel loaded = NeuralNetworkClassificationModel.load(
                folder.resolve("model").toUri().toString());
        Map<String, double[]> weights = loaded.weights();
        model.weights()
                .forEach((name, expected) -> assertThat(Arrays.equals(weights.get(name), expected))
                        .as(name)
                        .isTrue());
        for (Row row : loaded.transform(rows).select("features", "prediction").collectAsList()) {
            assertThat(row.getDouble(1)).isEqualTo(model.predict(row.<Vector>getAs(0)));
        }
    }

    @Test
    void a_stranger_at_the_port_is_refused_and_the_training_goes_on() {
        Session session = Session.begin();
        TrainingRows rows = TrainingRows.of(
                Clouds.of(cluster, ROWS), new TableColumns("features", "label", "", ""), false, LabelType.CLASSES);
        TrainingPlan plan = new Settings(classifier("double").setWorkers(2)).plan(rows.summary(), 2, List.of());
        Worker worker = new Worker(session, plan, null, false);
        OpenRendezvous rendezvous = new OpenRendezvous(session, Executors.LONG, message -> {});
        try (rendezvous) {
            TrainingResult result = BarrierStage.run(
                            rows.assign(plan.rows()),
                            blocks -> besidesAStranger(session, () -> worker.apply(blocks)),
                            TrainingResult.class)
                    .get(0);
            NeuralNetworkClassifierTest.assertSame(result.state(), EXPECTED.get("double"));
        }
    }

    /** Works while this executor's port is open, after a client with another secret has tried to connect. */
    private static <T> T besidesAStranger(Session session, Supplier<T> work) {
        try (ExecutorGroup group = ExecutorGroup.of(session, TaskContext.get().stageAttemptNumber(), Executors.LONG);
                ExecutorExchange stranger =
                        new ExecutorExchange(Session.begin(), 0, group.address().host(), Executors.LONG)) {
            assertThatThrownBy(() -> stranger.connect(1, List.of(group.address(), group.address())))
                    .as("refused by somebody who is there")
                    .hasMessageContaining("does not know the secret");
            return work.get();
        }
    }

    /** The JVM of some executor. */
    private static ProcessHandle executor() {
        long pid = JavaSparkContext.fromSparkContext(cluster.sparkContext())
                .parallelize(List.of(1), 1)
                .map(one -> ProcessHandle.current().pid())
                .first();
        return ProcessHandle.of(pid).orElseThrow();
    }
}
