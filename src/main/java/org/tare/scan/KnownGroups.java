package org.tare.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.group.GroupRows;

/** The first groups that a partition meets, by their numbers, and what accumulates each. */
final class KnownGroups {
    /** Moments that a task may hold at once, some 25 MB with the values that wait for them. */
    static final long MOST_MOMENTS = 50_000;

    private static final long FEWEST = 16;

    private final ScanRequest request;
    private final GroupRows form;
    private final GroupIndex index;
    private final List<PartitionScan> scans = new ArrayList<>();

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
            scans.add(new PartitionScan(request));
        }
        return group;
    }

    int size() {
        return scans.size();
    }

    boolean isFull() {
        return index.isFull();
    }

    /** What accumulates a group. */
    PartitionScan scan(int group) {
        return scans.get(group);
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

    /** What was accumulated, which is given up group by group. */
    Iterator<InternalRow> states() {
        return IntStream.range(0, size())
                .mapToObj(group -> form.ofState(
                        index.key(group),
                        PartitionState.of(scans.set(group, null).statistics()).toBytes()))
                .iterator();
    }
}
