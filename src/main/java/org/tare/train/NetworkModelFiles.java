package org.tare.train;

import java.util.function.BiFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.tare.spark.stage.StageFiles;

/** Models on disk: {@code network} holds a JSON text ({@link StateText}). */
final class NetworkModelFiles {
    private static final String NETWORK = "network";

    private NetworkModelFiles() {}

    static MLWriter writer(Model<?> model, FittedNetwork network) {
        return StageFiles.writer(model, NETWORK, out -> {
            StateText.write(network, out);
            out.append('\n');
        });
    }

    static <M extends Model<M>> MLReader<M> reader(Class<M> type, BiFunction<String, FittedNetwork, M> create) {
        return StageFiles.reader(type, NETWORK, (uid, text) -> create.apply(uid, NetworkText.read(text)));
    }
}
