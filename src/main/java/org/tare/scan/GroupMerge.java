package org.tare.scan;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupTable;
import org.tare.spark.plan.KeptRows;
import org.tare.spark.plan.Plans;

/** How rows and states of groups become one state a group: they meet by their keys, in order, one group after the other. */
final class GroupMerge {
    private GroupMerge() {}

    /**
     * The statistics of each group.
     *
     * @param rows of the form that the request gives them
     * @throws IllegalArgumentException if data is bad
     */
    static GroupStates merge(SparkSession session, ScanRequest request, JavaRDD<InternalRow> rows) {
        GroupRows form = request.groupRows();
        Column[] keys = form.keyNames().stream().map(functions::col).toArray(Column[]::new);
        Dataset<Row> met = Plans.dataset(Plans.shuffling(session), rows, form.schema())
                .repartition(keys)
                .sortWithinPartitions(keys);
        List<String> names = request.keys().stream().map(StructField::name).toList();
        KeptRows kept = Plans.kept(
                session,
                Plans.rows(met).mapPartitions(part -> new MergedGroups(request, part)),
                form.resultSchema(names));
        Column groups = functions.col(GroupRows.GROUPS);
        long number = 0;
        PartitionState all = PartitionScan.ofNothing(request);
        for (Row total : kept.data().where(groups.isNotNull()).collectAsList()) {
            number += total.<Long>getAs(GroupRows.GROUPS);
            all = all.merge(PartitionState.fromBytes(request, total.getAs(GroupRows.STATE)));
        }
        if (all.isFailed()) {
            kept.release();
            throw new IllegalArgumentException(all.failure());
        }
        Dataset<Row> states = kept.data().where(groups.isNull()).drop(groups);
        GroupStates merged = held(request, all.statistics(), number, states);
        if (merged.table().isLocal()) {
            kept.release();
        }
        return merged;
    }

    /** Few groups come to the driver. */
    static GroupStates held(ScanRequest request, DatasetStatistics all, long groups, Dataset<Row> states) {
        long moments = Math.multiplyExact(groups, request.moments());
        return new GroupStates(keys(request), all, groups, GroupTable.of(states).held(moments));
    }

    static StructType keys(ScanRequest request) {
        return new StructType(request.keys().stream()
                .map(key -> new StructField(key.name(), key.dataType(), true, key.metadata()))
                .toArray(StructField[]::new));
    }
}
