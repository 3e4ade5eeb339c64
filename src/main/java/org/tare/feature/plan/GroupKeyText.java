package org.tare.feature.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The key of a group as a parameter holds it: a JSON array of a value for each group column. */
final class GroupKeyText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GroupKeyText() {}

    /**
     * The values, of the types of the group columns where there are as many.
     *
     * @throws IllegalArgumentException if the text is no array of texts, numbers, booleans and nulls, or a value is none of its
     *     column's type
     */
    static Object[] values(String json, StructType keys) {
        String[] texts = texts(json);
        return texts.length == keys.size() ? cast(texts, keys) : texts;
    }

    private static String[] texts(String json) {
        JsonNode list = read(json);
        boolean isKey = list.isArray()
                && StreamSupport.stream(list.spliterator(), false).allMatch(JsonNode::isValueNode);
        if (!isKey) {
            throw noKey(json, null);
        }
        return StreamSupport.stream(list.spliterator(), false)
                .map(value -> value.isNull() ? null : value.asText())
                .toArray(String[]::new);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw noKey(json, e);
        }
    }

    private static Object[] cast(String[] texts, StructType keys) {
        StructType schema = new StructType();
        for (int k = 0; k < texts.length; k++) {
            schema = schema.add("key" + k, DataTypes.StringType, true);
        }
        Column[] values = IntStream.range(0, texts.length)
                .mapToObj(k -> functions.col("key" + k).try_cast(keys.fields()[k].dataType()))
                .toArray(Column[]::new);
        Row key = SparkSession.active()
                .createDataFrame(List.of(RowFactory.create((Object[]) texts)), schema)
                .select(values)
                .head();
        Object[] found = new Object[texts.length];
        for (int k = 0; k < found.length; k++) {
            found[k] = key.get(k);
            if (found[k] == null && texts[k] != null) {
                throw new IllegalArgumentException("groupKey has '" + texts[k] + "' for the group column '"
                        + keys.fieldNames()[k] + "', which is of type "
                        + keys.fields()[k].dataType().simpleString()
                        + "; give a value of that type.");
            }
        }
        return found;
    }

    private static IllegalArgumentException noKey(String json, Exception cause) {
        return new IllegalArgumentException(
                "groupKey is '" + json
                        + "'; give a JSON array of a value for each group column, such as [\"ATL\", 7, null].",
                cause);
    }
}
