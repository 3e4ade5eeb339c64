package org.tare.spark.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;

/** Which rows of a page have a value. */
final class Presence {
    private static final int AT_ONCE = 1024;

    private final int rows;
    private final int size;
    private final ByteBuffer levels;
    private final int present;

    private Presence(int rows, int size, ByteBuffer levels, int present) {
        this.rows = rows;
        this.size = size;
        this.levels = levels;
        this.present = present;
    }

    static Presence ofAll(int rows) {
        return new Presence(rows, rows, null, 0);
    }

    /** As a page of a column tells that has no lists in it. */
    static Presence of(EncodedPage page, ColumnDescriptor column) {
        int present = column.getMaxDefinitionLevel();
        return present == 0 ? ofAll(page.size()) : of(page.definition(), page.size(), present);
    }

    /** As the definition levels of so many rows tell, of which {@code present} is that of a value which is not null. */
    static Presence of(ByteBuffer levels, int rows, int present) {
        if (rows == 0) {
            return ofAll(0);
        }
        ByteBuffer start = levels.duplicate();
        int head = RunHead.next(start);
        if (!RunHead.isPacked(head) && RunHead.length(head) == rows && start.remaining() == 1) {
            return new Presence(rows, start.get() == present ? rows : 0, levels, present);
        }
        CodeStream codes = new CodeStream(width(present), levels, rows);
        int[] some = new int[AT_ONCE];
        int size = 0;
        for (int from = 0; from < rows; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, rows - from);
            codes.next(count, some);
            for (int i = 0; i < count; i++) {
                size += some[i] == present ? 1 : 0;
            }
        }
        return new Presence(rows, size, levels, present);
    }

    private static int width(int present) {
        return BytesUtils.getWidthFromMaxInt(present);
    }

    /** How many rows have a value. */
    int size() {
        return size;
    }

    int nulls() {
        return rows - size;
    }

    void get(boolean[] isPresent) {
        if (size == 0 || size == rows) {
            Arrays.fill(isPresent, 0, rows, size > 0);
            return;
        }
        CodeStream codes = new CodeStream(width(present), levels, rows);
        int[] some = new int[AT_ONCE];
        for (int from = 0; from < rows; from += AT_ONCE) {
            int count = Math.min(AT_ONCE, rows - from);
            codes.next(count, some);
            for (int i = 0; i < count; i++) {
                isPresent[from + i] = some[i] == present;
            }
        }
    }
}
