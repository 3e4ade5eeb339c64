package org.tare.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tare.spark.stage.Checksums;

/**
 * What a row of a table says of the state that it is part of, as JSON, so that any store of tables holds it.
 *
 * @param id a hash of all that the state holds, by which its rows find each other
 * @param rows how many rows were scanned
 * @param columns how many columns the state has
 * @param position where the row's column stands among them
 * @param named whether each of the column's elements has a name, which stands in its row and not here
 * @param column the column
 */
record StateHeader(
        int format,
        String id,
        long rows,
        String weightCol,
        int columns,
        int position,
        boolean named,
        StatisticsManifest.Column column) {
    private static final int FORMAT = 1;
    private static final int BYTES_OF_ID = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One for each column of a state. */
    static List<StateHeader> of(TableState state) {
        String id = id(state);
        List<ColumnStatistics> columns = state.columns();
        List<StateHeader> headers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            StatisticsManifest.Column column = StatisticsManifest.Column.of(columns.get(i));
            // Each of very many rows would name all elements otherwise.
            boolean named = column.size() > 0 && column.elementNames().size() == column.size();
            headers.add(new StateHeader(
                    FORMAT,
                    id,
                    state.rows(),
                    state.weightCol(),
                    columns.size(),
                    i,
                    named,
                    named ? column.named(List.of()) : column));
        }
        return headers;
    }

    /** The hash of a state. */
    static String id(TableState state) {
        MessageDigest hash = Checksums.sha256();
        add(hash, state.rows() + " " + state.weightCol());
        for (ColumnStatistics column : state.columns()) {
            add(hash, StatisticsManifest.Column.of(column).named(List.of()).toString());
            for (FeatureStatistics feature : column.features()) {
                add(hash, feature.name());
                add(hash, feature.moments().toText());
                add(hash, feature.texts().toString());
            }
        }
        return HexFormat.of().formatHex(hash.digest(), 0, BYTES_OF_ID);
    }

    private static void add(MessageDigest hash, String text) {
        hash.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads {@link #toJson}.
     *
     * @throws IllegalArgumentException if it is something else, or of a newer format version
     */
    static StateHeader parse(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            int format = tree.path("format").asInt();
            if (format > FORMAT) {
                throw new IllegalArgumentException("The table of statistics has format version " + format
                        + " and this Tare reads version " + FORMAT + "; read it with a newer Tare.");
            }
            StateHeader header = JSON.treeToValue(tree, StateHeader.class);
            if (header == null || header.id() == null || header.column() == null) {
                throw new IllegalArgumentException("The state of a row is none that toDataset writes: " + json);
            }
            return header;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The state of a row is none that toDataset writes: " + json, e);
        }
    }
}
