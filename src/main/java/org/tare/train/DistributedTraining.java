package org.tare.train;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.exchange.OpenRendezvous;
import org.tare.exchange.Rendezvous;
import org.tare.exchange.Session;
import org.tare.nn.Network;
import org.tare.spark.cluster.BarrierStage;
import org.tare.spark.cluster.ExecutorMemory;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.plan.TaggedJobs;
import org.tare.train.param.NeuralNetworkParams;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.MovedPadding;
import org.tare.train.rows.RowSummary;
import org.tare.train.rows.TableColumns;
import org.tare.train.rows.TrainingRows;

/** A training as the driver runs it: it checks all that can be checked, then runs one barrier stage. */
final class DistributedTraining {
    private static final Logger LOG = LoggerFactory.getLogger(DistributedTraining.class);
    private static final String DESCRIPTION = "spark.job.description";
    private static final int MOST_LINES = 4;

    private final SparkContext spark;
    private final Settings settings;
    private final Listeners listeners;
    private final EpochReports epochs;
    private volatile String lastFailure;
    private volatile String slotless;

    private DistributedTraining(SparkContext spark, Settings settings, Listeners listeners) {
        this.spark = spark;
        this.settings = settings;
        this.listeners = listeners;
        this.epochs = new EpochReports(listeners.epoch());
    }

    /**
     * Trains the network of a stage.
     *
     * @param labelType classes or numbers
     * @throws IllegalArgumentException if no training is possible with such rows, settings or cluster
     * @throws TrainingException if it failed
     */
    static FittedNetwork train(
            NeuralNetworkParams<?> stage, Dataset<?> data, LabelType labelType, Listeners listeners) {
        return train(new Settings(stage), data, labelType, listeners);
    }

    /** The same with these settings. */
    static FittedNetwork train(Settings settings, Dataset<?> data, LabelType labelType, Listeners listeners) {
        ConnectClient.refuse(data);
        return new DistributedTraining(data.sparkSession().sparkContext(), settings, listeners).train(data, labelType);
    }

    private FittedNetwork train(Dataset<?> data, LabelType labelType) {
        TableColumns columns = settings.columns();
        int slots = checkCluster();
        settings.check(slots);
        Checkpoints checkpoints = settings.checkpoints(spark.hadoopConfiguration());
        String before = spark.getLocalProperty(DESCRIPTION);
        try {
            spark.setJobDescription("Tare: rows to train on, counted and checked");
            FirstLook.check(settings, data, labelType);
            TrainingRows source = TrainingRows.of(data, columns, settings.consecutive(), labelType);
            RowSummary summary = source.summary();
            summary.check(columns);
            TrainingPlan plan = settings.plan(summary, slots, columns.featureNames(data.schema()));
            MemoryEstimate.of(plan).check(ExecutorMemory.of(spark), plan.rows().workers());
            if (settings.resume()) {
                checkpoints.latest(plan.identity()).ifPresent(start -> {
                    plan.requireLater(start);
                    epochs.startAfter(start.epochs());
                });
            }
            Network network = plan.network();
            MovedPadding.check(data, columns, summary.features(), network.paddedSteps(), LOG::warn);
            listeners.network().accept(network.summary());
            spark.setJobDescription(
                    "Tare: training " + network + " with " + plan.rows().workers() + " workers");
            return plan.fitted(network, run(source, plan, checkpoints));
        } finally {
            spark.setJobDescription(before);
        }
    }

    private int checkCluster() {
        if (BarrierStage.allocatesDynamically(spark)) {
            throw new IllegalArgumentException("Training needs all its executors at once, which dynamic allocation does"
                    + " not give; set spark.dynamicAllocation.enabled to false and spark.executor.instances.");
        }
        return BarrierStage.slots(spark);
    }

    private TrainingResult run(TrainingRows source, TrainingPlan plan, Checkpoints checkpoints) {
        Session session = Session.begin();
        LOG.info(
                "{} trains {} with {} workers on {} rows",
                session,
                plan.layers(),
                plan.rows().workers(),
                plan.rows().training().rows());
        Worker worker = new Worker(session, plan, checkpoints, settings.resume());
        TaggedJobs jobs = new TaggedJobs(spark, "tare-" + session.id());
        Rendezvous.Begin begin = new Rendezvous.Begin(settings.slotTimeout(), () -> !jobs.haveTasks());
        OpenRendezvous rendezvous =
                new OpenRendezvous(session, plan.deadline(), begin, message -> report(message, plan, jobs));
        try (jobs;
                rendezvous) {
            List<TrainingResult> results = BarrierStage.run(source.assign(plan.rows()), worker, TrainingResult.class);
            TrainingResult result = results.stream()
                    .filter(TrainingResult::isFailure)
                    .findFirst()
                    .orElseGet(() -> results.get(0));
            epochs.end(result.history());
            if (result.isFailure()) {
                throw failed(result.failure(), null, result.history(), best(result, plan));
            }
            return result;
        } catch (Exception e) {
            if (slotless != null) {
                throw failed(slotless, e, List.of(), null);
            }
            if (e instanceof SparkException) {
                throw failed(withoutStackTrace(e.getMessage()), e, List.of(), null);
            }
            throw e;
        } finally {
            epochs.end(List.of());
        }
    }

    /** Null for none. */
    private static FittedNetwork best(TrainingResult failed, TrainingPlan plan) {
        return failed.state().isEmpty() ? null : plan.fitted(plan.network(), failed);
    }

    /** The lines before the stack trace, which the cause holds too. */
    static String withoutStackTrace(String message) {
        return message.lines()
                .takeWhile(line -> !line.startsWith("\tat ") && !line.startsWith("Driver stacktrace"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST_LINES)
                .collect(Collectors.joining(" "));
    }

    private TrainingException failed(String why, Throwable cause, List<Epoch> history, FittedNetwork best) {
        String before = lastFailure == null || why.contains(lastFailure) ? "" : " (before that: " + lastFailure + ")";
        return new TrainingException("The training failed: " + why + before, cause, history, best);
    }

    private void report(Serializable message, TrainingPlan plan, TaggedJobs jobs) {
        if (message instanceof Rendezvous.NoSlots none) {
            slotless = none.reason();
            jobs.cancel();
        } else if (message instanceof Worker.EpochDone done) {
            LOG.info("{} ({} epochs in all)", done.epoch(), plan.epochs());
            epochs.report(done.epoch());
        } else if (message instanceof Worker.Warned warned) {
            LOG.warn("{}", warned.warning());
        } else if (message instanceof Worker.WorkerFailed failed) {
            lastFailure = failed.reason();
            LOG.warn("Attempt {}: worker {} stopped: {}", failed.attempt() + 1, failed.rank(), failed.reason());
        } else if (message instanceof Worker.WorkerStarted started && started.attempt() + started.epochsBefore() > 0) {
            LOG.info("Attempt {} starts after epoch {}", started.attempt() + 1, started.epochsBefore());
        }
    }
}
