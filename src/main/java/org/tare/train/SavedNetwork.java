package org.tare.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.nn.Network;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.source.GivenPath;
import org.tare.spark.stage.StageFiles;

/**
 * A network of a folder: of a model, of a pipeline in which one stands, or of checkpoints; or one of a file of weights. Nothing but
 * networks is loaded.
 *
 * @param isCheckpoint whether it is of checkpoints, which know no scale of labels
 */
record SavedNetwork(FittedNetwork network, boolean isCheckpoint) {
    private static final String STAGES = "stages";

    /**
     * What a network is to start with.
     *
     * @param network that which is to start, as files of weights name no layers
     * @param layers how many of it a file has to hold; 0 for all
     * @throws IllegalArgumentException if there is none that is whole
     */
    static SavedNetwork load(String path, Network network, int layers) {
        return WeightsFile.isThere(path)
                ? new SavedNetwork(WarmStart.holding(WeightsFile.read(path), network, layers, path), false)
                : load(path);
    }

    private static SavedNetwork load(String path) {
        Configuration hadoop = ConnectClient.hadoop(SparkSession.active());
        Optional<FittedNetwork> checkpoint = CheckpointNetwork.find(path);
        if (checkpoint.isPresent()) {
            return new SavedNetwork(checkpoint.get(), true);
        }
        try {
            return new SavedNetwork(model(GivenPath.of(path), hadoop), false);
        } catch (IOException e) {
            throw new UncheckedIOException("'" + path + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** As it was while it learned; {@code asLearned} makes that of a model. */
    FittedNetwork asLearned(UnaryOperator<FittedNetwork> asLearned) {
        return isCheckpoint ? network : asLearned.apply(network);
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
        String className = StageFiles.className(path);
        if (!isNetwork(className)) {
            throw new IllegalArgumentException(
                    "'" + path + "' is a " + className.substring(className.lastIndexOf('.') + 1)
                            + ", not a trained network; give the path of one.");
        }
        return className.equals(NeuralNetworkRegressionModel.class.getName())
                ? NeuralNetworkRegressionModel.load(path).network()
                : NeuralNetworkClassificationModel.load(path).network();
    }
}
