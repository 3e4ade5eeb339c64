package org.tare.job.output;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Rows in a folder of files.
 *
 * @param fresh where to write, once the place is claimed
 */
public record DataFolder(Supplier<String> fresh, Function<Dataset<Row>, DataFrameWriter<Row>> writer)
        implements RowSink {
    @Override
    public void write(Dataset<Row> rows) {
        writer.apply(rows).mode(SaveMode.Overwrite).save(fresh.get());
    }
}
