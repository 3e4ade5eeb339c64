package org.tare.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tare.linalg.Precision;
import org.tare.nn.Network;
import org.tare.nn.TrainingConfig;
import org.tare.nn.core.Shape;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;
import org.tare.train.rows.RowLayout;

/**
 * All that a worker must know. The text forms are what checkpoints and models keep.
 *
 * @param rowIdentity what tells the rows from others, for the {@link #identity}
 */
record TrainingPlan(
        String layers,
        Objective objective,
        WarmStart start,
        String optimizer,
        String schedule,
        double learningRate,
        long seed,
        int batchSize,
        int epochs,
        int patience,
        String precision,
        boolean populationStatistics,
        RowLayout rows,
        Map<String, String> rowIdentity,
        Duration deadline,
        int maxAttempts)
        implements Serializable {
    Network network() {
        Network network = Network.parse(layers, Shape.of(rows.features()), seed);
        start.applyTo(network);
        return network;
    }

    TrainingConfig config() {
        return new TrainingConfig(
                objective.training(),
                Optimizers.parse(optimizer),
                Schedule.parse(schedule),
                learningRate,
                seed,
                Precision.valueOf(precision.toUpperCase(Locale.ROOT)),
                objective.clipNorm());
    }

    /** What a training by this plan made of the network. */
    FittedNetwork fitted(Network network, TrainingResult result) {
        return new FittedNetwork(
                network.toString(),
                rows.features(),
                objective.loss(),
                result.state(),
                result.history(),
                result.identity());
    }

    /** @throws IllegalArgumentException if a training is further already than this one is to go */
    void requireLater(Snapshot before) {
        if (before.epochs() > epochs) {
            throw new IllegalArgumentException("The checkpoint is of a training after " + before.epochs()
                    + " epochs, and epochs is " + epochs + "; set epochs to at least " + before.epochs()
                    + ", or give another checkpointDir.");
        }
    }

    /** What must be the same in the run that wrote a checkpoint and in one that goes on from it. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("network", layers);
        identity.put("features", "" + rows.features());
        objective.addTo(identity);
        start.addTo(identity);
        identity.put("optimizer", optimizer);
        identity.put("schedule", schedule);
        identity.put("learningRate", "" + learningRate);
        identity.put("seed", "" + seed);
        identity.put(Identity.PRECISION, precision);
        identity.put("batchSize", "" + batchSize);
        identity.put("shards", "" + rows.shards());
        // The word of format 1 for consecutive rows.
        identity.put("rowOrder", rows.training().consecutive() ? "asIs" : "shuffled");
        identity.putAll(rowIdentity);
        return identity;
    }
}
