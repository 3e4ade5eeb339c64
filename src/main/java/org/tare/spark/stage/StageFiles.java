package org.tare.spark.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.source.PlainPath;

/**
 * Models on disk, as Spark ML stores stages: beside the {@code metadata} of any stage lies a folder of text, which holds
 * what was learned, and a file of {@link Checksums}.
 *
 * <p>The text is written before the metadata, so a folder with metadata is whole. The driver itself writes and reads it, however
 * large it is. In the local mode of Spark Connect's model cache both are plain files of the driver, without checksums.
 */
public final class StageFiles {
    private static final String TABLE = "groups";
    private static final String PART = "part-00000.txt";

    private StageFiles() {}

    /** Writes what a model learned as text. */
    public interface Text {
        /** Writes it; the writer is closed by whoever gave it. */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Makes a model of what was read.
     *
     * @param <M> the model
     */
    public interface Parser<M> {
        /**
         * A model of that identity.
         *
         * @throws UnsupportedOperationException if the text is of an unknown format version; the message goes on from the
         *     path, without a full stop
         * @throws IllegalArgumentException if the text is not whole; the message says why, without a full stop
         */
        M parse(String uid, BufferedReader text) throws IOException;
    }

    /**
     * Makes a model of what was read, and of a table beside it.
     *
     * @param <M> the model
     */
    public interface TableParser<M> {
        /** As {@link Parser#parse}, given the table, which is there if it was written. */
        M parse(String uid, BufferedReader text, Supplier<Dataset<Row>> table) throws IOException;
    }

    /**
     * Reads a stage that has parameters alone. Its {@code load} throws an {@link IllegalArgumentException} if there is none of this
     * class.
     */
    public static <S extends PipelineStage> MLReader<S> reader(Class<S> type) {
        return new MLReader<>() {
            @Override
            public S load(String path) {
                requireClass(type, path, loadMetadata(type.getSimpleName(), path, sparkSession()));
                return type.cast(
                        new DefaultParamsReader<S>().session(sparkSession()).load(path));
            }
        };
    }

    /** Writes a model's parameters, and its text into a folder of that name. */
    public static MLWriter writer(Model<?> model, String folder, Text text) {
        return writer(model, folder, text, Optional::empty);
    }

    /** The same with a table beside the text, as Parquet, if there is one. */
    public static MLWriter writer(Model<?> model, String folder, Text text, Supplier<Optional<Dataset<Row>>> table) {
        return new MLWriter() {
            @Override
            public void save(String path) throws IOException {
                // Before a model there is taken away to be overwritten.
                PlainPath.require(path);
                super.save(path);
            }

            @Override
            public void saveImpl(String path) {
                try {
                    StageFiles.save(model, new Place(path, folder, sparkSession()), text, table.get());
                } catch (IOException e) {
                    throw new UncheckedIOException("'" + path + "' cannot be written: " + e.getMessage(), e);
                }
            }
        };
    }

    private static void save(Model<?> model, Place place, Text text, Optional<Dataset<Row>> table) throws IOException {
        try (Writer out = place.write()) {
            text.writeTo(out);
        }
        table.ifPresent(rows -> rows.write().parquet(place.table()));
        DefaultParamsWriter.saveMetadata(model, place.path(), place.spark());
        if (!ModelCache.isActive()) {
            Checksums.write(place.files(), place.root());
        }
    }

    /**
     * Reads what {@link #writer} wrote. Its {@code load} throws an {@link IllegalArgumentException} if there is no whole model
     * of this class and a known format version.
     */
    public static <M extends Model<M>> MLReader<M> reader(Class<M> type, String folder, Parser<M> parser) {
        return tableReader(type, folder, (uid, text, table) -> parser.parse(uid, text));
    }

    /**
     * The class of the stage that a folder holds.
     *
     * @throws IllegalArgumentException if it holds none
     */
    public static String className(String path) {
        return loadMetadata("model", path, SparkSession.active()).className();
    }

    private static DefaultParamsReader.Metadata loadMetadata(String kind, String path, SparkSession spark) {
        try {
            return DefaultParamsReader.loadMetadata(path, spark);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw new IllegalArgumentException(
                    "There is no " + kind + " at '" + path + "'; give the path of a saved one.", e);
        }
    }

    private static void requireClass(Class<?> type, String path, DefaultParamsReader.Metadata metadata) {
        if (!metadata.className().equals(type.getName())) {
            String found = metadata.className().substring(metadata.className().lastIndexOf('.') + 1);
            throw new IllegalArgumentException("'" + path + "' holds a " + found + " and not a " + type.getSimpleName()
                    + "; load it as " + found + ".");
        }
    }

    /** The same for what was written with a table. */
    public static <M extends Model<M>> MLReader<M> tableReader(Class<M> type, String folder, TableParser<M> parser) {
        return new MLReader<>() {
            @Override
            public M load(String path) {
                return new Reading<>(type, new Place(path, folder, sparkSession())).load(parser);
            }
        };
    }

    private record Reading<M extends Model<M>>(Class<M> type, Place place) {
        M load(TableParser<M> parser) {
            if (!place.exists()) {
                throw new IllegalArgumentException("There is no model at '" + place.path()
                        + "'; give the path of a saved " + type.getSimpleName() + ".");
            }
            DefaultParamsReader.Metadata metadata = metadata();
            requireClass(type, place.path(), metadata);
            M model = parsed(parser, metadata.uid());
            metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            return model;
        }

        private DefaultParamsReader.Metadata metadata() {
            try {
                if (!ModelCache.isActive()) {
                    Checksums.check(place.files(), place.root());
                }
            } catch (IOException e) {
                throw broken(e.getMessage(), e);
            }
            try {
                return DefaultParamsReader.loadMetadata(place.path(), place.spark());
            } catch (Exception e) {
                throw broken("its metadata, which is written last, cannot be read", e);
            }
        }

        private M parsed(TableParser<M> parser, String uid) {
            try (BufferedReader text = place.read()) {
                return parser.parse(uid, text, () -> place.spark().read().parquet(place.table()));
            } catch (UnsupportedOperationException e) {
                throw new IllegalArgumentException("'" + place.path() + "' " + e.getMessage() + ".", e);
            } catch (FileNotFoundException e) {
                throw broken("its " + place.folder() + " cannot be read", e);
            } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
                throw broken(String.valueOf(e.getMessage()).lines().findFirst().orElse("its text is damaged"), e);
            }
        }

        private IllegalArgumentException broken(String why, Exception cause) {
            return new IllegalArgumentException(
                    "'" + place.path() + "' holds no whole model: " + why + "; save it again.", cause);
        }
    }

    /** The text of a model: a file in a folder, or a plain file. */
    private record Place(String path, String folder, SparkSession spark) {
        Path root() {
            return ModelCache.isActive() ? new Path(java.nio.file.Path.of(path).toUri()) : new Path(path);
        }

        String table() {
            return new Path(root(), TABLE).toString();
        }

        FileSystem files() throws IOException {
            return root().getFileSystem(spark.sparkContext().hadoopConfiguration());
        }

        boolean exists() {
            try {
                return files().exists(root());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Writer write() throws IOException {
            if (!ModelCache.isActive()) {
                return writer(files().create(new Path(new Path(root(), folder), PART), true));
            }
            Files.createDirectories(java.nio.file.Path.of(path));
            return writer(Files.newOutputStream(java.nio.file.Path.of(path, folder)));
        }

        private static Writer writer(OutputStream out) {
            return new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        }

        /** All parts one after the other, as the first build let Spark write them, perhaps compressed. */
        BufferedReader read() throws IOException {
            Path text = new Path(root(), folder);
            CompressionCodecFactory codecs =
                    new CompressionCodecFactory(spark.sparkContext().hadoopConfiguration());
            List<InputStream> parts = new ArrayList<>();
            for (FileStatus file : files().listStatus(text)) {
                Path part = file.getPath();
                if (file.isFile()
                        && !part.getName().startsWith("_")
                        && !part.getName().startsWith(".")) {
                    CompressionCodec codec = codecs.getCodec(part);
                    InputStream in = files().open(part);
                    parts.add(codec == null ? in : codec.createInputStream(in));
                }
            }
            return new BufferedReader(
                    new InputStreamReader(new SequenceInputStream(Collections.enumeration(parts)), UTF_8));
        }
    }
}
