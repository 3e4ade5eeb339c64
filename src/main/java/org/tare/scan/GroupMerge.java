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
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupShuffle;
import org.tare.spark.group.GroupTable;
import org.tare.spark.plan.KeptRows;
import org.tare.spark.plan.Plans;

/** How rows and states of groups become one state a group: those of a group meet in one partition. */
final class GroupMerge {
    /** Moments of groups that are one partition of the result, some 50 MB. */
    private static final long MOMENTS_A_PARTITION = 500_000;

    private GroupMerge() {}

    /**
     * The statistics of each group, of its states.
     *
     * @param states of the form that the request gives them
     * @throws IllegalArgumentException if data is bad
     */
    static GroupStates ofStates(SparkSession session, ScanRequest request, JavaRDD<InternalRow> states) {
        return FewGroups.find(session, request, room -> states).orElseGet(() -> merge(session, request, states));
    }

    /**
     * The statistics of each group.
     *
     * @param rows values and states, of the form that the request gives them
     * @throws IllegalArgumentException if data is bad
     */
    static GroupStates merge(SparkSession session, ScanRequest request, JavaRDD<InternalRow> rows) {
        GroupRows form = request.groupRows();
        List<String> names = request.keys().stream().map(StructField::name).toList();
        KeptRows kept = Plans.kept(
                session,
                GroupShuffle.byKey(form, rows, Plans.shufflePartitions(session))
                        .mapPartitions(part -> HashedGroups.merge(request, part)),
                form.resultSchema(names));
        try {
            return merged(session, request, kept);
        } catch (RuntimeException e) {
            kept.release();
            throw e;
        }
    }

    private static GroupStates merged(SparkSession session, ScanRequest request, KeptRows kept) {
        Column groups = functions.col(GroupRows.GROUPS);
        long number = 0;
        PartitionState all = PartitionScan.ofNothing(request);
        for (Row total : kept.data().where(groups.isNotNull()).collectAsList()) {
            number += total.<Long>getAs(GroupRows.GROUPS);
            all = all.merge(PartitionState.fromBytes(request, total.getAs(GroupRows.STATE)));
        }
        if (all.isFailed()) {
            throw new IllegalArgumentException(all.failure());
        }
        Dataset<Row> states = kept.data().where(groups.isNull()).drop(groups);
        GroupStates merged =
                held(request, all.statistics(), number, states.coalesce(partitions(session, request, number)));
        if (merged.table().isLocal()) {
            kept.release();
        }
        return merged;
    }

    /** How many partitions are worth while for the states of so many groups. */
    private static int partitions(SparkSession session, ScanRequest request, long groups) {
        long large = moments(request, groups) / MOMENTS_A_PARTITION;
        return (int) Math.max(session.sparkContext().defaultParallelism(), Math.min(large, Integer.MAX_VALUE));
    }

    private static long moments(ScanRequest request, long groups) {
        return Math.multiplyExact(groups, request.moments());
    }

    /** Few groups come to the driver. */
    static GroupStates held(ScanRequest request, DatasetStatistics all, long groups, Dataset<Row> states) {
        return new GroupStates(
                request.keySchema(), all, groups, GroupTable.of(states).held(moments(request, groups)));
    }
}
