package org.tare.spark.parquet;

import java.io.Serializable;
import java.util.Set;

/**
 * In which order the columns of a row group are read, and how much of them.
 *
 * @param first the column of which all pages come before those of others
 * @param isKey whether rows are grouped by that column, whose values are told by their places in a dictionary
 * @param mostRows larger row groups are read by Spark
 * @param ranges columns of which nothing is asked but counts, minimum and maximum
 */
public record PageOrder(int first, boolean isKey, long mostRows, Set<Integer> ranges) implements Serializable {
    /** One column after the other, as none has to be seen beside another one. */
    public static final PageOrder ANY = ofRanges(Set.of());

    /** What is known of each row while its values are read takes some 32 MB. */
    private static final long MOST_KNOWN = 1 << 22;

    /** One column after the other, of some of which counts, minimum and maximum will do. */
    public static PageOrder ofRanges(Set<Integer> columns) {
        return new PageOrder(0, false, Long.MAX_VALUE, columns);
    }

    /** Weights before what they weigh. */
    public static PageOrder ofWeights(int column) {
        return new PageOrder(column, false, MOST_KNOWN, Set.of());
    }

    /** Keys before what is grouped by them. */
    public static PageOrder ofKeys(int column) {
        return new PageOrder(column, true, MOST_KNOWN, Set.of());
    }
}
