package org.tare.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupTable;
import org.tare.stat.Statistic;

/**
 * The states of groups, and what tells how to read them.
 *
 * @param keys the group columns
 * @param all the statistics of all rows, which have the columns and kinds of each group
 * @param groups how many groups there are
 * @param table for each group its key and its state
 */
record GroupStates(StructType keys, DatasetStatistics all, long groups, GroupTable table) implements Serializable {
    /** What such statistics hold. */
    static ScanRequest request(DatasetStatistics statistics, StructType keys) {
        List<ColumnRequest> columns =
                statistics.columns().stream().map(GroupStates::request).toList();
        StructField weight = statistics
                .weightCol()
                .map(name -> new StructField(name, DataTypes.DoubleType, true, Metadata.empty()))
                .orElse(null);
        return new ScanRequest(columns, weight, List.of(keys.fields()), keys, true);
    }

    private static ColumnRequest request(ColumnStatistics column) {
        List<Statistic<?>> kinds =
                column.size() == 0 ? List.of() : List.copyOf(column.feature(0).kinds());
        ColumnTraits traits = column.traits();
        StructField field = new StructField(traits.name(), traits.type(), true, Metadata.empty());
        return new ColumnRequest(field, traits, kinds, List.of(), true);
    }

    ScanRequest request() {
        return request(all, keys);
    }

    static DatasetStatistics read(ScanRequest request, Row row) {
        return PartitionState.fromBytes(request, row.getAs(GroupRows.STATE)).statistics();
    }

    static byte[] bytes(DatasetStatistics statistics) {
        return PartitionState.of(statistics).toBytes();
    }

    StructType schema() {
        return keys.add(GroupRows.STATE, DataTypes.BinaryType, false);
    }

    /** A row for each group: its key and what becomes of its statistics. */
    GroupTable map(StructType schema, GroupCells present) {
        ScanRequest request = request();
        int size = keys.size();
        return table.map(schema, row -> {
            List<Object> cells = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                cells.add(row.get(k));
            }
            cells.addAll(present.of(Collections.unmodifiableList(new ArrayList<>(cells)), read(request, row)));
            return RowFactory.create(cells.toArray());
        });
    }

    /** The same with just the columns and kinds of a request. */
    GroupStates of(ScanRequest request) {
        return new GroupStates(
                keys, all, groups, map(schema(), (key, group) -> Collections.singletonList(bytes(group.of(request)))));
    }
}
