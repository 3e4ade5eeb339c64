package org.tare.train;

import java.util.function.BiFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.tare.spark.stage.StageFiles;

/** Models on disk: {@code network} holds a JSON text ({@link StateText}). */
final class NetworkModelFiles {
    private static final String NETWORK = "network";

    private NetworkModelFiles() {}

    /** @throws IllegalStateException if there is none, as in a model that Spark Connect makes to look at its class */
    static FittedNetwork require(FittedNetwork network, String uid) {
        if (network == null) {
            throw new IllegalStateException(
                    "The model '" + uid + "' has no network; fit one, or load one that was saved.");
        }
        return network;
    }

    static MLWriter writer(Model<?> model, FittedNetwork network) {
        return StageFiles.writer(model, NETWORK, out -> {
            StateText.write(network, out);
            out.append('\n');
        });
    }

    /** Reads a saved model, or makes one of a folder of checkpoints, so that every language can. */
    static <M extends Model<M>> MLReader<M> reader(
            Class<M> type, String task, BiFunction<String, FittedNetwork, M> create) {
        MLReader<M> saved = StageFiles.reader(type, NETWORK, (uid, text) -> create.apply(uid, NetworkText.read(text)));
        return new MLReader<>() {
            @Override
            public M load(String path) {
                return CheckpointNetwork.find(path, task)
                        .map(network -> create.apply(Identifiable.randomUID(type.getSimpleName()), network))
                        .orElseGet(() -> saved.session(sparkSession()).load(path));
            }
        };
    }
}
