package org.tare.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.ml.util.ReadWriteUtils;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Models on disk, and the one place that knows Spark ML's own way to store stages.
 *
 * <p>Beside the {@code metadata} of any stage lies {@code features}, with a JSON object a line ({@link ModelText}). It is
 * written first, so a folder with metadata is whole. In the local mode of Spark Connect's model cache both are plain files
 * of the driver.
 */
final class ScalerModelFiles {
    private static final String FEATURES = "features";

    private ScalerModelFiles() {}

    static final class Writer extends MLWriter {
        private final ScalerModel model;
        private final ScalerModel.State state;

        Writer(ScalerModel model, ScalerModel.State state) {
            this.model = model;
            this.state = state;
        }

        @Override
        public void saveImpl(String path) {
            writeLines(path, ModelText.lines(state), sparkSession());
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        }
    }

    static final class Reader extends MLReader<ScalerModel> {
        @Override
        public ScalerModel load(String path) {
            if (!exists(path, sparkSession())) {
                throw new IllegalArgumentException(
                        "There is no model at '" + path + "'; give the path of a saved ScalerModel.");
            }
            DefaultParamsReader.Metadata metadata = metadata(path);
            String found = metadata.className();
            if (!found.equals(ScalerModel.class.getName())) {
                throw new IllegalArgumentException("'" + path + "' holds a " + found
                        + " and not a ScalerModel; load it as " + found.substring(found.lastIndexOf('.') + 1) + ".");
            }
            ScalerModel model = new ScalerModel(metadata.uid(), state(path));
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private DefaultParamsReader.Metadata metadata(String path) {
            try {
                return DefaultParamsReader.loadMetadata(path, sparkSession());
            } catch (Exception e) {
                throw broken(path, "its metadata, which is written last, cannot be read", e);
            }
        }

        private ScalerModel.State state(String path) {
            List<String> lines;
            try {
                lines = readLines(path, sparkSession());
            } catch (Exception e) {
                throw broken(path, "its " + FEATURES + " cannot be read", e);
            }
            try {
                return ModelText.parse(lines);
            } catch (UnsupportedOperationException e) {
                throw new IllegalArgumentException("'" + path + "' " + e.getMessage() + ".", e);
            } catch (IOException | IllegalArgumentException e) {
                throw broken(path, e.getMessage().lines().findFirst().orElse("its text is damaged"), e);
            }
        }

        private static IllegalArgumentException broken(String path, String why, Exception cause) {
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

    private static void writeLines(String path, List<String> lines, SparkSession spark) {
        if (!isLocal()) {
            spark.createDataset(lines, Encoders.STRING()).coalesce(1).write().text(in(path));
            return;
        }
        try {
            Files.createDirectories(Path.of(path));
            Files.write(Path.of(path, FEATURES), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> readLines(String path, SparkSession spark) throws IOException {
        return isLocal()
                ? Files.readAllLines(Path.of(path, FEATURES))
                : spark.read().textFile(in(path)).collectAsList();
    }

    private static String in(String path) {
        return new org.apache.hadoop.fs.Path(path, FEATURES).toString();
    }
}
