package org.tare.bench;

import java.util.Locale;

/** The tables of the scaling benchmark: double columns, or one column of vectors. */
enum TableShape {
    NARROW(10_000_000, 20),
    WIDE(200_000, 1_000),
    VERY_WIDE(20_000, 10_000),
    DENSE(1_000_000, 100),
    SPARSE(200_000, 10_000);

    final int rows;
    final int columns;

    TableShape(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    boolean isOfVectors() {
        return this == DENSE || this == SPARSE;
    }

    /** For people, with as many rows as the table really has. */
    String title(String work, long actualRows) {
        return "%s, %s, %,d x %,d"
                .formatted(work, name().toLowerCase(Locale.ROOT).replace('_', ' '), actualRows, columns);
    }
}
