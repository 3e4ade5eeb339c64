package org.tare.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.ml.util.ReadWriteUtils;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Models on disk, as Spark ML stores stages: beside the {@code metadata} of any stage lies a folder of text, which holds
 * what was learned.
 *
 * <p>The text is written first, so a folder with metadata is whole. In the local mode of Spark Connect's model cache both are
 * plain files of the driver.
 */
public final class StageFiles {
    private StageFiles() {}

    /**
     * Makes a model of what was read.
     *
     * @param <M> the model
     */
    public interface Parser<M> {
        /**
         * A model of that identity.
         *
         * @throws UnsupportedOperationException if the lines are of an unknown format version; the message goes on from the
         *     path, without a full stop
         * @throws IllegalArgumentException if the lines are not whole; the message says why, without a full stop
         */
        M parse(String uid, List<String> lines) throws IOException;
    }

    /** Writes a model's parameters, and its lines into a folder of that name. */
    public static MLWriter writer(Model<?> model, String folder, Supplier<List<String>> lines) {
        return new MLWriter() {
            @Override
            public void saveImpl(String path) {
                writeLines(path, folder, lines.get(), sparkSession());
                DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            }
        };
    }

    /**
     * Reads what {@link #writer} wrote. Its {@code load} throws an {@link IllegalArgumentException} if there is no whole model
     * of this class and a known format version.
     */
    public static <M extends Model<M>> MLReader<M> reader(Class<M> type, String folder, Parser<M> parser) {
        return new MLReader<>() {
            @Override
            public M load(String path) {
                return new Reading<>(type, folder, path, sparkSession()).load(parser);
            }
        };
    }

    private record Reading<M extends Model<M>>(Class<M> type, String folder, String path, SparkSession spark) {
        M load(Parser<M> parser) {
            if (!exists(path, spark)) {
                throw new IllegalArgumentException(
                        "There is no model at '" + path + "'; give the path of a saved " + type.getSimpleName() + ".");
            }
            DefaultParamsReader.Metadata metadata = metadata();
            String found = metadata.className();
            if (!found.equals(type.getName())) {
                throw new IllegalArgumentException("'" + path + "' holds a " + found + " and not a "
                        + type.getSimpleName() + "; load it as " + found.substring(found.lastIndexOf('.') + 1) + ".");
            }
            M model = parsed(parser, metadata.uid());
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private DefaultParamsReader.Metadata metadata() {
            try {
                return DefaultParamsReader.loadMetadata(path, spark);
            } catch (Exception e) {
                throw broken("its metadata, which is written last, cannot be read", e);
            }
        }

        private M parsed(Parser<M> parser, String uid) {
            List<String> lines;
            try {
                lines = readLines(path, folder, spark);
            } catch (Exception e) {
                throw broken("its " + folder + " cannot be read", e);
            }
            try {
                return parser.parse(uid, lines);
            } catch (UnsupportedOperationException e) {
                throw new IllegalArgumentException("'" + path + "' " + e.getMessage() + ".", e);
            } catch (IOException | IllegalArgumentException e) {
                throw broken(String.valueOf(e.getMessage()).lines().findFirst().orElse("its text is damaged"), e);
            }
        }

        private IllegalArgumentException broken(String why, Exception cause) {
            return new IllegalArgumentException(
                    "'" + path + "' holds no whole model: " + why + "; save it again.", cause);
        }
    }

    private static boolean isLocal() {
        return (Boolean) ReadWriteUtils.localSavingModeState().get();
    }

    private static boolean exists(String path, SparkSession spark) {
        if (isLocal()) {
            return Files.exists(Path.of(path));
        }
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(path);
        try {
            return folder.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .exists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeLines(String path, String folder, List<String> lines, SparkSession spark) {
        if (!isLocal()) {
            spark.createDataset(lines, Encoders.STRING())
                    .coalesce(1)
                    .write()
                    .text(new org.apache.hadoop.fs.Path(path, folder).toString());
            return;
        }
        try {
            Files.createDirectories(Path.of(path));
            Files.write(Path.of(path, folder), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readLines(String path, String folder, SparkSession spark) throws IOException {
        return isLocal()
                ? Files.readAllLines(Path.of(path, folder))
                : spark.read()
                        .textFile(new org.apache.hadoop.fs.Path(path, folder).toString())
                        .collectAsList();
    }
}
