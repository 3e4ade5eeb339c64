package org.tare.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tare.spark.group.GroupIndex;
import org.tare.spark.group.GroupRows;
import org.tare.stat.Moments;

/** The first groups that a partition meets, by their numbers, and what accumulates each. */
final class KnownGroups {
    /** Moments that a task may hold at once, some 25 MB with the values that wait for them. */
    static final long MOST_MOMENTS = 50_000;

    /** As many groups as there is always room for. */
    static final long FEWEST = 16;

    private static final int FIRST = 64;

    private final ScanRequest request;
    private final GroupRows form;
    private final GroupIndex index;
    /** What accumulates what does not go to the sums, or null where all does. */
    private final List<PartitionScan> scans = new ArrayList<>();
    /** Of each column that is summed its sums, or null. */
    private final GroupSums[] sums;
    /** Whether sums may tell all of a group. */
    private final boolean areMomentsOfNumbers;

    private long[] rows = {};
    /** Of the groups of which other states were met what these hold together. */
    private final Map<Integer, PartitionState> states = new HashMap<>();

    /** With room for so many moments. */
    KnownGroups(ScanRequest request, long moments) {
        this.request = request;
        this.form = request.groupRows();
        this.sums = new GroupSums[request.columns().size()];
        this.areMomentsOfNumbers = request.takesMoments()
                && request.weight() == null
                && request.columns().stream().allMatch(column -> column.isScalar() && !column.takesMoreThanMoments());
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
            if (group == rows.length) {
                rows = Arrays.copyOf(rows, Math.max(FIRST, 2 * group));
            }
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

    /** What sums a column, of which nothing but moments is asked. */
    GroupSums sums(int column) {
        if (sums[column] == null) {
            sums[column] = new GroupSums(this::size, this::scan, column);
        }
        return sums[column];
    }

    /** Counts rows of these groups. */
    void countRows(int[] groupOfRow, int n) {
        for (int i = 0; i < n; i++) {
            rows[groupOfRow[i]]++;
        }
    }

    /** Why nothing can be told of the groups. */
    InternalRow failed(BadDataException e) {
        return form.ofState(index.key(0), PartitionState.failed(e).toBytes());
    }

    /** What was accumulated of a group, which is given up. */
    PartitionState giveUp(int group) {
        PartitionState state = states.remove(group);
        if (state != null && scans.get(group) == null && rows[group] == 0) {
            return state;
        }
        PartitionState ofRows =
                PartitionState.of(areMomentsOfNumbers && scans.get(group) == null ? summed(group) : scanned(group));
        return state == null ? ofRows : state.merge(ofRows);
    }

    private DatasetStatistics scanned(int group) {
        PartitionScan scan = scan(group);
        scan.countRows(rows[group]);
        for (GroupSums column : sums) {
            if (column != null) {
                column.move(group);
            }
        }
        scans.set(group, null);
        return scan.statistics();
    }

    /** The same without what else accumulates, which takes most of the time where groups are many. */
    private DatasetStatistics summed(int group) {
        List<ColumnStatistics> columns = new ArrayList<>(sums.length);
        for (int c = 0; c < sums.length; c++) {
            Moments moments = sums[c] == null ? Moments.empty() : sums[c].moments(group);
            columns.add(ColumnStatistics.of(request.columns().get(c), moments));
        }
        return new DatasetStatistics(columns, rows[group], null);
    }

    /** What was accumulated, which is given up group by group. */
    Iterator<InternalRow> states() {
        return IntStream.range(0, size())
                .mapToObj(group -> form.ofState(index.key(group), giveUp(group).toBytes()))
                .iterator();
    }
}
