package org.tare.train;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.tare.collective.Collective;
import org.tare.exchange.DriverLink;
import org.tare.exchange.ExecutorAddress;
import org.tare.exchange.ExecutorGroup;
import org.tare.exchange.Rendezvous;
import org.tare.exchange.Session;
import org.tare.exchange.TaskKillWatcher;
import org.tare.linalg.BlasKind;
import org.tare.linalg.Precision;
import org.tare.spark.cluster.BarrierStage;
import org.tare.train.rows.WorkerRows;
import scala.Tuple2;

/** What each task of the barrier stage does: loads its shards' rows, meets the others, trains. Rank 0 returns the result. */
final class Worker implements BarrierStage.Work<Tuple2<Integer, byte[]>, TrainingResult> {
    private static final long serialVersionUID = 1L;

    /** Rank 0 has finished an epoch. */
    record EpochDone(int attempt, Epoch epoch) implements Serializable {}

    /** What the user should know of the network. */
    record Warned(String warning) implements Serializable {}

    /** A rank had to stop. */
    record WorkerFailed(int attempt, int rank, String reason) implements Rendezvous.AttemptFailed {}

    /** Rank 0 starts after so many epochs. */
    record WorkerStarted(int attempt, int epochsBefore) implements Serializable {}

    private final Session session;
    private final TrainingPlan plan;
    private final Checkpoints checkpoints;
    private final boolean resume;

    /** @param checkpoints null for none */
    Worker(Session session, TrainingPlan plan, Checkpoints checkpoints, boolean resume) {
        this.session = session;
        this.plan = plan;
        this.checkpoints = checkpoints;
        this.resume = resume;
    }

    @Override
    public TrainingResult apply(Iterator<Tuple2<Integer, byte[]>> blocks) {
        TaskContext task = TaskContext.get();
        int rank = task.partitionId();
        int attempt = task.stageAttemptNumber();
        DriverLink driver = new DriverLink(session);
        if (attempt >= plan.maxAttempts()) {
            return TrainingResult.failed(
                    "it failed " + attempt + " times, as often as maxAttempts allows", new Progress(), rank, Map.of());
        }
        try (DriverLink.Signs signs =
                        driver.signsOfLife(attempt, rank, plan.rows().workers());
                WorkerRows rows = WorkerRows.load(
                        plan.rows(), rank, blocks, Runtime.getRuntime().maxMemory());
                ExecutorGroup group = ExecutorGroup.of(session, attempt, plan.deadline())) {
            List<ExecutorAddress> addresses =
                    driver.meet(new Rendezvous.Ready(attempt, rank, plan.rows().workers(), group.address()), task);
            signs.end();
            Collective collective = group.join(rank, addresses);
            Progress progress = new Progress();
            try (TaskKillWatcher watcher = new TaskKillWatcher(task)) {
                watcher.over(collective);
                Snapshot end = train(rows, collective, driver, attempt, progress);
                return rank == 0 ? TrainingResult.of(end, identity()) : null;
            } catch (RuntimeException e) {
                collective.abort(e);
                driver.tell(new WorkerFailed(attempt, rank, e.getMessage()));
                if (e instanceof ArithmeticException || e instanceof IllegalArgumentException) {
                    // Another attempt would fail likewise.
                    return TrainingResult.failed(e.getMessage(), progress, rank, identity());
                }
                throw e;
            }
        }
    }

    private Snapshot train(WorkerRows rows, Collective collective, DriverLink driver, int attempt, Progress progress) {
        TrainingLoop epochs = new TrainingLoop(plan, rows, collective, progress);
        Optional<Snapshot> before =
                checkpoints != null && (resume || attempt > 0) ? checkpoints.latest(identity()) : Optional.empty();
        before.ifPresent(epochs::restore);
        int start = before.map(Snapshot::epochs).orElse(0);
        agreeOnStart(start, collective);
        Consumer<String> warn = warning -> {
            if (collective.rank() == 0) {
                driver.tell(new Warned(warning));
            }
        };
        agreeOnBlas(BlasKind.name(), BlasKind.digits(plan.config().precision()), collective, warn);
        boolean reports = collective.rank() == 0;
        if (reports) {
            driver.tell(new WorkerStarted(attempt, start));
        }
        Consumer<Snapshot> report = snapshot -> {
            if (reports && checkpoints != null && (checkpoints.isDue(snapshot.epochs()) || epochs.isDone())) {
                checkpoints.write(snapshot, identity());
            }
            if (reports) {
                driver.tell(new EpochDone(attempt, snapshot.history().get(snapshot.epochs() - 1)));
            }
        };
        Snapshot end = epochs.run(report, warn);
        // A rank that has an array of every other knows that all have its last gradients, so it may close its
        // connections.
        collective.gather(new double[0]);
        return end;
    }

    private Map<String, String> identity() {
        Map<String, String> identity = plan.identity();
        identity.put(Identity.BLAS, BlasKind.name());
        Precision used = plan.config().precision();
        identity.put(Identity.digits(used), BlasKind.digits(used));
        return identity;
    }

    /** @throws IllegalArgumentException on all ranks unless all multiply matrices by the same implementation */
    static void agreeOnBlas(String name, String digits, Collective collective, Consumer<String> warn) {
        List<String> names = gather(name, collective);
        List<String> allDigits = gather(digits, collective);
        for (int rank = 1; rank < names.size(); rank++) {
            if (!names.get(rank).equals(names.get(0))) {
                throw new IllegalArgumentException("Worker 0 multiplies matrices by " + names.get(0) + " and worker "
                        + rank + " by " + names.get(rank) + ", whose last digits differ; give all executors the same"
                        + " native BLAS, or spark.executor.extraJavaOptions=-Dtare.blas=java.");
            }
            if (!allDigits.get(rank).equals(allDigits.get(0))) {
                warn.accept("Workers 0 and " + rank
                        + " multiply matrices to other last digits, as their processors or libraries differ; another"
                        + " spread of the workers may give other bits.");
            }
        }
    }

    private static List<String> gather(String text, Collective collective) {
        return Arrays.stream(collective.gather(text.chars().asDoubleStream().toArray()))
                .map(letters -> Arrays.stream(letters)
                        .mapToObj(letter -> "" + (char) letter)
                        .collect(Collectors.joining()))
                .toList();
    }

    /** @throws IllegalStateException on all ranks unless all start after the same epoch */
    static void agreeOnStart(int epochs, Collective collective) {
        double[][] all = collective.gather(new double[] {epochs});
        for (int rank = 1; rank < all.length; rank++) {
            if (all[rank][0] != all[0][0]) {
                throw new IllegalStateException(
                        "Worker 0 goes on after epoch " + (int) all[0][0] + " and worker " + rank + " after epoch "
                                + (int) all[rank][0] + "; give a checkpointDir that all executors share.");
            }
        }
    }
}
