package org.tare.feature.plan;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A group in words: {@code origin = ATL, day = null}. */
public final class GroupName {
    private GroupName() {}

    /** The name by the group columns and their values. */
    public static String of(List<String> columns, List<?> key) {
        return IntStream.range(0, key.size())
                .mapToObj(k -> columns.get(k) + " = " + value(key.get(k)))
                .collect(Collectors.joining(", "));
    }

    /** A value of a group column; null for null. */
    public static String value(Object value) {
        return value == null
                ? null
                : value instanceof byte[] bytes ? "0x" + HexFormat.of().formatHex(bytes) : value.toString();
    }
}
