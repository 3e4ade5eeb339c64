package org.tare.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.group.GroupRows;

/** The first groups that a partition meets, by their numbers, and what accumulates each. */
final class KnownGroups {
    /** Moments that a task may hold at once, some 25 MB with the values that wait for them. */
    static final long MOST_MOMENTS = 50_000;

    /** As many groups as there is always room for. */
    static final long FEWEST = 16;

    private final ScanRequest request;
    private final GroupRows form;
    private final GroupIndex index;
    private final List<PartitionScan> scans = new ArrayList<>();
    /** Of the groups of which other states were met what these hold together. */
    private final Map<Integer, PartitionState> states = new HashMap<>();

    /** With room for so many moments. */
    KnownGroups(ScanRequest request, long moments) {
        this.request = request;
        this.form = request.groupRows();
        this.index = new GroupIndex(form, (int) Math.max(FEWEST, moments / request.moments()));
    }

    /** The number of a row's group, or {@link GroupIndex#NONE} where there is no room for it. */
    int of(InternalRow row) {
        return known(index.of(row));
    }

    /** The same of rows whose only key is that value. */
    int ofValue(Object key) {
        return known(index.ofValue(key));
    }

    private int known(int group) {
        if (group == scans.size()) {
            scans.add(null);
        }
        return group;
    }

    int size() {
        return scans.size();
    }

    boolean isFull() {
        return index.isFull();
    }

    InternalRow key(int group) {
        return index.key(group);
    }

    /** What accumulates a group. */
    PartitionScan scan(int group) {
        PartitionScan scan = scans.get(group);
        if (scan == null) {
            scan = new PartitionScan(request);
            scans.set(group, scan);
        }
        return scan;
    }

    /** Merges a state of a group with what is accumulated of it. */
    void merge(int group, PartitionState state) {
        states.merge(group, state, PartitionState::merge);
    }

    /** Counts rows of these groups. */
    void countRows(int[] groupOfRow, int rows) {
        int[] ofGroups = new int[size()];
        for (int i = 0; i < rows; i++) {
            ofGroups[groupOfRow[i]]++;
        }
        for (int group = 0; group < ofGroups.length; group++) {
            scan(group).countRows(ofGroups[group]);
        }
    }

    /** Why nothing can be told of the groups. */
    InternalRow failed(BadDataException e) {
        return form.ofState(index.key(0), PartitionState.failed(e).toBytes());
    }

    /** What was accumulated of a group, which is given up. */
    PartitionState giveUp(int group) {
        PartitionScan scan = scans.set(group, null);
        PartitionState state = states.remove(group);
        if (scan == null) {
            return state;
        }
        PartitionState ofRows = PartitionState.of(scan.statistics());
        return state == null ? ofRows : state.merge(ofRows);
    }

    /** What was accumulated, which is given up group by group. */
    Iterator<InternalRow> states() {
        return IntStream.range(0, size())
                .mapToObj(group -> form.ofState(index.key(group), giveUp(group).toBytes()))
                .iterator();
    }
}
