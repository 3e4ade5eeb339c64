package org.tare.stat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a kind of statistic: a word and perhaps arguments, as in {@code histogram(buckets=512)}. */
record StatisticName(String word, Map<String, String> arguments) {
    /** A comma that stands in no brackets of an argument. */
    private static final Pattern NEXT = Pattern.compile(",(?![^(]*\\))");

    private static final Pattern FORM = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?\\s*");

    static StatisticName parse(String text) {
        Objects.requireNonNull(text, "The name of the statistic is null; give one.");
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        if (matcher.group(2) != null && !matcher.group(2).isBlank()) {
            for (String argument : NEXT.split(matcher.group(2), -1)) {
                int equals = argument.indexOf('=');
                if (equals < 0
                        || arguments.put(
                                        argument.substring(0, equals).trim(),
                                        argument.substring(equals + 1).trim())
                                != null) {
                    throw malformed(text);
                }
            }
        }
        return new StatisticName(matcher.group(1), arguments);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'" + text
                + "' names no statistic; write a name and its arguments once each, as in 'histogram(buckets=512)'.");
    }
}
