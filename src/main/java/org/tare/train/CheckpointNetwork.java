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
            try {
                return network(saved);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The last checkpoint in '" + folder + "' is damaged: " + e.getMessage()
                                + "; remove it, or give another checkpointDir.",
                        e);
            }
        });
    }

    private static FittedNetwork network(StateText.Saved saved) {
        Map<String, String> plan = saved.plan() == null ? Map.of() : saved.plan();
        String layers = plan.get("network");
        String features = plan.getOrDefault("features", "");
        if (layers == null || !features.matches("\\d{1,9}") || !plan.containsKey("loss")) {
            throw new IllegalArgumentException("it does not tell its network");
        }
        int size = Integer.parseInt(features);
        Map<String, double[]> state = saved.best() == null ? saved.state() : saved.best();
        NetworkText.check(layers, size, state);
        Network network = Network.restored(layers, Shape.of(size), state);
        return new FittedNetwork(layers, size, plan.get("loss"), network.state(), saved.history(), plan);
    }
}
