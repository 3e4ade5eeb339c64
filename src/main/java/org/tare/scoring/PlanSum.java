package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SHA-256 of a plan's JSON, as the last of its fields: of all that stands before the comma that leads to it. */
final class PlanSum {
    private static final Pattern END = Pattern.compile("\\s*}\\s*\\z");
    private static final Pattern SUM = Pattern.compile(",\\s*\"sha256\" : \"([0-9a-f]{64})\"(\\s*}\\s*)\\z");

    private PlanSum() {}

    /** The JSON of an object, and its sum in it. */
    static String add(String json) {
        String content = END.matcher(json).replaceFirst("");
        return content + ",\n  \"sha256\" : \"" + SavedSums.sum(content.getBytes(UTF_8)) + "\"\n}";
    }

    /**
     * The JSON without its sum; what has none is left as it is.
     *
     * @throws IllegalArgumentException if the sum is that of something else; the message goes on from the file's name
     */
    static String remove(String json) {
        Matcher sum = SUM.matcher(json);
        if (!sum.find()) {
            return json;
        }
        String content = json.substring(0, sum.start());
        if (!SavedSums.sum(content.getBytes(UTF_8)).equals(sum.group(1))) {
            throw new IllegalArgumentException("holds no whole model: its sum is that of another; export it again");
        }
        return content + sum.group(2);
    }
}
