package org.tare.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;
import org.tare.spark.StageFiles;

/**
 * A network of a folder: of a model, of a pipeline in which one stands, or of checkpoints. Nothing but networks is loaded.
 *
 * @param isCheckpoint whether it is of checkpoints, which know no scale of labels
 */
record SavedNetwork(FittedNetwork network, boolean isCheckpoint) {
    private static final String STAGES = "stages";

    /** @throws IllegalArgumentException if there is none that is whole */
    static SavedNetwork load(String path) {
        Configuration hadoop = SparkSession.active().sparkContext().hadoopConfiguration();
        Optional<FittedNetwork> checkpoint = checkpoint(path, hadoop);
        if (checkpoint.isPresent()) {
            return new SavedNetwork(checkpoint.get(), true);
        }
        try {
            return new SavedNetwork(model(new Path(path), hadoop), false);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The best network of the last checkpoint in a folder, or without validation rows the last one.
     *
     * @param task classification or regression, which it must have been for
     * @throws IllegalArgumentException if there is none, or none that is whole
     */
    static FittedNetwork ofCheckpoint(String folder, String task) {
        FittedNetwork network = checkpoint(
                        folder, SparkSession.active().sparkContext().hadoopConfiguration())
                .orElseThrow(() -> new IllegalArgumentException(
                        "There are no checkpoints in '" + folder + "'; give the checkpointDir of a training."));
        String found = network.loss().equals("squaredError") ? "regression" : "classification";
        if (!found.equals(task)) {
            throw new IllegalArgumentException("The checkpoints in '" + folder + "' are of a " + found
                    + "; load them as the model of a " + found + ".");
        }
        return network;
    }

    private static Optional<FittedNetwork> checkpoint(String folder, Configuration hadoop) {
        return new Checkpoints(folder, 1, hadoop).latestSaved(Map.of()).map(saved -> {
            Map<String, String> plan = saved.plan();
            int features = Integer.parseInt(plan.get("features"));
            Map<String, double[]> state = saved.best() == null ? saved.state() : saved.best();
            Network network = Network.restored(plan.get("network"), Shape.of(features), state);
            return new FittedNetwork(
                    plan.get("network"), features, plan.get("loss"), network.state(), saved.history(), plan);
        });
    }

    private static FittedNetwork model(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        Path stages = new Path(path, STAGES);
        if (!files.exists(stages)) {
            return network(path.toString());
        }
        Path last = Arrays.stream(files.listStatus(stages))
                .map(FileStatus::getPath)
                .filter(stage -> isNetwork(StageFiles.className(stage.toString())))
                .max(Comparator.comparing(Path::getName))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The pipeline '" + path + "' holds no network; give that of a trained one."));
        return network(last.toString());
    }

    private static boolean isNetwork(String className) {
        return className.equals(NeuralNetworkClassificationModel.class.getName())
                || className.equals(NeuralNetworkRegressionModel.class.getName());
    }

    private static FittedNetwork network(String path) {
        return StageFiles.className(path).equals(NeuralNetworkRegressionModel.class.getName())
                ? NeuralNetworkRegressionModel.load(path).network()
                : NeuralNetworkClassificationModel.load(path).network();
    }
}
