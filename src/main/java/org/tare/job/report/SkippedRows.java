package org.tare.job.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.tare.feature.ScalerModel;

/** How many rows a model skips, counted while they are written. */
public final class SkippedRows {
    private static final String ROWS = "rows";

    private final ScalerModel model;
    private final Observation read = new Observation();
    private final Observation written = new Observation();

    /** Of that model, which may be one that skips none. */
    public SkippedRows(ScalerModel model) {
        this.model = model;
    }

    /** The transformed rows, to be written before anything else is done with them. */
    public Dataset<Row> counted(Dataset<Row> rows) {
        return skips() ? observed(model.transform(observed(rows, read)), written) : model.transform(rows);
    }

    private static Dataset<Row> observed(Dataset<Row> rows, Observation observation) {
        return rows.observe(observation, count(lit(1)).as(ROWS));
    }

    /** What became of the rows, once they are written; nothing of a model that skips none. */
    public Optional<String> sentence() throws InterruptedException {
        if (!skips()) {
            return Optional.empty();
        }
        long kept = rows(written);
        return Optional.of(String.format(Locale.ROOT, "%,d written, %,d skipped", kept, rows(read) - kept));
    }

    private boolean skips() {
        return model.getHandleInvalid().equals("skip");
    }

    private static long rows(Observation observation) throws InterruptedException {
        return (Long) observation.getAsJava().get(ROWS);
    }
}
