package org.tare.spark.parquet;

import java.io.IOException;

/** Who is told what is read of a file. */
public interface PageConsumer {
    /** So many rows follow, the pages of one column after those of another. */
    void addRows(long rows);

    /** A page of the column at that place, valid during the call. */
    void add(int column, NumberPage page);

    /** What the footer tells of the column at that place, in place of its pages; only of columns of {@link PageOrder#ranges()}. */
    default void add(int column, NumberRange range) {
        throw new UnsupportedOperationException("Nobody asked for ranges.");
    }

    /** A page of the column of keys at that place, valid during the call. */
    void add(int column, KeyPage page);

    /** The vectors of the column at that place, to be taken during the call. */
    void add(int column, VectorPages vectors) throws IOException;
}
