package org.tare.spark.parquet;

import java.io.Serializable;

/**
 * In which order the columns of a row group are read.
 *
 * @param first the column of which all pages come before those of others
 * @param isKey whether rows are grouped by that column, whose values are told by their places in a dictionary
 * @param mostRows larger row groups are read by Spark
 */
public record PageOrder(int first, boolean isKey, long mostRows) implements Serializable {
    /** One column after the other, as none has to be seen beside another one. */
    public static final PageOrder ANY = new PageOrder(0, false, Long.MAX_VALUE);

    /** What is known of each row while its values are read takes some 32 MB. */
    private static final long MOST_KNOWN = 1 << 22;

    /** Weights before what they weigh. */
    public static PageOrder ofWeights(int column) {
        return new PageOrder(column, false, MOST_KNOWN);
    }

    /** Keys before what is grouped by them. */
    public static PageOrder ofKeys(int column) {
        return new PageOrder(column, true, MOST_KNOWN);
    }
}
