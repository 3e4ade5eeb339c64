package org.tare.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.ml.util.ReadWriteUtils;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Models on disk: beside the {@code metadata} of any stage, {@code network} holds a JSON text ({@link StateText}).
 *
 * <p>The network is written first, so a folder with metadata is whole. In the local mode of Spark Connect's model cache both
 * are plain files of the driver.
 */
final class NetworkModelFiles {
    private static final String NETWORK = "network";

    private NetworkModelFiles() {}

    static final class Writer extends MLWriter {
        private final Model<?> model;
        private final FittedNetwork network;

        Writer(Model<?> model, FittedNetwork network) {
            this.model = model;
            this.network = network;
        }

        @Override
        public void saveImpl(String path) {
            write(path, StateText.of(network), sparkSession());
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        }
    }

    static final class Reader<M extends Model<M>> extends MLReader<M> {
        private final Class<M> type;
        private final BiFunction<String, FittedNetwork, M> create;

        Reader(Class<M> type, BiFunction<String, FittedNetwork, M> create) {
            this.type = type;
            this.create = create;
        }

        /** @throws IllegalArgumentException if there is no whole model of this type and format */
        @Override
        public M load(String path) {
            DefaultParamsReader.Metadata metadata;
            try {
                metadata = DefaultParamsReader.loadMetadata(path, sparkSession());
            } catch (Exception e) {
                throw new IllegalArgumentException(
                        "There is no whole model at '" + path + "'; give the path of a saved " + type.getSimpleName()
                                + ".",
                        e);
            }
            if (!metadata.className().equals(type.getName())) {
                throw new IllegalArgumentException("'" + path + "' holds a " + metadata.className() + " and not a "
                        + type.getSimpleName() + "; load it as what it is.");
            }
            M model = create.apply(metadata.uid(), network(path));
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private FittedNetwork network(String path) {
            try {
                return StateText.network(text(path, sparkSession()));
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "The model at '" + path + "' cannot be read: " + e.getMessage() + "; save it again.", e);
            }
        }
    }

    private static boolean isLocal() {
        return (Boolean) ReadWriteUtils.localSavingModeState().get();
    }

    private static void write(String path, String text, SparkSession spark) {
        if (!isLocal()) {
            spark.createDataset(List.of(text), Encoders.STRING())
                    .coalesce(1)
                    .write()
                    .text(in(path));
            return;
        }
        try {
            Files.createDirectories(Path.of(path));
            Files.writeString(Path.of(path, NETWORK), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String path, SparkSession spark) throws IOException {
        return isLocal()
                ? Files.readString(Path.of(path, NETWORK))
                : String.join("", spark.read().textFile(in(path)).collectAsList());
    }

    private static String in(String path) {
        return new org.apache.hadoop.fs.Path(path, NETWORK).toString();
    }
}
