package org.tare.feature.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.tare.curve.CurveStep;
import org.tare.curve.Curves;
import org.tare.spark.column.SavedTypes;
import org.tare.stat.Moments;

/**
 * A model as JSON objects, one a line: first the format, then the features in order.
 *
 * <p>Of a feature, the curve and the exact statistic are what is read back; mean, standard deviation and the like are for people.
 */
public final class ModelText {
    private static final Set<String> FIRST_CURVES = Set.of("affine", "pinned", "clip");
    private static final long FEATURE_BYTES = 700;
    /** What a source is that is no vector. */
    private static final String ARRAY = "array";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelText() {}

    public static List<String> lines(FittedScaler state) {
        List<String> lines = new ArrayList<>();
        ObjectNode head = JSON.createObjectNode()
                .put("format", format(state))
                .put("features", state.features().size())
                .put("source", state.source() == null ? null : state.source().name())
                .put("replaces", state.replaces())
                .setAll(beside(state));
        if (state.ofGroup() != null) {
            head.put("group", state.ofGroup());
        }
        lines.add(head.toString());
        for (int column = 0; column < state.columns().size(); column++) {
            FittedColumn fitted = state.columns().get(column);
            for (FittedFeature feature : fitted.features()) {
                lines.add(line(lines.size() - 1, column, fitted, feature).toString());
            }
        }
        return lines;
    }

    private static int format(FittedScaler state) {
        boolean areNumbers =
                state.columns().stream().allMatch(column -> column.mapping().encoding() == Encoding.NUMBERS);
        boolean areLines = state.features().stream()
                .flatMap(feature -> Curves.steps(feature.curve()).stream())
                .map(CurveStep::name)
                .allMatch(FIRST_CURVES::contains);
        return areNumbers && areLines && beside(state).isEmpty() ? ModelFormat.FIRST : ModelFormat.NEWEST;
    }

    /** Where in its source each column starts, unless the source holds all of them and nothing else. */
    private static ObjectNode sourceOf(FittedScaler state) {
        ObjectNode source = JSON.createObjectNode();
        if (state.source() != null && state.source().isArray()) {
            source.put("sourceType", ARRAY);
        }
        if (state.source() != null
                && !state.source().equals(SourceVector.of(state.source().column(), state.columns()))) {
            source.put("sourceSize", state.source().size());
            state.source().from().forEach(source.putArray("sourceFrom")::add);
        }
        return source;
    }

    private static ObjectNode beside(FittedScaler state) {
        ObjectNode beside = sourceOf(state);
        return state.groups() == null
                ? beside
                : beside.put("groups", state.groups().groups())
                        .put("keys", state.groups().keys().json());
    }

    /** The groups, whose rows stand beside the text. */
    private static FittedGroups groups(JsonNode head, List<FittedColumn> columns, Supplier<Dataset<Row>> saved) {
        if (!head.has("groups")) {
            return null;
        }
        long groups = head.get("groups").asLong();
        Dataset<Row> rows = saved.get();
        long found = rows.count();
        if (found != groups) {
            throw new IllegalArgumentException("it has " + found + " of " + groups + " groups");
        }
        StructType keys = SavedTypes.columns(head.path("keys").asText());
        return FittedGroups.read(keys, groups, columns, rows);
    }

    private static SourceVector source(JsonNode head, List<FittedColumn> columns) {
        if (!head.path("source").isTextual()) {
            return null;
        }
        boolean isArray = head.path("sourceType").asText().equals(ARRAY);
        SourceVector all =
                SourceVector.of(new AssembledColumn(head.get("source").asText(), isArray), columns);
        if (!head.has("sourceFrom")) {
            return all;
        }
        List<Integer> from = new ArrayList<>();
        head.get("sourceFrom").forEach(start -> from.add(start.asInt()));
        SourceVector source =
                new SourceVector(all.name(), isArray, head.path("sourceSize").asInt(), from);
        if (!source.holds(columns)) {
            throw new IllegalArgumentException(
                    "its columns do not lie within the " + source.size() + " elements of '" + source.name() + "'");
        }
        return source;
    }

    /** About what a feature takes in memory: its names, its curve's numbers, and the exact sums, which are about as long. */
    public static long estimatedSize(FittedScaler state) {
        return state.features().stream()
                .mapToLong(feature -> FEATURE_BYTES
                        + 2L * feature.name().length()
                        + feature.curve().toText().length())
                .sum();
    }

    private static ObjectNode line(int number, int column, FittedColumn fitted, FittedFeature feature) {
        Moments moments = feature.moments();
        ObjectNode line = JSON.createObjectNode()
                .put("number", number)
                .put("column", column)
                .put("input", fitted.mapping().input())
                .put("output", fitted.mapping().output())
                .put("type", fitted.type().simpleString())
                .put("feature", feature.name())
                .put("curve", feature.curve().toText())
                .put("count", moments.count())
                .put("missing", moments.missing())
                .put("mean", moments.hasSums() ? moments.mean() : null)
                .put("standardDeviation", moments.hasSums() ? moments.standardDeviation() : null)
                .put("min", moments.min())
                .put("max", moments.max());
        if (fitted.mapping().encoding() != Encoding.NUMBERS) {
            line.put("encoding", fitted.mapping().encoding().name());
        }
        LearnedText.put(feature, line);
        return line;
    }

    /**
     * Reads {@link #lines}, in any order.
     *
     * @param saved the rows of the groups, if there are any
     *
     * @throws UnsupportedOperationException if they are of another format version
     * @throws IllegalArgumentException if they are not whole
     */
    public static FittedScaler parse(List<String> lines, Supplier<Dataset<Row>> saved) throws IOException {
        JsonNode head = null;
        List<JsonNode> features = new ArrayList<>();
        for (String line : lines) {
            JsonNode node = JSON.readTree(line);
            if (node.has("format")) {
                head = node;
            } else {
                features.add(node);
            }
        }
        if (head == null) {
            throw new IllegalArgumentException("its features do not say their format");
        }
        ModelFormat.problem(head.get("format").asInt()).ifPresent(problem -> {
            throw new UnsupportedOperationException(problem);
        });
        if (head.path("features").asInt() != features.size()) {
            throw new IllegalArgumentException(
                    "it has " + features.size() + " of " + head.path("features").asInt() + " features");
        }
        features.sort(Comparator.comparingInt(feature -> feature.path("number").asInt()));
        List<FittedColumn> columns = columns(features);
        return new FittedScaler(
                columns,
                source(head, columns),
                groups(head, columns, saved),
                head.path("replaces").asBoolean(),
                head.path("group").textValue());
    }

    private static List<FittedColumn> columns(List<JsonNode> features) {
        // Of a thousand columns nearly all are of one type, whose text takes Spark longer to read than all the rest.
        Map<String, DataType> types = new HashMap<>();
        return features.stream()
                .collect(Collectors.groupingBy(
                        feature -> feature.path("column").asInt(), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(column -> column(column, types))
                .toList();
    }

    private static FittedColumn column(List<JsonNode> features, Map<String, DataType> types) {
        JsonNode first = features.get(0);
        return new FittedColumn(
                new ColumnMapping(
                        text(first, "input"),
                        text(first, "output"),
                        Encoding.valueOf(first.path("encoding").asText(Encoding.NUMBERS.name()))),
                types.computeIfAbsent(text(first, "type"), ModelText::type),
                features.stream()
                        .map(feature -> LearnedText.read(
                                feature, text(feature, "feature"), Curves.parse(text(feature, "curve"))))
                        .toList());
    }

    private static DataType type(String text) {
        DataType vector = SQLDataTypes.VectorType();
        return text.equals(vector.simpleString()) ? vector : DataType.fromDDL(text);
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("a feature has no " + key);
        }
        return node.get(key).asText();
    }
}
