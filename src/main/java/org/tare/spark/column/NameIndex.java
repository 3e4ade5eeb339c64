package org.tare.spark.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** An index of column names that finds a name as it stands, within backticks, or in other letter case. */
public final class NameIndex implements Serializable {
    private static final int NEAREST = 3;

    /** So many columns are named where none has a name that is near. */
    private static final int LISTED = 10;

    private final List<String> names;
    private final boolean caseSensitive;
    private final Map<String, List<Integer>> exact = new HashMap<>();
    private final Map<String, List<Integer>> folded = new HashMap<>();

    public NameIndex(List<String> names, boolean caseSensitive) {
        this.names = new ArrayList<>(names);
        this.caseSensitive = caseSensitive;
        for (int i = 0; i < names.size(); i++) {
            exact.computeIfAbsent(names.get(i), name -> new ArrayList<>(1)).add(i);
            folded.computeIfAbsent(fold(names.get(i)), name -> new ArrayList<>(1))
                    .add(i);
        }
    }

    /**
     * Where the name stands.
     *
     * @throws IllegalArgumentException if it is unknown, with the nearest names or else all, or stands for more than one column
     */
    public int indexOf(String name) {
        List<Integer> found = exact.getOrDefault(require(name), List.of());
        if (found.isEmpty() && name.length() > 2 && name.startsWith("`") && name.endsWith("`")) {
            return indexOf(unquoted(name));
        }
        if (found.isEmpty() && !caseSensitive) {
            found = folded.getOrDefault(fold(name), List.of());
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    found.size() + " columns are named '" + name + "'; rename all but one of them.");
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no column '" + name + "'; " + nearest(name) + ".");
        }
        return found.get(0);
    }

    /** Where the one column of this name stands, if there is one; the name stands without backticks. */
    public OptionalInt find(String name) {
        List<Integer> found = same(name);
        return found.size() == 1 ? OptionalInt.of(found.get(0)) : OptionalInt.empty();
    }

    /** Whether {@link #indexOf} finds the name, once or more often. */
    boolean has(String name) {
        if (exact.containsKey(name) || (!caseSensitive && folded.containsKey(fold(name)))) {
            return true;
        }
        return name.length() > 2 && name.startsWith("`") && name.endsWith("`") && has(unquoted(name));
    }

    /** Whether one column and no other is of this name, which stands without backticks. */
    boolean hasOnce(String name) {
        return same(name).size() == 1;
    }

    private List<Integer> same(String name) {
        List<Integer> found = exact.getOrDefault(name, List.of());
        return found.isEmpty() && !caseSensitive ? folded.getOrDefault(fold(name), List.of()) : found;
    }

    private static String unquoted(String name) {
        return name.substring(1, name.length() - 1).replace("``", "`");
    }

    /** A name here that Spark would take for this one, if there is one. */
    Optional<String> sameAs(String name) {
        List<Integer> found =
                caseSensitive ? exact.getOrDefault(name, List.of()) : folded.getOrDefault(fold(name), List.of());
        return found.stream().findFirst().map(names::get);
    }

    private String nearest(String name) {
        if (names.isEmpty()) {
            return "there are no columns at all";
        }
        List<String> near = NearestName.of(name, exact.keySet(), NEAREST);
        if (near.size() == 1) {
            return "the nearest name is '" + near.get(0) + "'";
        }
        if (!near.isEmpty()) {
            return near.stream().collect(Collectors.joining("', '", "the nearest names are '", "'"));
        }
        String more = exact.size() > LISTED ? " and " + (exact.size() - LISTED) + " more" : "";
        return names.stream().distinct().limit(LISTED).collect(Collectors.joining("', '", "there are '", "'" + more));
    }

    private static String require(String name) {
        return Objects.requireNonNull(name, "The name of a column is null; give one.");
    }

    /** What is equal for names of which {@code equalsIgnoreCase}, by which Spark compares them, is true. */
    static String fold(String name) {
        char[] folded = require(name).toCharArray();
        for (int i = 0; i < folded.length; i++) {
            folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
        }
        return new String(folded);
    }
}
