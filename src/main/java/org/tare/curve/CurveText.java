package org.tare.curve;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The text form of curves: steps {@code name(key=number, ...)} in the order in which they are applied. */
final class CurveText {
    private CurveText() {}

    static String of(String name, Map<String, Double> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    static Map<String, Double> values(Object... keysAndNumbers) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndNumbers.length; i += 2) {
            values.put((String) keysAndNumbers[i], (Double) keysAndNumbers[i + 1]);
        }
        return values;
    }
}
