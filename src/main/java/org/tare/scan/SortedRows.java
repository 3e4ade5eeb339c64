package org.tare.scan;

import java.util.Arrays;

/** Some rows in the order of their groups. */
final class SortedRows {
    /** Rows at a time: enough for runs of some length in many groups, and few enough that values stay near in the caches. */
    static final int MOST = 1 << 18;

    private final int[] groups;
    private final int[] ends;

    private SortedRows(int[] groups, int[] ends) {
        this.groups = groups;
        this.ends = ends;
    }

    /** What is done with the sorted rows {@code [from, to)}, which are those of a group. */
    interface Run {
        void of(int group, int from, int to);
    }

    /** Puts in place of the group of each of the rows from {@code from} on its place among them once they are sorted. */
    static SortedRows sort(int[] rows, int from, int numGroups) {
        int to = Math.min(rows.length, from + MOST);
        int[] next = new int[numGroups];
        for (int i = from; i < to; i++) {
            next[rows[i]]++;
        }
        int[] groups = new int[numGroups];
        int[] ends = new int[numGroups];
        int some = 0;
        int end = 0;
        for (int g = 0; g < numGroups; g++) {
            int size = next[g];
            next[g] = end;
            end += size;
            if (size > 0) {
                groups[some] = g;
                ends[some++] = end;
            }
        }
        for (int i = from; i < to; i++) {
            rows[i] = next[rows[i]]++;
        }
        return new SortedRows(Arrays.copyOf(groups, some), Arrays.copyOf(ends, some));
    }

    void forEach(Run run) {
        int from = 0;
        for (int g = 0; g < groups.length; g++) {
            run.of(groups[g], from, ends[g]);
            from = ends[g];
        }
    }
}
