package org.tare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.spark.column.ColumnIndex;
import scala.jdk.javaapi.CollectionConverters;

/** What the first build saved and what it gave then; see {@code first-build/README.md} among the resources. */
public final class FirstBuild {
    private static final Pattern NUMBER = Pattern.compile("-?0x[0-9a-f.]+p-?\\d+|NaN|-?Infinity");

    private FirstBuild() {}

    public static String path(String name) {
        try {
            return Path.of(FirstBuild.class.getResource("/first-build").toURI())
                    .resolve(name)
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Dataset<Row> data() {
        return TestSpark.session().read().parquet(path("data"));
    }

    public static JsonNode expected(String name) {
        try {
            return new ObjectMapper()
                    .readTree(Path.of(path("expected.json")).toFile())
                    .required(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** All numbers of a text of {@link #expected}. */
    public static double[] numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The rows of the columns that were expected under that name, in the order of their ids. */
    public static List<String> rows(String name, Dataset<Row> result) {
        Column[] columns = texts(expected(name).get("columns")).stream()
                .map(ColumnIndex::column)
                .toArray(Column[]::new);
        return result.orderBy("id").select(columns).collectAsList().stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> cell(row.get(i)))
                        .collect(Collectors.joining("; ")))
                .toList();
    }

    /** Requires the bits that the first build gave. */
    public static void requireSame(String name, Dataset<Row> result) {
        assertThat(rows(name, result)).as(name).isEqualTo(texts(expected(name).get("rows")));
    }

    private static String cell(Object value) {
        if (value instanceof Double x) {
            return Double.toHexString(x);
        }
        if (value instanceof Float x) {
            return Float.toHexString(x);
        }
        if (value instanceof SparseVector v) {
            return "sparse " + v.size() + " " + Arrays.toString(v.indices()) + " " + hex(v.values());
        }
        if (value instanceof Vector v) {
            return "dense " + hex(v.toArray());
        }
        if (value instanceof scala.collection.Seq<?> elements) {
            return CollectionConverters.asJava(elements).stream()
                    .map(FirstBuild::cell)
                    .toList()
                    .toString();
        }
        return String.valueOf(value);
    }

    public static String hex(double... values) {
        return Arrays.stream(values).mapToObj(Double::toHexString).toList().toString();
    }
}
