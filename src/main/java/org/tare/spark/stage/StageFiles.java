package org.tare.spark.stage;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.plan.Plans;
import org.tare.spark.source.PlainPath;

/**
 * Models on disk, as Spark ML stores stages: beside the {@code metadata} of any stage lies a folder of text, which holds
 * what was learned, and a file of {@link Checksums}.
 *
 * <p>The text is written before the metadata, so a folder with metadata is whole. The driver itself writes and reads it, however
 * large it is. In the local mode of Spark Connect's model cache both are plain files of the driver, without checksums.
 */
public final class StageFiles {
    private static final String MODEL = "model";

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
        return reader(type, UnaryOperator.identity());
    }

    /** The same of what becomes of the stage that was read. */
    public static <S extends PipelineStage> MLReader<S> reader(Class<S> type, UnaryOperator<S> read) {
        return new MLReader<>() {
            @Override
            public S load(String path) {
                requireSums(new StagePlace(path, "", sparkSession()), type.getSimpleName());
                DefaultParamsReader.Metadata metadata = loadMetadata(type.getSimpleName(), path, sparkSession());
                requireClass(type, path, metadata);
                try {
                    S stage = type.getConstructor(String.class).newInstance(metadata.uid());
                    metadata.getAndSetParams(stage, metadata.getAndSetParams$default$2());
                    return read.apply(stage);
                } catch (Exception e) {
                    // Spark throws checked exceptions that it does not declare.
                    throw broken(path, type.getSimpleName(), "its parameters cannot be read" + said(e), e);
                }
            }
        };
    }

    /** Writes the parameters of a stage that has nothing else. */
    static MLWriter writer(Params stage) {
        return writer(place -> DefaultParamsWriter.saveMetadata(stage, place.path(), place.spark()), "");
    }

    /** Writes a model's parameters, and its text into a folder of that name. */
    public static MLWriter writer(Model<?> model, String folder, Text text) {
        return writer(model, folder, text, Optional::empty);
    }

    /** The same with a table beside the text, as Parquet, if there is one. */
    public static MLWriter writer(Model<?> model, String folder, Text text, Supplier<Optional<Dataset<Row>>> table) {
        return writer(place -> save(model, place, text, table.get()), folder);
    }

    private interface Content {
        void writeTo(StagePlace place) throws IOException;
    }

    private static MLWriter writer(Content content, String folder) {
        return new MLWriter() {
            @Override
            public void save(String path) throws IOException {
                // Before a model there is taken away to be overwritten.
                PlainPath.require(path);
                ConnectClient.refuse(sparkSession());
                super.save(path);
            }

            @Override
            public void saveImpl(String path) {
                StagePlace place = new StagePlace(path, folder, sparkSession());
                try {
                    content.writeTo(place);
                    if (!ModelCache.isActive()) {
                        Checksums.write(place.files(), place.root());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("'" + path + "' cannot be written: " + e.getMessage(), e);
                }
            }
        };
    }

    private static void save(Model<?> model, StagePlace place, Text text, Optional<Dataset<Row>> table)
            throws IOException {
        try (Writer out = place.write()) {
            text.writeTo(out);
        }
        table.ifPresent(rows -> rows.write().parquet(place.table()));
        DefaultParamsWriter.saveMetadata(model, place.path(), place.spark());
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
        StagePlace place = new StagePlace(path, "", SparkSession.active());
        requireSums(place, MODEL);
        return loadMetadata(MODEL, path, place.spark()).className();
    }

    private static DefaultParamsReader.Metadata loadMetadata(String kind, String path, SparkSession spark) {
        try {
            return metadata(path, spark);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw new IllegalArgumentException(
                    "There is no " + kind + " at '" + path + "'; give the path of a saved one.", e);
        }
    }

    /** The metadata of a saved stage: its only line, for which Spark's own reader runs a job. */
    public static DefaultParamsReader.Metadata metadata(String path, SparkSession spark) throws IOException {
        try (BufferedReader text = new StagePlace(path, "metadata", spark).read()) {
            String line = text.readLine();
            if (line == null) {
                throw new EOFException("its metadata is empty");
            }
            return DefaultParamsReader.parseMetadata(line, "");
        }
    }

    private static IllegalArgumentException broken(String path, String what, String why, Exception cause) {
        return new IllegalArgumentException(
                "'" + path + "' holds no whole " + what + ": " + why + "; save it again.", cause);
    }

    /** What a parameter says of itself; Spark's words on JSON hold all of it. */
    private static String said(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("{") || failure instanceof ClassCastException
                ? ""
                : " (" + message.lines().findFirst().orElse("").replaceFirst("[.]$", "") + ")";
    }

    /** Whether there are some. */
    private static boolean requireSums(StagePlace place, String what) {
        try {
            return !ModelCache.isActive() && Checksums.check(place.files(), place.root());
        } catch (IOException e) {
            throw broken(place.path(), what, e.getMessage(), e);
        }
    }

    private static void requireClass(Class<?> type, String path, DefaultParamsReader.Metadata metadata) {
        String name = String.valueOf(metadata.className());
        if (!name.equals(type.getName())) {
            String found = name.substring(name.lastIndexOf('.') + 1);
            throw new IllegalArgumentException("'" + path + "' holds a " + found + " and not a " + type.getSimpleName()
                    + "; load it as " + found + ".");
        }
    }

    /** The same for what was written with a table. */
    public static <M extends Model<M>> MLReader<M> tableReader(Class<M> type, String folder, TableParser<M> parser) {
        return new MLReader<>() {
            @Override
            public M load(String path) {
                return new Reading<>(type, new StagePlace(path, folder, sparkSession())).load(parser);
            }
        };
    }

    private static final class Reading<M extends Model<M>> {
        private final Class<M> type;
        private final StagePlace place;
        private boolean isSummed;

        Reading(Class<M> type, StagePlace place) {
            this.type = type;
            this.place = place;
        }

        M load(TableParser<M> parser) {
            if (!place.exists()) {
                throw new IllegalArgumentException("There is no model at '" + place.path()
                        + "'; give the path of a saved " + type.getSimpleName() + ".");
            }
            DefaultParamsReader.Metadata metadata = metadata();
            requireClass(type, place.path(), metadata);
            M model = parsed(parser, metadata.uid());
            try {
                metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
            } catch (Exception e) {
                throw broken("its parameters cannot be read" + said(e), e);
            }
            return model;
        }

        private DefaultParamsReader.Metadata metadata() {
            isSummed = requireSums(place, MODEL);
            try {
                return StageFiles.metadata(place.path(), place.spark());
            } catch (Exception e) {
                throw broken("its metadata, which is written last, cannot be read", e);
            }
        }

        private M parsed(TableParser<M> parser, String uid) {
            try (BufferedReader text = place.read()) {
                return parser.parse(uid, text, this::table);
            } catch (UnsupportedOperationException e) {
                throw new IllegalArgumentException("'" + place.path() + "' " + e.getMessage() + ".", e);
            } catch (FileNotFoundException e) {
                throw broken("its " + place.folder() + " cannot be read", e);
            } catch (IOException | IllegalArgumentException | UncheckedIOException e) {
                throw broken(String.valueOf(e.getMessage()).lines().findFirst().orElse("its text is damaged"), e);
            } catch (RuntimeException e) {
                throw broken("its " + place.folder() + " cannot be read", e);
            }
        }

        /** Without sums nobody has looked at all of it. */
        private Dataset<Row> table() {
            try {
                Dataset<Row> table = place.spark().read().parquet(place.table());
                if (!isSummed && !ModelCache.isActive()) {
                    Plans.readThrough(table);
                }
                return table;
            } catch (Exception e) {
                // Spark throws checked exceptions that it does not declare.
                throw new IllegalArgumentException("its " + StagePlace.TABLE + " cannot be read", e);
            }
        }

        private IllegalArgumentException broken(String why, Exception cause) {
            return StageFiles.broken(place.path(), MODEL, why, cause);
        }
    }
}
