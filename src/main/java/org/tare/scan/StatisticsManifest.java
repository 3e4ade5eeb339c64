package org.tare.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.tare.stat.Moments;

/** What a folder of statistics holds besides its rows, as JSON. */
record StatisticsManifest(int format, long rows, String weightCol, List<Column> columns) {
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A column, its type as Spark writes types in JSON. */
    record Column(String name, JsonNode type, int size, long nulls, long sparseRows, List<String> elementNames) {
        static Column of(ColumnStatistics column) {
            Elements elements = column.elements();
            try {
                return new Column(
                        column.name(),
                        JSON.readTree(column.type().json()),
                        column.size(),
                        elements.nulls(),
                        elements.sparseRows(),
                        column.elementNames());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        ColumnStatistics with(Moments[] moments) {
            Elements elements = new Elements(List.of(moments), nulls, sparseRows);
            return new ColumnStatistics(name, DataType.fromJson(type.toString()), elementNames, elements);
        }
    }

    static StatisticsManifest of(DatasetStatistics statistics) {
        return new StatisticsManifest(
                FORMAT,
                statistics.rows(),
                statistics.weightCol().orElse(null),
                statistics.columns().stream().map(Column::of).toList());
    }

    DatasetStatistics with(Map<String, Moments[]> moments) {
        List<ColumnStatistics> statistics = columns.stream()
                .map(column -> column.with(moments.get(column.name())))
                .toList();
        return new DatasetStatistics(statistics, rows, weightCol);
    }

    byte[] toJson() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    /** Reads {@link #toJson()}; any other format version than ours is an {@link UnsupportedOperationException}. */
    static StatisticsManifest fromJson(byte[] json) throws IOException {
        JsonNode tree = JSON.readTree(json);
        int format = tree.path("format").asInt();
        if (format > FORMAT) {
            throw new UnsupportedOperationException("has format version " + format + " and this Tare reads version "
                    + FORMAT + "; read it with a newer Tare");
        }
        return JSON.treeToValue(tree, StatisticsManifest.class);
    }
}
