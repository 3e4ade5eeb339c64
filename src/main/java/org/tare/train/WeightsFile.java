package org.tare.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.source.GivenPath;

/**
 * Weights by name in one file of JSON, as a program may write them that took them from elsewhere: an object whose values are
 * numbers, or lists of numbers or of such lists, whose numbers are taken in their order.
 */
final class WeightsFile {
    private WeightsFile() {}

    /** Whether there is a file at that path, rather than the folder of a model or of checkpoints. */
    static boolean isThere(String path) {
        try {
            return files(path).getFileStatus(GivenPath.of(path)).isFile();
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** @throws IllegalArgumentException if the file holds anything but finite numbers by name */
    static Map<String, double[]> read(String path) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        try (InputStream in = files(path).open(GivenPath.of(path));
                JsonParser json = new JsonFactory()
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(noWeights(path) + ".");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                weights.put(name, numbers(json, noWeights(path) + ", and '" + name + "' is none."));
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException(noWeights(path) + ", and nothing behind it.");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(noWeights(path) + " (" + e.getOriginalMessage() + ").", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return weights;
    }

    private static double[] numbers(JsonParser json, String none) throws IOException {
        DoubleStream.Builder numbers = DoubleStream.builder();
        int depth = 0;
        do {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token != null && token.isNumeric() && Double.isFinite(json.getDoubleValue())) {
                numbers.add(json.getDoubleValue());
            } else {
                throw new IllegalArgumentException(none);
            }
        } while (depth > 0);
        return numbers.build().toArray();
    }

    private static String noWeights(String path) {
        return "The file '" + path
                + "' is no JSON object of weights by name; give a model, a folder of checkpoints, or a file such as"
                + " {\"0.weight\": [[0.5, 1], [2, 0.1]], \"0.bias\": [0, 0]} of finite numbers";
    }

    private static FileSystem files(String path) throws IOException {
        Path given = GivenPath.of(path);
        return given.getFileSystem(ConnectClient.hadoop(SparkSession.active()));
    }

    private static UncheckedIOException unreadable(String path, IOException e) {
        return new UncheckedIOException("'" + path + "' cannot be read: " + e.getMessage(), e);
    }
}
