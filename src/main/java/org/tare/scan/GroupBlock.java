package org.tare.scan;

import java.util.Arrays;

/**
 * Rows that wait until they are many: in the order of their groups, the values of a column are blocks of some length, where one by
 * one each would fetch its accumulator from a distant cache.
 */
final class GroupBlock {
    /** As many rows as a column of them stays in the second-level cache. */
    private static final int ROWS = 1 << 17;

    /** Rows that there is room for at first. */
    private static final int FEWEST = 1 << 10;

    /** Values of all columns: 16 MiB. */
    private static final int VALUES = 1 << 21;

    /** As many rows as are read and summed without leaving the first-level cache. */
    private static final int FEW_ROWS = 1 << 12;

    private final int most;
    private final double[][] values;
    private int[] groups = {};
    private int fill;

    private GroupBlock(int columns, int most) {
        this.most = Math.min(most, VALUES / Math.max(1, columns));
        this.values = new double[columns][0];
    }

    /** For rows of so many columns that leave group by group. */
    static GroupBlock sorted(int columns) {
        return new GroupBlock(columns, ROWS);
    }

    /** For rows of so many columns that leave as they come. */
    static GroupBlock inOrder(int columns) {
        return new GroupBlock(columns, FEW_ROWS);
    }

    /** Whether so many more rows are too many. */
    boolean isFullWith(int rows) {
        return fill > 0 && fill + rows > most;
    }

    /** Adds a row of that group; the place where its values go. */
    int add(int group) {
        if (fill == groups.length) {
            groups = Arrays.copyOf(groups, Math.max(FEWEST, 2 * fill));
            for (int c = 0; c < values.length; c++) {
                values[c] = Arrays.copyOf(values[c], groups.length);
            }
        }
        groups[fill] = group;
        return fill++;
    }

    /** The values of a column, of which those of the rows are to be set. */
    double[] column(int c) {
        return values[c];
    }

    /** The group of each row. */
    int[] groups() {
        return groups;
    }

    int rows() {
        return fill;
    }

    /** Forgets all rows. */
    void clear() {
        fill = 0;
    }

    /** What becomes of the rows of a group. */
    interface Taker {
        /** Takes so many rows. */
        void rows(int group, int rows);

        /** Takes the values {@code [0, rows)} that these rows have in a column. */
        void values(int column, int group, double[] values, int rows);
    }

    /** Hands all rows on, group by group. */
    void flush(int numGroups, Taker taker) {
        int[] starts = new int[numGroups + 1];
        for (int i = 0; i < fill; i++) {
            starts[groups[i]]++;
        }
        int longest = 0;
        int end = 0;
        for (int g = 0; g < numGroups; g++) {
            int rows = starts[g];
            if (rows > 0) {
                taker.rows(g, rows);
            }
            longest = Math.max(longest, rows);
            end += rows;
            starts[g] = end;
        }
        starts[numGroups] = end;
        int[] order = new int[fill];
        for (int i = fill - 1; i >= 0; i--) {
            order[--starts[groups[i]]] = i;
        }
        double[] block = new double[longest];
        for (int c = 0; c < values.length; c++) {
            double[] column = values[c];
            for (int g = 0; g < numGroups; g++) {
                int rows = starts[g + 1] - starts[g];
                for (int i = 0; i < rows; i++) {
                    block[i] = column[order[starts[g] + i]];
                }
                if (rows > 0) {
                    taker.values(c, g, block, rows);
                }
            }
        }
        clear();
    }
}
