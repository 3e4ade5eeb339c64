package org.tare.job.output;

import java.io.IOException;
import java.util.function.Function;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** Rows in a folder of files. */
public record DataFolder(Folder folder, Function<Dataset<Row>, DataFrameWriter<Row>> writer) implements RowSink {
    @Override
    public void write(Dataset<Row> rows) {
        writer.apply(rows).mode(SaveMode.Overwrite).save(folder.fresh());
    }

    @Override
    public void publish() throws IOException {
        folder.publish();
    }

    @Override
    public void retract() throws IOException {
        folder.retract();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
