package org.tare.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.SqlDialect;
import org.tare.export.onnx.OnnxExport;
import org.tare.export.onnx.OnnxPrecision;
import org.tare.scoring.NetworkStep;
import org.tare.scoring.ScoringPlan;
import org.tare.spark.stage.NewFile;

/**
 * Writes a fitted scaler, a trained network, or a {@code PipelineModel} of Tare's stages to a file on this machine's disk, for
 * use without Spark. Results are those of {@code transform}, with the same bits where no function but {@code + - * /} is
 * computed; a missing value is NaN, and no row is refused or left out, whatever {@code handleInvalid} says.
 *
 * <p>All throw an {@link IllegalArgumentException} for what cannot leave Spark, with its name: a stage that is not Tare's, a
 * scaler by group, a layer without a form; for a path at which something is, or whose folder is not there; and a
 * {@link NullPointerException} that names the argument that is null.
 */
public final class ModelExport {
    private static final String UNKNOWN = "unknown";

    private ModelExport() {}

    /** Writes ONNX in double, with the usual operator set; see {@link #toOnnx(Transformer, OnnxExport)}. */
    public static void toOnnx(Transformer model, String path) {
        NewFile.write(path, toOnnx(model, new OnnxExport()));
    }

    /** The same in another precision: {@code double} or {@code float}. */
    public static void toOnnx(Transformer model, String path, String precision) {
        OnnxPrecision chosen = OnnxPrecision.of(precision);
        NewFile.write(path, toOnnx(model, new OnnxExport(OnnxExport.USUAL, chosen)));
    }

    /**
     * The bytes of an ONNX file. Its inputs and outputs bear the names of the columns that the model reads and adds, and are of
     * (rows, numbers): a number is of size 1. An output that takes the place of an input has {@code _scaled} behind its name.
     */
    public static byte[] toOnnx(Transformer model, OnnxExport export) {
        return toOnnx(model, export, Map.of());
    }

    /**
     * The same.
     *
     * @param sizes how many numbers vectors and arrays have that are assembled or normalized as they are given, by name
     */
    public static byte[] toOnnx(Transformer model, OnnxExport export, Map<String, Integer> sizes) {
        Objects.requireNonNull(export, "The export is null; give new OnnxExport() for the usual one.");
        ScoringPlan plan = StagePlans.of(model, sizes);
        return bytes(out -> export.write(plan, version(), out));
    }

    /** Writes JSON, which {@link org.tare.scoring.Scoring#load} and Python's {@code tare_scoring.load} read. */
    public static void toJson(Transformer model, String path) {
        NewFile.write(path, toJson(model, Map.of()));
    }

    /** The text of the JSON. */
    public static String toJsonText(Transformer model) {
        return new String(toJson(model, Map.of()), UTF_8);
    }

    /**
     * Scalers as SQL; see {@link SqlExport}.
     *
     * @param dialect the name of a {@link SqlDialect}, in any case
     * @param view the view that is made, or null for the query alone
     */
    public static String toSql(Transformer model, String dialect, String table, String view) {
        return toSql(model, dialect, table, view, null);
    }

    /**
     * The same.
     *
     * @param schema the columns of the table, or null; where none is given, a name with dots is that of a field
     */
    public static String toSql(Transformer model, String dialect, String table, String view, StructType schema) {
        return toSql(model, dialect, table, view, schema, null);
    }

    /** The same of the results of another query, which such a call gave, in place of the table unless that is null. */
    static String toSql(
            Transformer model, String dialect, String table, String view, StructType schema, String before) {
        SqlDialect chosen = Stream.of(SqlDialect.values())
                .filter(one -> one.name().equalsIgnoreCase(dialect))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no dialect '" + dialect + "'; give one of "
                        + Stream.of(SqlDialect.values())
                                .map(SqlDialect::name)
                                .collect(Collectors.joining(", "))
                                .toLowerCase(Locale.ROOT)
                        + "."));
        try {
            return new SqlExport(chosen, table, view, schema).of(model, before);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The bytes of the JSON.
     *
     * @param sizes how many numbers vectors and arrays have that are assembled or normalized as they are given, by name
     */
    public static byte[] toJson(Transformer model, Map<String, Integer> sizes) {
        ScoringPlan plan = StagePlans.of(model, sizes);
        return bytes(out -> {
            Writer text = new OutputStreamWriter(out, UTF_8);
            plan.write(text);
            text.flush();
        });
    }

    /**
     * The same of scalers alone, for the transformer of scikit-learn that Python makes of it.
     *
     * @throws IllegalArgumentException if there is a network, which scikit-learn cannot be given
     */
    public static byte[] toScikitLearn(Transformer model, Map<String, Integer> sizes) {
        boolean hasNetwork = StagePlans.of(model, sizes).steps().stream().anyMatch(NetworkStep.class::isInstance);
        if (hasNetwork) {
            throw new IllegalArgumentException(
                    "The model has a network, which scikit-learn cannot hold; export it as ONNX, or its scalers alone.");
        }
        return toJson(model, sizes);
    }

    /** The version of this Tare. */
    public static String version() {
        String version = ModelExport.class.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
