package org.tare.spark.source;

import java.util.Objects;
import org.apache.hadoop.fs.Path;

/** The one place that tells what is no path. */
public final class GivenPath {
    private GivenPath() {}

    /**
     * The path as Hadoop has it, patterns included.
     *
     * @throws IllegalArgumentException if no file could have it
     */
    public static Path of(String text) {
        Objects.requireNonNull(text, "The path is null; give one.");
        try {
            Path path = new Path(text);
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a character that no name may hold");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no path; give one.", e);
        }
    }
}
