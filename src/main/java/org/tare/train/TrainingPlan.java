package org.tare.train;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tare.nn.Network;
import org.tare.nn.TrainingConfig;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** All that a worker must know. The text forms are what checkpoints and models keep. */
record TrainingPlan(
        String layers,
        int features,
        String loss,
        String optimizer,
        String schedule,
        double learningRate,
        long seed,
        int batchSize,
        int epochs,
        int patience,
        boolean population,
        int workers,
        int shards,
        ShardAssignment training,
        ShardAssignment validation,
        StorageMode storage,
        Duration deadline,
        int maxAttempts)
        implements Serializable {
    /** Where rows are kept. */
    enum StorageMode {
        AUTO,
        MEMORY,
        DISK;

        static StorageMode of(String name) {
            return switch (name) {
                case "memory" -> MEMORY;
                case "disk" -> DISK;
                default -> AUTO;
            };
        }
    }

    Network network() {
        return Network.parse(layers, Shape.of(features), seed);
    }

    TrainingConfig recipe() {
        return new TrainingConfig(
                Losses.parse(loss), Optimizers.parse(optimizer), Schedule.parse(schedule), learningRate, seed);
    }

    /** What must be the same in the run that wrote a checkpoint and in one that goes on from it. */
    Map<String, String> identity() {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("network", layers);
        identity.put("features", "" + features);
        identity.put("loss", loss);
        identity.put("optimizer", optimizer);
        identity.put("schedule", schedule);
        identity.put("learningRate", "" + learningRate);
        identity.put("seed", "" + seed);
        identity.put("batchSize", "" + batchSize);
        identity.put("shards", "" + shards);
        identity.put("rowOrder", training.inOrder() ? "asIs" : "shuffled");
        identity.put("rows", "" + training.rows());
        identity.put("validationRows", "" + validation.rows());
        return identity;
    }
}
