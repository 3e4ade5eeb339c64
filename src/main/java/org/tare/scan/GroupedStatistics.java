package org.tare.scan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupTable;
import org.tare.spark.plan.Plans;

/**
 * What one {@link GroupScan} learned: the statistics of each group, and those of all rows together. Few groups are held on the
 * driver; many stay with the executors, and nothing here brings them to the driver.
 *
 * <p>The statistics of a group have the bits of a {@link Scan} of its rows alone.
 */
@DefaultSerializer(JavaSerializer.class)
public final class GroupedStatistics implements Serializable {
    private static final String ROWS = "tare_rows";

    private final GroupStates states;

    GroupedStatistics(GroupStates states) {
        this.states = states;
    }

    /**
     * Reads what {@link #save} wrote; of many groups only when they are asked for.
     *
     * @throws IllegalArgumentException if there are no whole statistics by group at that path, or of a newer format version
     */
    public static GroupedStatistics load(SparkSession spark, String path) {
        return new GroupedStatistics(new GroupedFolder(spark, path).load());
    }

    /**
     * Brings back the statistics of a table whose rows {@link #toDataset} made, from any store or query. Rows of a state find
     * each other whatever their order. States of one group, such as those of several days, are merged, as
     * {@link DatasetStatistics#merge} does; columns that {@code toDataset} does not make and that are no group columns, such
     * as a day, tell states of the same numbers apart. Kinds of statistics that not all states have are left out, and rows of weight 0
     * are counted where they are in a group with others.
     *
     * @param groupCols the group columns
     * @throws IllegalArgumentException if a column is missing, there are no rows, a state lacks a feature, has one twice or
     *     was changed, or states do not merge
     */
    public static GroupedStatistics of(Dataset<Row> table, String... groupCols) {
        return new GroupedStatistics(GroupedStateTable.read(
                table,
                Arrays.asList(
                        Objects.requireNonNull(groupCols, "The list of group columns is null; give their names."))));
    }

    /**
     * Writes a folder: {@code groups}, Parquet with a row per group; {@code all}, the statistics of all rows; and the manifest
     * that makes it whole.
     *
     * @throws IllegalArgumentException if the path exists
     */
    public void save(SparkSession spark, String path) {
        new GroupedFolder(spark, path).save(states);
    }

    /** Whether statistics by group were saved at that path. */
    public static boolean isAt(SparkSession spark, String path) {
        return GroupedFolder.isThere(spark, path);
    }

    /** The columns by which rows are grouped, with their types. */
    public StructType keys() {
        return states.keys();
    }

    /** How many groups there are. */
    public long groups() {
        return states.groups();
    }

    /** The statistics of all rows, whatever their group. */
    public DatasetStatistics all() {
        return states.all();
    }

    /**
     * The statistics of one group.
     *
     * @param key a value for each of the columns, null where that is its value
     * @throws IllegalArgumentException if there are not as many values as columns, or there is no such group
     */
    public DatasetStatistics group(Object... key) {
        Objects.requireNonNull(
                key, "The key is null; give a value for each group column, and (Object) null for the group of null.");
        List<String> names = List.of(keys().fieldNames());
        if (key.length != names.size()) {
            throw new IllegalArgumentException(
                    "There are " + key.length + " values for the group columns " + names + "; give one for each.");
        }
        return states.table()
                .find(key)
                .map(row -> GroupStates.read(states.request(), row))
                .orElseThrow(() -> new IllegalArgumentException("There is no group " + Arrays.deepToString(key) + " of "
                        + names + "; name one of the " + groups() + " that were seen."));
    }

    /**
     * The statistics of each of these groups, in their order; nothing where there is no such group.
     *
     * @param keys a value for each of the columns, null where that is its value
     */
    public List<Optional<DatasetStatistics>> find(List<List<Object>> keys) {
        Objects.requireNonNull(keys, "The list of keys is null; give keys, each a value for each group column.");
        ScanRequest request = states.request();
        return states.table().findAll(keys).stream()
                .map(found -> found.map(row -> GroupStates.read(request, row)))
                .toList();
    }

    /**
     * The keys of the groups with the most rows, those first, and the statistics of each.
     *
     * @throws IllegalArgumentException if fewer than 0 are asked for
     */
    public Map<List<Object>, DatasetStatistics> largest(int groups) {
        if (groups < 0) {
            throw new IllegalArgumentException("The number of groups is " + groups + "; give one from 0 up.");
        }
        StructType sized = keys().add(ROWS, DataTypes.LongType).add(GroupRows.STATE, DataTypes.BinaryType);
        ScanRequest request = states.request();
        Map<List<Object>, DatasetStatistics> largest = new LinkedHashMap<>();
        for (Row row : map(sized, (key, group) -> List.of(group.rows(), GroupStates.bytes(group)))
                .greatest(ROWS, groups)) {
            List<Object> key = new ArrayList<>();
            for (int k = 0; k < keys().size(); k++) {
                key.add(row.get(k));
            }
            largest.put(key, GroupStates.read(request, row));
        }
        return largest;
    }

    /** A row for each group: its key and what becomes of its statistics. */
    public GroupTable map(StructType schema, GroupCells cells) {
        Objects.requireNonNull(schema, "The schema is null; give that of the rows to make.");
        Objects.requireNonNull(cells, "The function is null; give one that makes the cells of a group.");
        return states.map(schema, cells);
    }

    /**
     * A row for each group of either: its key, and what becomes of both its statistics. Keys are the same by their values,
     * whatever the group columns are called.
     *
     * @param cells the columns behind the key
     * @throws IllegalArgumentException if there are not as many group columns, or one is of another type
     */
    public Dataset<Row> beside(GroupedStatistics other, StructType cells, GroupPairCells pair) {
        Objects.requireNonNull(other, "The other statistic is null; give one by the same columns.");
        Objects.requireNonNull(cells, "The schema of the cells is null; give that of the columns behind the key.");
        Objects.requireNonNull(pair, "The function is null; give one that makes the cells of a pair.");
        return GroupPairs.join(states, other.states, cells, pair);
    }

    /**
     * The statistics of these columns only, in this order.
     *
     * @throws IllegalArgumentException if a column is unknown, with the nearest names
     */
    public GroupedStatistics select(String... columns) {
        DatasetStatistics selected = all().select(columns);
        String[] names = selected.columns().stream().map(ColumnStatistics::name).toArray(String[]::new);
        GroupTable table =
                map(states.schema(), (key, group) -> Collections.singletonList(GroupStates.bytes(group.select(names))));
        return new GroupedStatistics(new GroupStates(keys(), selected, groups(), table));
    }

    /**
     * The statistics of both together, group by group; a group that only one of them has is kept. See
     * {@link DatasetStatistics#merge}.
     *
     * @throws IllegalArgumentException if the group columns, the columns or the weighting differ
     */
    public GroupedStatistics merge(GroupedStatistics other) {
        Objects.requireNonNull(other, "The other statistic is null; give one to merge with.");
        if (!keyTypes().equals(other.keyTypes())) {
            throw new IllegalArgumentException("One of the statistics is by " + keys().simpleString()
                    + " and the other by " + other.keys().simpleString() + "; scan again by the same columns.");
        }
        // Not the sum of the groups: rows of weight 0 were counted, and are in none.
        DatasetStatistics all = all().merge(other.all());
        ScanRequest request = GroupStates.request(all, keys());
        Dataset<Row> rows = states.of(request)
                .table()
                .rows()
                .union(other.states.of(request).table().rows());
        GroupStates merged = GroupMerge.ofStates(rows.sparkSession(), request, Plans.rows(rows));
        return new GroupedStatistics(new GroupStates(keys(), all, merged.groups(), merged.table()));
    }

    private List<String> keyTypes() {
        return Arrays.stream(keys().fields())
                .map(key -> key.name() + " " + key.dataType().catalogString())
                .toList();
    }

    /**
     * A row for each group and feature: the group columns, and behind them those of {@link DatasetStatistics#toDataset};
     * {@link #of} reads them.
     */
    public Dataset<Row> toDataset() {
        StructType features = keys().add("features", DataTypes.createArrayType(StatisticsTable.SCHEMA));
        List<Column> columns = new ArrayList<>();
        for (String key : keys().fieldNames()) {
            columns.add(ColumnIndex.column(key));
        }
        columns.add(functions.inline(functions.col("features")));
        return map(
                        features,
                        (key, group) ->
                                Collections.singletonList(group.tableRows().toArray()))
                .rows()
                .select(columns.toArray(Column[]::new));
    }

    /** The statistics of all rows, and how many groups there are. */
    @Override
    public String toString() {
        return groups() + " groups by " + List.of(keys().fieldNames()) + "\n" + all();
    }
}
