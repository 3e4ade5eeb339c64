package org.tare.spark.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Paths that Spark reads as they stand. It takes some characters for a pattern when it reads, but not when it writes. */
public final class PlainPath {
    private static final Pattern OF_A_GLOB = Pattern.compile("[*?\\[\\]{}\\\\]");

    private PlainPath() {}

    /**
     * Refuses a path where what is written could not be read again, or that Hadoop makes no path below.
     *
     * @throws IllegalArgumentException if it has such a character, or a colon in a name, or is no path at all
     */
    public static void require(String path) {
        Path given = GivenPath.of(path);
        Matcher glob = OF_A_GLOB.matcher(path);
        if (glob.find()) {
            throw new IllegalArgumentException("'" + path + "' has a '" + glob.group()
                    + "', for which readers would look as for a pattern; name a place without it.");
        }
        if (given.toUri().getPath().contains(":")) {
            throw new IllegalArgumentException(
                    "'" + path
                            + "' has a ':' in the name of a folder, which Hadoop takes for the end of a scheme; name a place without it.");
        }
    }
}
