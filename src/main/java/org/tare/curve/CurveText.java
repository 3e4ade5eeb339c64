package org.tare.curve;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The text form of curves: steps {@code name(key=number, ...)} in the order in which they are applied. */
final class CurveText {
    private static final int LONG = 80;

    private CurveText() {}

    /** For messages and plans, where a thousand knots tell nobody anything. */
    static String shortened(String text) {
        return text.length() > LONG ? text.substring(0, LONG) + "..." : text;
    }

    static String of(String name, Map<String, Double> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** A step whose arguments are lists, as in {@code knots(x=0.0 1.5, y=0.0 1.0)}. */
    static String of(String name, Object... keysAndLists) {
        StringJoiner text = new StringJoiner(", ", name + "(", ")");
        for (int i = 0; i < keysAndLists.length; i += 2) {
            text.add(Arrays.stream((double[]) keysAndLists[i + 1])
                    .mapToObj(Double::toString)
                    .collect(Collectors.joining(" ", keysAndLists[i] + "=", "")));
        }
        return text.toString();
    }

    static Map<String, Double> values(Object... keysAndNumbers) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNumbers.length; i += 2) {
            values.put((String) keysAndNumbers[i], (Double) keysAndNumbers[i + 1]);
        }
        return values;
    }
}
