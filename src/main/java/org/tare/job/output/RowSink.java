package org.tare.job.output;

import java.io.Closeable;
import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where rows go.
 *
 * <p>Whoever makes one has checked that the place may be written: nothing long begins before.
 */
public interface RowSink extends Closeable {
    /** Tries the way with no rows, so that what the format, the options or the disk refuse is refused at once. */
    default void rehearse(Dataset<Row> none) throws IOException {
        write(none);
    }

    /** Writes the rows beside the place, instead of any written before. */
    void write(Dataset<Row> rows) throws IOException;

    /** Makes the rows visible, where their destination does that by itself and cannot take it back. */
    default void commit() throws IOException {}

    /** Removes what the destination holds of rows that were not committed. */
    @Override
    default void close() throws IOException {}
}
