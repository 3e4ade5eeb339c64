package org.tare.spark.parquet;

import java.util.Objects;

/** A page of a column by which rows are grouped. */
public final class KeyPage {
    /** In place of a code where a row has null. */
    public static final int NULL = -1;

    private final Object[] values;
    private final Presence presence;
    private final CodeStream codes;

    /** @param codes those of the rows that are not null, or null if all are */
    KeyPage(Object[] values, Presence presence, CodeStream codes) {
        this.values = values;
        this.presence = presence;
        this.codes = codes;
    }

    /** How many rows it has. */
    public int rows() {
        return presence.size() + presence.nulls();
    }

    /** The value of each code, the same array for all pages with the same codes. */
    public Object[] values() {
        return values;
    }

    /** Tells the code of each row, or {@link #NULL}; to be called once. */
    public int[] codes() {
        int[] all = new int[rows()];
        int size = presence.size();
        if (size > 0) {
            codes.next(size, all);
            for (int i = 0; i < size; i++) {
                Objects.checkIndex(all[i], values.length);
            }
        }
        if (size < all.length) {
            boolean[] isPresent = new boolean[all.length];
            presence.get(isPresent);
            for (int i = all.length - 1; i >= 0; i--) {
                all[i] = isPresent[i] ? all[--size] : NULL;
            }
        }
        return all;
    }
}
