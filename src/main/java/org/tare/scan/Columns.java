package org.tare.scan;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * How a column is found by its name.
 *
 * <p>The name as it stands comes first, dots and all; then the name within backticks; then, unless the session's
 * {@code spark.sql.caseSensitive} is set, the name in other letter case.
 */
public final class Columns {
    private static final int NEAREST = 3;

    private Columns() {}

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if there is none, with the nearest names, or more than one
     */
    public static StructField find(StructType schema, String name) {
        return schema.fields()[indexOf(List.of(schema.fieldNames()), name, SparkInternals.caseSensitive())];
    }

    /** The column of exactly that name, dots and backticks included. */
    public static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    static int indexOf(List<String> names, String name, boolean caseSensitive) {
        List<Integer> found = matching(names, name, true);
        if (found.isEmpty() && name.length() > 2 && name.startsWith("`") && name.endsWith("`")) {
            return indexOf(names, name.substring(1, name.length() - 1).replace("``", "`"), caseSensitive);
        }
        if (found.isEmpty() && !caseSensitive) {
            found = matching(names, name, false);
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    found.size() + " columns are named '" + name + "'; rename all but one of them.");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no column '" + name + "'; " + nearest(names, name) + ".");
        }
        return found.get(0);
    }

    private static List<Integer> matching(List<String> names, String name, boolean caseSensitive) {
        return IntStream.range(0, names.size())
                .filter(i ->
                        caseSensitive ? names.get(i).equals(name) : names.get(i).equalsIgnoreCase(name))
                .boxed()
                .toList();
    }

    private static String nearest(List<String> names, String name) {
        if (names.isEmpty()) {
            return "there are no columns at all";
        }
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String wanted = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .distinct()
                .sorted(Comparator.comparing(known -> distance.apply(known.toLowerCase(Locale.ROOT), wanted)))
                .limit(NEAREST)
                .collect(Collectors.joining("', '", "the nearest names are '", "'"));
    }
}
