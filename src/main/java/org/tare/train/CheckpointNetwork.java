package org.tare.train;

import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;
import org.tare.spark.plan.ConnectClient;

/** The network that a folder of checkpoints holds. */
final class CheckpointNetwork {
    private CheckpointNetwork() {}

    /**
     * The best network of the last checkpoint in a folder, or without validation rows the last one.
     *
     * @param task classification or regression, which it must have been for
     * @throws IllegalArgumentException if there is none, or none that is whole
     */
    static FittedNetwork load(String folder, String task) {
        return find(folder, task)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There are no checkpoints in '" + folder + "'; give the checkpointDir of a training."));
    }

    /** The same, if there are checkpoints. */
    static Optional<FittedNetwork> find(String folder, String task) {
        Optional<FittedNetwork> network = find(folder);
        network.ifPresent(found -> requireTask(found, folder, task));
        return network;
    }

    private static void requireTask(FittedNetwork network, String folder, String task) {
        String found = network.loss().equals("squaredError") ? "regression" : "classification";
        if (!found.equals(task)) {
            throw new IllegalArgumentException("The checkpoints in '" + folder + "' are of a " + found
                    + "; load them as the model of a " + found + ".");
        }
    }

    /** The same of whatever task. */
    static Optional<FittedNetwork> find(String folder) {
        Configuration hadoop = ConnectClient.hadoop(SparkSession.active());
        return new Checkpoints(folder, 1, hadoop).latestSaved(Map.of()).map(saved -> {
            Map<String, String> plan = saved.plan();
            int features = Integer.parseInt(plan.get("features"));
            Map<String, double[]> state = saved.best() == null ? saved.state() : saved.best();
            Network network = Network.restored(plan.get("network"), Shape.of(features), state);
            return new FittedNetwork(
                    plan.get("network"), features, plan.get("loss"), network.state(), saved.history(), plan);
        });
    }
}
