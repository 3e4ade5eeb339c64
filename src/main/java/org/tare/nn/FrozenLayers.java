package org.tare.nn;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of layers, such as {@code 0-4, 6.1}: a number, a range of numbers, or that of a layer within another. */
public final class FrozenLayers {
    private final String text;
    private final List<String> names;

    private FrozenLayers(String text, List<String> names) {
        this.text = text;
        this.names = names;
    }

    /**
     * Reads them; a blank text has none.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public static FrozenLayers parse(String text) {
        List<String> names = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !text.isBlank())
                .flatMap(name -> names(name, text))
                .toList();
        return new FrozenLayers(text, names);
    }

    private static Stream<String> names(String name, String text) {
        String[] ends = name.split("-", 2);
        boolean range = name.matches("\\d{1,6}-\\d{1,6}") && Integer.parseInt(ends[0]) <= Integer.parseInt(ends[1]);
        if (!range && !name.matches("\\w+(\\.\\w+)*")) {
            throw new IllegalArgumentException("frozenLayers is \"" + text + "\", and \"" + name
                    + "\" names no layers; give numbers of layers and ranges of them, such as 0-4, 6.");
        }
        return range
                ? IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                        .mapToObj(Integer::toString)
                : Stream.of(name);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether a weight of this name is in one of them. */
    boolean holds(String parameter) {
        return names.stream().anyMatch(name -> parameter.startsWith(name + "."));
    }

    void check(Collection<String> layers) {
        for (String name : names) {
            if (layers.stream().noneMatch(layer -> layer.equals(name) || layer.startsWith(name + "."))) {
                throw new IllegalArgumentException("frozenLayers is \"" + text + "\", and " + name
                        + " is none of the network's layers, which are " + String.join(", ", layers) + ".");
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
