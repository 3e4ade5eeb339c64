package org.tare.train;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints and models as JSON. Numbers come back with the same bits. Weights are written from their arrays, since a tree
 * with a node for each would take many times their memory.
 */
final class StateText {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private StateText() {}

    /** Leaves the stream open. */
    static void write(Snapshot snapshot, Map<String, String> identity, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ObjectNode plan = root.putObject("plan");
        identity.forEach(plan::put);
        ArrayNode history = root.putArray("history");
        snapshot.history().forEach(epoch -> put(history.addObject(), epoch));
        put(root.putObject("state"), snapshot.state());
        if (snapshot.best() != null) {
            put(root.putObject("best"), snapshot.best());
        }
        JSON.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, root);
    }

    static String of(FittedNetwork network) {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("network", network.layers())
                .put("features", network.features())
                .put("loss", network.loss());
        ArrayNode history = root.putArray("history");
        network.history().forEach(epoch -> put(history.addObject(), epoch));
        put(root.putObject("state"), network.weights());
        return root.toString();
    }

    static FittedNetwork network(String text) throws IOException {
        JsonNode root = parse(new StringReader(text));
        Snapshot snapshot = snapshot(root);
        return new FittedNetwork(
                root.path("network").asText(),
                root.path("features").asInt(),
                root.path("loss").asText(),
                snapshot.state(),
                snapshot.history());
    }

    /** @throws IllegalArgumentException if the text is not whole, or of another version of the format */
    static JsonNode parse(Reader text) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not whole", e);
        }
        if (root.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException(
                    "it has format version " + root.path("format") + " and this Tare reads " + FORMAT);
        }
        return root;
    }

    static Snapshot snapshot(JsonNode root) {
        List<Epoch> history = new ArrayList<>();
        for (JsonNode epoch : root.path("history")) {
            history.add(new Epoch(
                    epoch.path("epoch").asInt(),
                    number(epoch.path("loss")),
                    number(epoch.path("validationLoss")),
                    number(epoch.path("validationMetric")),
                    number(epoch.path("rowsPerSecond"))));
        }
        return new Snapshot(history, numbers(root.path("state")), root.has("best") ? numbers(root.path("best")) : null);
    }

    static Map<String, String> plan(JsonNode root) {
        Map<String, String> plan = new LinkedHashMap<>();
        root.path("plan")
                .properties()
                .forEach(entry -> plan.put(entry.getKey(), entry.getValue().asText()));
        return plan;
    }

    private static void put(ObjectNode node, Epoch epoch) {
        node.put("epoch", epoch.number())
                .put("loss", epoch.loss())
                .put("validationLoss", epoch.validationLoss())
                .put("validationMetric", epoch.validationMetric())
                .put("rowsPerSecond", epoch.rowsPerSecond());
    }

    private static void put(ObjectNode node, Map<String, double[]> state) {
        state.forEach(node::putPOJO);
    }

    private static Map<String, double[]> numbers(JsonNode node) {
        Map<String, double[]> state = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            double[] numbers = new double[entry.getValue().size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(entry.getValue().get(i));
            }
            state.put(entry.getKey(), numbers);
        });
        return state;
    }

    /** JSON has no NaN or infinity: they are strings. */
    private static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.asText()) : node.asDouble();
    }
}
