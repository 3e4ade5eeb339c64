package org.tare.train;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tare.exchange.Rendezvous;
import org.tare.exchange.Session;
import org.tare.nn.Network;
import org.tare.spark.BarrierStage;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowSummary;
import org.tare.train.rows.TableColumns;
import org.tare.train.rows.TrainingRows;

/** A fit, seen from the driver: checks all that can be checked, then runs one barrier stage. */
final class DistributedTraining {
    private static final Logger LOG = LoggerFactory.getLogger(DistributedTraining.class);
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext spark;
    private final Settings settings;
    private final Consumer<Epoch> listener;
    private volatile String lastTrouble;

    /** @param listener is told of each epoch, on a thread of Spark's */
    DistributedTraining(SparkContext spark, Settings settings, Consumer<Epoch> listener) {
        this.spark = spark;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Trains a network.
     *
     * @param labelType classes or numbers
     * @throws IllegalArgumentException if no training is possible with such rows, settings or cluster
     * @throws TrainingException if it failed
     */
    FittedNetwork fit(Dataset<?> data, TableColumns columns, LabelType labelType) {
        int slots = checkCluster();
        settings.check(slots);
        Checkpoints checkpoints = settings.checkpoints(spark.hadoopConfiguration());
        String before = spark.getLocalProperty(DESCRIPTION);
        try {
            spark.setJobDescription("Tare: rows to train on, counted and checked");
            TrainingRows source = TrainingRows.of(data, columns, settings.consecutive(), labelType);
            RowSummary summary = source.summary();
            summary.check(columns);
            TrainingPlan plan = settings.plan(summary, slots, summary.classes(columns.label()));
            if (settings.resume()) {
                checkpoints.latest(plan);
            }
            Network network = plan.network();
            spark.setJobDescription(
                    "Tare: training " + network + " with " + plan.rows().workers() + " workers");
            return FittedNetwork.of(network, plan, run(source, plan, checkpoints));
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
        Session fit = Session.begin();
        LOG.info(
                "{} trains {} with {} workers on {} rows",
                fit,
                plan.layers(),
                plan.rows().workers(),
                plan.rows().training().rows());
        Worker worker = new Worker(fit, plan, checkpoints, settings.resume());
        Rendezvous rendezvous = Rendezvous.open(fit, news -> report(news, plan));
        try {
            List<TrainingResult> outcomes =
                    BarrierStage.together(source.assign(plan.rows()), worker).collect();
            TrainingResult outcome = outcomes.stream()
                    .filter(TrainingResult::isFailure)
                    .findFirst()
                    .orElseGet(() -> outcomes.get(0));
            if (outcome.isFailure()) {
                throw failed(outcome.failure(), null, outcome.history());
            }
            return outcome;
        } catch (Exception e) {
            if (e instanceof SparkException) {
                // What follows the first line is a trace, which the cause holds too.
                throw failed(e.getMessage().lines().findFirst().orElse(""), e, List.of());
            }
            throw e;
        } finally {
            rendezvous.close();
        }
    }

    private TrainingException failed(String why, Throwable cause, List<Epoch> history) {
        String before = lastTrouble == null || why.contains(lastTrouble) ? "" : " (before that: " + lastTrouble + ")";
        return new TrainingException("The training failed: " + why + before, cause, history);
    }

    private void report(Serializable news, TrainingPlan plan) {
        if (news instanceof Worker.Progress progress) {
            LOG.info("{} ({} epochs in all)", progress.epoch(), plan.epochs());
            listener.accept(progress.epoch());
        } else if (news instanceof Worker.Trouble trouble) {
            lastTrouble = trouble.reason();
            LOG.warn("Attempt {}: worker {} stopped: {}", trouble.attempt() + 1, trouble.rank(), trouble.reason());
        } else if (news instanceof Worker.Start start && start.attempt() + start.epochsBefore() > 0) {
            LOG.info("Attempt {} starts after epoch {}", start.attempt() + 1, start.epochsBefore());
        }
    }
}
