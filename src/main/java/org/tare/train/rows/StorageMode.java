package org.tare.train.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a worker keeps its rows. */
public enum StorageMode {
    /** On disk if they are too many for memory. */
    AUTO,
    MEMORY,
    DISK;

    public static StorageMode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(StorageMode::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
