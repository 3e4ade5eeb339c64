package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tare.train.NetworkText;

/**
 * A fitted model, or a pipeline of some, as what it does to a row; all that leaves Spark is written from it.
 *
 * @param format the version of the JSON form
 * @param about where it comes from, by name: versions, the hash of the statistics
 * @param steps what is done, in order
 */
@DefaultSerializer(JavaSerializer.class)
public record ScoringPlan(int format, Map<String, String> about, List<Step> steps) implements Serializable {
    private static final int FORMAT = 1;

    /** Longer than any that steps read in memory, and short enough that a wild size in a file takes none. */
    private static final int LONGEST_ROW = 1 << 26;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    static {
        JSON.registerSubtypes(
                new NamedType(ScaleStep.class, "scale"),
                new NamedType(AssembleStep.class, "assemble"),
                new NamedType(NormStep.class, "norm"),
                new NamedType(NetworkStep.class, "network"),
                new NamedType(LabelStep.class, "label"));
    }

    /**
     * Copies both.
     *
     * @throws IllegalArgumentException if a step reads another number of numbers from a column than one wrote, or if a row would
     *     have more than any does
     */
    public ScoringPlan {
        about = Collections.unmodifiableMap(new TreeMap<>(about == null ? Map.of() : about));
        steps = List.copyOf(steps == null ? List.of() : steps);
        requireSizes(steps);
    }

    /** A plan of the present format. */
    public ScoringPlan(Map<String, String> about, List<Step> steps) {
        this(FORMAT, about, steps);
    }

    private static void requireSizes(List<Step> steps) {
        Map<String, Integer> sizes = new HashMap<>();
        long row = 0;
        for (Step step : steps) {
            for (Port port : step.reads()) {
                Integer known = sizes.putIfAbsent(port.name(), port.size());
                row += known == null ? port.size() : 0;
                if (known != null && known != port.size()) {
                    throw new IllegalArgumentException("Column '" + port.name() + "' has " + known
                            + " numbers and is read as one of " + port.size() + "; let both be the same.");
                }
            }
            requireLength(row);
            for (Port port : step.writes()) {
                row += port.size();
                sizes.put(port.name(), port.size());
            }
        }
        requireLength(row);
    }

    private static void requireLength(long row) {
        if (row > LONGEST_ROW) {
            throw new IllegalArgumentException(
                    "A row has " + row + " numbers; give columns that have " + LONGEST_ROW + " together at most.");
        }
    }

    /** The columns that must be given: those that steps read before any step writes them, in the order of reading. */
    @JsonIgnore
    public List<Port> inputs() {
        Map<String, Port> inputs = new LinkedHashMap<>();
        Set<String> written = new HashSet<>();
        for (Step step : steps) {
            for (Port port : step.reads()) {
                if (!written.contains(port.name())) {
                    inputs.putIfAbsent(port.name(), port);
                }
            }
            step.writes().forEach(port -> written.add(port.name()));
        }
        return List.copyOf(inputs.values());
    }

    /**
     * What the whole gives: of a network the probabilities of classes, or the number; else all columns that no later step reads.
     */
    @JsonIgnore
    public List<Port> results() {
        Map<String, Port> results = new LinkedHashMap<>();
        for (Step step : steps) {
            step.reads().forEach(port -> results.remove(port.name()));
            step.writes().forEach(port -> results.put(port.name(), port));
            if (step instanceof NetworkStep network) {
                results.clear();
                Port result = network.writes().get(network.isClassifier() ? 1 : 0);
                results.put(result.name(), result);
            }
        }
        return List.copyOf(results.values());
    }

    /** Writes the plan as JSON, which keeps each number's bits, with its SHA-256; leaves the writer open. */
    public void write(Writer out) throws IOException {
        out.write(PlanSum.add(JSON.writeValueAsString(this)));
    }

    /**
     * Reads what {@link #write} wrote, or an earlier version, without a SHA-256.
     *
     * @throws IllegalArgumentException if it is not whole, or of another version; the message goes on from the file's name
     */
    public static ScoringPlan read(Reader in) throws IOException {
        StringWriter text = new StringWriter();
        in.transferTo(text);
        ScoringPlan plan;
        try {
            plan = JSON.readValue(PlanSum.remove(text.toString()), ScoringPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("holds no whole model" + said(e.getCause()) + "; export it again", e);
        }
        if (plan == null) {
            throw new IllegalArgumentException("holds no whole model; export it again");
        }
        if (plan.format != FORMAT) {
            throw new IllegalArgumentException("has format version " + plan.format + " and this Tare reads version "
                    + FORMAT + "; read it with the Tare that wrote it");
        }
        return plan;
    }

    /** What a step finds wrong with itself. */
    private static String said(Throwable cause) {
        return cause instanceof IllegalArgumentException
                ? " (" + NetworkText.withoutAdvice(cause.getMessage()) + ")"
                : "";
    }
}
