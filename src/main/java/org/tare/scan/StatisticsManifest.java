package org.tare.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.tare.spark.column.SavedTypes;

/** What a folder of statistics holds besides its rows, as JSON. */
record StatisticsManifest(int format, long rows, String weightCol, List<Column> columns) {
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** Few types, which states of very many groups name. */
    private static final Map<DataType, JsonNode> TYPES = new ConcurrentHashMap<>();

    /** A column, its type as Spark writes types in JSON. */
    record Column(
            String name,
            JsonNode type,
            int size,
            long nulls,
            long sparseRows,
            long rounded,
            List<String> elementNames) {
        static Column of(ColumnStatistics column) {
            ColumnTraits traits = column.traits();
            return new Column(
                    traits.name(),
                    TYPES.computeIfAbsent(traits.type(), Column::json),
                    column.size(),
                    column.nulls(),
                    column.sparseRows(),
                    column.rounded(),
                    traits.elementNames());
        }

        private static JsonNode json(DataType type) {
            try {
                return JSON.readTree(type.json());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isWhole() {
            return name != null && type != null && size >= 0 && elementNames != null;
        }

        /** The same with these names of its elements. */
        Column named(List<String> names) {
            return new Column(name, type, size, nulls, sparseRows, rounded, names);
        }

        ColumnStatistics with(List<FeatureStatistics> features) {
            ColumnTraits traits = new ColumnTraits(name, SavedTypes.read(type), elementNames);
            return new ColumnStatistics(traits, features, nulls, sparseRows, rounded);
        }
    }

    static StatisticsManifest of(List<ColumnStatistics> columns, long rows, String weightCol) {
        return new StatisticsManifest(
                FORMAT, rows, weightCol, columns.stream().map(Column::of).toList());
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
        StatisticsManifest manifest = JSON.treeToValue(tree, StatisticsManifest.class);
        if (manifest == null
                || manifest.columns == null
                || !manifest.columns.stream().allMatch(Column::isWhole)) {
            throw new IOException("something is missing");
        }
        return manifest;
    }
}
