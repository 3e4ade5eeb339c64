package org.tare.job.output;

import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in a folder of files.
 *
 * @param fresh where to write, once the place is claimed
 * @param rule refuses columns that do not fit what is there
 */
public record DataFolder(Supplier<String> fresh, Function<Dataset<Row>, DataFrameWriter<Row>> writer, ColumnRule rule)
        implements RowSink {
    /** Whether rows of some columns may come to what is there. */
    @FunctionalInterface
    public interface ColumnRule {
        void check(StructType columns) throws IOException;
    }

    @Override
    public void rehearse(Dataset<Row> none) throws IOException {
        rule.check(none.schema());
        write(none);
    }

    @Override
    public void write(Dataset<Row> rows) {
        writer.apply(rows).mode(SaveMode.Overwrite).save(fresh.get());
    }
}
