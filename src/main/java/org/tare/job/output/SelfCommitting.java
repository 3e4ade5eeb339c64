package org.tare.job.output;

import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows whose destination commits them by itself, all or none: an append to a table, or any write to one of Delta or
 * Iceberg. They are written when they are committed, and cannot be taken back.
 */
public final class SelfCommitting implements RowSink {
    private final Consumer<Dataset<Row>> save;
    private Dataset<Row> rows;

    public SelfCommitting(Consumer<Dataset<Row>> save) {
        this.save = save;
    }

    @Override
    public void rehearse(Dataset<Row> none) {}

    @Override
    public void write(Dataset<Row> rows) {
        this.rows = rows;
    }

    @Override
    public void commit() {
        save.accept(rows);
    }
}
