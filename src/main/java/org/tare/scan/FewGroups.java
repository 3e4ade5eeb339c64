package org.tare.scan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.tare.spark.group.GroupRows;
import org.tare.spark.group.GroupTable;
import org.tare.spark.plan.PartitionJob;

/** Groups that are so few that what partitions hold of them goes straight to the driver, without a shuffle. */
final class FewGroups {
    /** Moments of all partitions together, some 20 MB. */
    private static final long MOST_MOMENTS = 200_000;

    /** In place of what a partition holds that has more groups. */
    private static final byte[] MORE = {};

    private FewGroups() {}

    /**
     * The statistics of each group, if they are few. Else the job ends where its tasks meet more groups than they may.
     *
     * @param partial states of groups, and rows of those beyond the moments that each of so many partitions may keep
     * @throws IllegalArgumentException if data is bad
     */
    static Optional<GroupStates> find(
            SparkSession session, ScanRequest request, Function<IntToLongFunction, JavaRDD<InternalRow>> partial) {
        GroupRows form = request.groupRows();
        JavaRDD<InternalRow> rows = partial.apply(FewGroups::moments);
        if (moments(rows.getNumPartitions()) < request.moments()) {
            return Optional.empty();
        }
        long most = Math.max(KnownGroups.FEWEST, moments(rows.getNumPartitions()) / request.moments());
        return states(form, rows, most).map(states -> merge(session, request, form.inOrder(states)));
    }

    /** What partitions hold. As many as run at once come first, so that little is read in vain where groups are many. */
    private static Optional<List<byte[]>> states(GroupRows form, JavaRDD<InternalRow> rows, long most) {
        int partitions = rows.getNumPartitions();
        List<byte[]> states = new ArrayList<>();
        int to = Math.min(partitions, rows.context().defaultParallelism());
        for (int from = 0; from < partitions; from = to, to = partitions) {
            states.addAll(PartitionJob.run(rows, part -> bytes(form, part, most), from, to));
            if (states.stream().anyMatch(state -> state.length == 0)) {
                return Optional.empty();
            }
        }
        return Optional.of(states);
    }

    private static long moments(int partitions) {
        return Math.min(KnownGroups.MOST_MOMENTS, MOST_MOMENTS / Math.max(1, partitions));
    }

    private static Iterator<byte[]> bytes(GroupRows form, Iterator<InternalRow> rows, long most) {
        List<byte[]> states = new ArrayList<>();
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (form.state(row) == null || states.size() == most) {
                return Collections.singleton(MORE).iterator();
            }
            states.add(form.toBytes(row));
        }
        return states.iterator();
    }

    private static GroupStates merge(SparkSession session, ScanRequest request, List<InternalRow> states) {
        GroupRows form = request.groupRows();
        List<Row> groups = new ArrayList<>();
        MergedGroups merged = new MergedGroups(request, states.iterator());
        InternalRow next = merged.next();
        while (merged.hasNext()) {
            groups.add(form.group(next));
            next = merged.next();
        }
        PartitionState all = PartitionState.fromBytes(request, form.stateOfResult(next));
        if (all.isFailed()) {
            throw new IllegalArgumentException(all.failure());
        }
        List<String> names = request.keys().stream().map(StructField::name).toList();
        return new GroupStates(
                request.keySchema(),
                all.statistics(),
                groups.size(),
                GroupTable.of(session, groups, form.groupSchema(names)));
    }
}
