package org.tare.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.StageClasses;
import scala.jdk.javaapi.CollectionConverters;

/** The scalers within a {@link ColumnScaler}, stored as their classes, identities and parameters. */
final class ScalersParam extends Param<Scaler<?>[]> {
    private static final ObjectMapper JSON = new ObjectMapper();

    ScalersParam(Params stage) {
        super(stage, "scalers", "The scalers that are fitted together.");
    }

    @Override
    public String jsonEncode(Scaler<?>[] scalers) {
        ArrayNode array = JSON.createArrayNode();
        for (Scaler<?> scaler : scalers) {
            ObjectNode params = array.addObject()
                    .put("class", scaler.getClass().getName())
                    .put("uid", scaler.uid())
                    .putObject("params");
            for (ParamPair<?> pair :
                    CollectionConverters.asJava(scaler.extractParamMap().toSeq())) {
                if (scaler.isSet(pair.param())) {
                    params.set(pair.param().name(), read(encoded(pair)));
                }
            }
        }
        return array.toString();
    }

    private static <T> String encoded(ParamPair<T> pair) {
        return pair.param().jsonEncode(pair.value());
    }

    @Override
    public Scaler<?>[] jsonDecode(String json) {
        List<Scaler<?>> scalers = new ArrayList<>();
        JsonNode list = read(json);
        if (!list.isArray()) {
            throw noList(json, null);
        }
        for (JsonNode node : list) {
            if (!node.path("class").isTextual() || !node.path("uid").isTextual()) {
                throw noList(json, null);
            }
            Scaler<?> scaler = StageClasses.create(
                    Scaler.class, node.get("class").asText(), node.get("uid").asText());
            for (Map.Entry<String, JsonNode> param : node.path("params").properties()) {
                Param<Object> known = scaler.getParam(param.getKey());
                scaler.set(known, known.jsonDecode(param.getValue().toString()));
            }
            scalers.add(scaler);
        }
        return scalers.toArray(Scaler<?>[]::new);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw noList(json, e);
        }
    }

    private static IllegalArgumentException noList(String json, Exception cause) {
        return new IllegalArgumentException(
                "'" + json + "' is no list of scalers, each with class, uid and params; save them again.", cause);
    }

    /** @throws NullPointerException in a sentence, if the list or one in it is null */
    static Scaler<?>[] requireAll(Scaler<?>... scalers) {
        if (scalers == null || Arrays.asList(scalers).contains(null)) {
            throw new NullPointerException("A scaler is null; give scalers, or none.");
        }
        return scalers;
    }

    static Scaler<?>[] joined(Scaler<?>[] scalers, Scaler<?>... more) {
        return Stream.concat(Arrays.stream(scalers), Arrays.stream(requireAll(more)))
                .toArray(Scaler<?>[]::new);
    }
}
