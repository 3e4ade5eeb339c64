package org.tare.scan;

import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.tare.stat.GroupedSums;
import org.tare.stat.Moments;

/** The values of one column, of which nothing but moments is asked, on their way into the sums of their groups. */
final class GroupSums {
    /** So many windows may be bad. Then the values of each group need windows of their own. */
    private static final int MOST_WINDOWS = 8;

    /** One of so many values may not fit. */
    private static final int VALUES_A_MISFIT = 8;

    private final IntSupplier groups;
    private final IntFunction<PartitionScan> scans;
    private final int column;
    private GroupedSums sums;
    private int windows;
    private int room = GroupedSums.MOST;

    /**
     * Of no values.
     *
     * @param groups how many groups there are by now
     * @param scans what accumulates what sums do not hold, by group
     */
    GroupSums(IntSupplier groups, IntFunction<PartitionScan> scans, int column) {
        this.groups = groups;
        this.scans = scans;
        this.column = column;
    }

    /** Whether most values fit a window. */
    boolean isWorthWhile() {
        return windows <= MOST_WINDOWS;
    }

    /** Adds {@code values[from..to)} of rows whose groups stand from {@code first} on. */
    void add(int[] groupOfRow, int first, double[] values, int from, int to) {
        room -= to - from;
        if (room < 0) {
            flush();
            room = GroupedSums.MOST - (to - from);
        }
        if (sums == null) {
            sums = new GroupedSums(values, from, to);
            windows++;
        }
        sums.reserve(groups.getAsInt());
        int misfits = sums.add(
                groupOfRow,
                first,
                values,
                from,
                to,
                (group, value) -> scans.apply(group).add(column, value));
        if (misfits > (to - from) / VALUES_A_MISFIT) {
            flush();
        }
    }

    /** Moves the sums to what accumulates the groups. */
    private void flush() {
        for (int group = 0; group < groups.getAsInt(); group++) {
            move(group);
        }
        sums = null;
    }

    /** Moves the sums of a group to what accumulates it. */
    void move(int group) {
        if (isKnown(group)) {
            scans.apply(group).add(column, sums, group);
        }
    }

    private boolean isKnown(int group) {
        return sums != null && group < sums.groups();
    }

    /** The moments of the values of a group, of which none went to what accumulates it. */
    Moments moments(int group) {
        return isKnown(group) ? sums.moments(group) : Moments.empty();
    }
}
