package org.tare.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows whose destination commits them by itself, all or none: an append, or a table of Delta or Iceberg. They are
 * written when they are published, and cannot be taken back.
 */
public final class SelfCommitting implements RowSink {
    private final Consumer<Dataset<Row>> rehearsal;
    private final Consumer<Dataset<Row>> save;
    private final Closeable stage;
    private Dataset<Row> rows;

    /** The rehearsal gets no rows and refuses what the save would; the stage is what it leaves behind. */
    public SelfCommitting(Consumer<Dataset<Row>> rehearsal, Consumer<Dataset<Row>> save, Closeable stage) {
        this.rehearsal = rehearsal;
        this.save = save;
        this.stage = stage;
    }

    @Override
    public void rehearse(Dataset<Row> none) {
        rehearsal.accept(none);
    }

    @Override
    public void write(Dataset<Row> rows) {
        this.rows = rows;
    }

    @Override
    public void publish() {
        save.accept(rows);
    }

    @Override
    public void retract() {
        throw new UnsupportedOperationException("a committed transaction cannot be taken back");
    }

    @Override
    public void close() throws IOException {
        stage.close();
    }
}
