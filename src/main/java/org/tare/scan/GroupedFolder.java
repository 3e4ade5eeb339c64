package org.tare.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.SavedTypes;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupTable;
import org.tare.spark.plan.ConnectClient;
import org.tare.spark.plan.Plans;
import org.tare.spark.source.GivenPath;
import org.tare.spark.source.PlainPath;
import org.tare.spark.stage.Checksums;

/** Statistics by group on disk; the manifest is written last, so that what was cut short does not pass for whole. */
final class GroupedFolder {
    private static final String GROUPS = "groups";
    private static final String ALL = "all";
    private static final String MANIFEST = "_tare_groups.json";
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final Path path;

    GroupedFolder(SparkSession spark, String path) {
        this.spark = spark;
        this.path = GivenPath.of(path);
    }

    /** Whether statistics by group stand there, whole or not. */
    static boolean isThere(SparkSession spark, String path) {
        try {
            Path manifest = new Path(GivenPath.of(path), MANIFEST);
            return manifest.getFileSystem(ConnectClient.hadoop(spark)).exists(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(GroupStates statistics) {
        PlainPath.require(path.toString());
        try {
            if (files().exists(path)) {
                throw new IllegalArgumentException(
                        "'" + path + "' exists already; give another path, or remove it first.");
            }
            StructType schema = statistics
                    .keys()
                    .add("rows", DataTypes.LongType, false)
                    .add("features", DataTypes.createArrayType(StatisticsTable.FEATURES), false)
                    .add(GroupRows.STATE, DataTypes.BinaryType, false);
            GroupTable table = statistics.map(
                    schema,
                    (key, group) -> List.of(
                            group.rows(),
                            StatisticsTable.features(group.columns()).toArray(),
                            GroupStates.bytes(group)));
            table.rows().write().parquet(new Path(path, GROUPS).toString());
            statistics.all().save(spark, new Path(path, ALL).toString());
            try (OutputStream out = files().create(new Path(path, MANIFEST), false)) {
                out.write(JSON.writeValueAsBytes(JSON.createObjectNode()
                        .put("format", FORMAT)
                        .put("groups", statistics.groups())
                        .put("keys", statistics.keys().json())));
            }
            Checksums.write(files(), path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GroupStates load() {
        boolean isSummed;
        try {
            isSummed = Checksums.check(files(), path);
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        }
        JsonNode manifest = manifest();
        if (manifest.path("format").asInt() > FORMAT) {
            throw new IllegalArgumentException("'" + path + "' has format version " + manifest.get("format")
                    + " and this Tare reads version " + FORMAT + "; read it with a newer Tare.");
        }
        StructType keys = keys(manifest);
        DatasetStatistics all = DatasetStatistics.load(spark, new Path(path, ALL).toString());
        long groups = manifest.path("groups").asLong();
        Dataset<Row> states = states(keys.add(GroupRows.STATE, DataTypes.BinaryType));
        long found = count(states, isSummed);
        if (found != groups) {
            throw broken("it has " + found + " of " + groups + " groups", null);
        }
        return GroupMerge.held(GroupStates.request(all, keys), all, groups, states);
    }

    /** Without sums nobody has looked at all of it. */
    private long count(Dataset<Row> states, boolean isSummed) {
        try {
            if (!isSummed) {
                Plans.readThrough(states);
            }
            return states.count();
        } catch (Exception e) {
            throw broken("its Parquet files cannot be read", e);
        }
    }

    private StructType keys(JsonNode manifest) {
        try {
            return SavedTypes.columns(manifest.path("keys").asText());
        } catch (IllegalArgumentException e) {
            throw broken(e.getMessage(), e);
        }
    }

    private Dataset<Row> states(StructType schema) {
        try {
            return spark.read().schema(schema).parquet(new Path(path, GROUPS).toString());
        } catch (Exception e) {
            throw broken("its Parquet files cannot be read", e);
        }
    }

    private JsonNode manifest() {
        try (InputStream in = files().open(new Path(path, MANIFEST))) {
            return JSON.readTree(in.readAllBytes());
        } catch (FileNotFoundException e) {
            throw broken("it has no " + MANIFEST + ", which is written last", e);
        } catch (IOException e) {
            throw broken("its " + MANIFEST + " cannot be read", e);
        }
    }

    private IllegalArgumentException broken(String why, Exception cause) {
        return new IllegalArgumentException(
                "'" + path + "' holds no whole statistics by group: " + why + "; save them again.", cause);
    }

    private FileSystem files() throws IOException {
        return path.getFileSystem(ConnectClient.hadoop(spark));
    }
}
