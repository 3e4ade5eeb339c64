package org.tare.spark.plan;

import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * A file, or a part of it.
 *
 * @param start the row groups whose middle is from there on
 * @param length and before so many bytes later
 */
record FileSlice(Path path, long start, long length) implements Serializable {
    long end() {
        return start + length;
    }
}
