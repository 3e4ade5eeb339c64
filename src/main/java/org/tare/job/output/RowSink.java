package org.tare.job.output;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where rows go. */
public interface RowSink extends Output {
    /** Tries the way with no rows, so that what the format, the options or the disk refuse is refused at once. */
    default void rehearse(Dataset<Row> none) throws IOException {
        write(none);
    }

    /** Writes the rows beside the place, instead of any written before. */
    void write(Dataset<Row> rows) throws IOException;
}
