package org.tare.feature.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/** What was learned of a feature besides its curve, as fields of a JSON object. */
final class LearnedText {
    private static final String EXACT = "exact";
    private static final String LEARNED = "learned";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LearnedText() {}

    /** An object of these fields alone. */
    static String of(FittedFeature feature) {
        ObjectNode object = JSON.createObjectNode();
        put(feature, object);
        return object.toString();
    }

    static void put(FittedFeature feature, ObjectNode object) {
        object.put(EXACT, feature.moments().toText());
        ObjectNode learned = object.putObject(LEARNED);
        feature.learned().forEach(learned::put);
    }

    /** The feature of that name and curve, and of what {@link #of} says. */
    static FittedFeature parse(String text, String name, Curve curve) {
        try {
            return read(JSON.readTree(text), name, curve);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not tell what was learned of feature '" + name
                            + "'; read it as it was written.",
                    e);
        }
    }

    /** Nothing was learned but the moments in models of the first versions. */
    static FittedFeature read(JsonNode object, String name, Curve curve) {
        Map<String, Double> learned = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.path(LEARNED).properties()) {
            learned.put(entry.getKey(), entry.getValue().asDouble());
        }
        return new FittedFeature(name, curve, Moments.parse(object.path(EXACT).asText()), learned);
    }
}
