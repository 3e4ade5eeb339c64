package org.tare.train;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.tare.collective.Collective;
import org.tare.nn.Network;
import org.tare.nn.PopulationStatistics;
import org.tare.nn.Trainer;
import org.tare.nn.core.Outlook;
import org.tare.train.rows.BatchReader;
import org.tare.train.rows.WorkerRows;

/** One rank's training, epoch after epoch. All ranks take the same decisions, since all have the same numbers. */
final class TrainingLoop {
    /** A loss that has grown to so many times the least will not come back. */
    private static final double DIVERGED = 4;

    private final TrainingPlan plan;
    private final WorkerRows rows;
    private final Network network;
    private final Trainer trainer;
    private final Validation validation;
    private final boolean keepsLeast;
    private final Progress progress;
    private final List<Epoch> history;
    private final int searchSteps;
    private Map<String, double[]> best;

    /** @param progress where epochs and the best weights go, so that the caller has those before a failure */
    TrainingLoop(TrainingPlan plan, WorkerRows rows, Collective collective, Progress progress) {
        this.plan = plan;
        this.rows = rows;
        this.keepsLeast = collective.rank() == 0;
        this.progress = progress;
        this.searchSteps = plan.config().schedule().searchSteps();
        this.history = progress.history();
        this.network = plan.network();
        this.trainer =
                new Trainer(network, plan.config(), collective, plan.rows().shards());
        this.validation = plan.rows().validation().rows() == 0
                ? null
                : new Validation(
                        rows.validation(),
                        plan.objective().plain(),
                        Metric.of(plan.objective().loss()),
                        collective);
    }

    /** Continues from there. */
    void restore(Snapshot snapshot) {
        trainer.restore(snapshot.state());
        history.addAll(snapshot.history());
        best = snapshot.best();
        progress.setBest(best == null ? network.state() : best);
    }

    /**
     * Trains to the end and returns the network's state.
     *
     * @param report is told of each epoch
     * @param warn is told what the user should know, each of it once: after the first epoch what is to be expected, and at the
     *     end, which may come early, what came
     */
    Snapshot run(Consumer<Snapshot> report, Consumer<String> warn) {
        Set<String> told = new HashSet<>();
        try (BatchReader batches = new BatchReader(rows, plan.rows().training(), plan.batchSize())) {
            for (boolean first = true; !isDone(); first = false) {
                epoch(batches);
                report.accept(snapshot());
                if (first) {
                    told.addAll(trainer.warnings(outlook(plan.epochs() - history.size())));
                    told.forEach(warn);
                }
            }
            if (best != null) {
                network.restore(best);
            }
            trainer.warnings(outlook(0)).stream().filter(told::add).forEach(warn);
            if (plan.populationStatistics()) {
                measurePopulation(batches);
            }
        }
        return new Snapshot(history, network.state(), null);
    }

    private Outlook outlook(int epochs) {
        long steps = (long) epochs * plan.rows().training().steps(plan.batchSize());
        return new Outlook(steps, plan.populationStatistics());
    }

    /** Whether no epoch follows. */
    boolean isDone() {
        if (searchSteps > 0) {
            return history.size() >= searchSteps || hasDiverged();
        }
        return history.size() >= plan.epochs()
                || (plan.patience() > 0 && Snapshot.sinceBest(history) >= plan.patience());
    }

    private boolean hasDiverged() {
        double least = history.stream().mapToDouble(Epoch::loss).min().orElse(0);
        return !history.isEmpty() && history.get(history.size() - 1).loss() > DIVERGED * least;
    }

    private Snapshot snapshot() {
        return new Snapshot(List.copyOf(history), trainer.state(), best);
    }

    private void epoch(BatchReader batches) {
        long start = System.nanoTime();
        double loss = 0;
        double weight = 0;
        batches.begin(plan.rows().training().order(plan.seed(), history.size()));
        while (batches.hasNext()) {
            BatchReader.Rows batch = batches.next();
            Trainer.Step step = trainer.step(batch.features(), batch.targets(), batch.weights());
            if (step.weight() > 0) {
                loss += step.loss() * step.weight();
                weight += step.weight();
            }
            if (searchSteps > 0 && !isDone()) {
                // In a search for a rate, each step stands for an epoch.
                history.add(new Epoch(history.size() + 1, step.loss(), Double.NaN, Double.NaN, Double.NaN));
            }
        }
        if (searchSteps > 0) {
            return;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Validation.Result result =
                validation == null ? new Validation.Result(Double.NaN, Double.NaN) : validation.of(network);
        history.add(new Epoch(
                history.size() + 1,
                loss / weight,
                result.loss(),
                result.metric(),
                plan.rows().training().rows() / seconds));
        if (validation != null && Snapshot.sinceBest(history) == 0) {
            best = network.state();
            progress.setBest(best);
        } else if (validation == null && keepsLeast && Snapshot.sinceLeastLoss(history) == 0) {
            progress.setBest(network.state());
        }
    }

    private void measurePopulation(BatchReader batches) {
        PopulationStatistics population = trainer.population();
        batches.begin(plan.rows().training().order(plan.seed(), 0));
        while (batches.hasNext()) {
            BatchReader.Rows batch = batches.next();
            population.add(batch.features(), batch.weights());
        }
        population.finish();
    }
}
