package org.tare.job.report;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.tare.spark.column.ColumnIndex;

/** How many rows a model predicts nothing for, or drops, counted while they are written. */
public final class PredictedRows {
    private static final String ROWS = "rows";
    private static final String PREDICTIONS = "predictions";

    private final Predictor predictor;
    private final Observation read = new Observation();
    private final Observation written = new Observation();

    /** Of that model. */
    public PredictedRows(Predictor predictor) {
        this.predictor = predictor;
    }

    /** The rows with their predictions, to be written before anything else is done with them. */
    public Dataset<Row> counted(Dataset<Row> rows) {
        Dataset<Row> counted = rows.observe(read, count(lit(1)).as(ROWS));
        return predictor
                .predict(counted)
                .observe(
                        written,
                        count(lit(1)).as(ROWS),
                        count(ColumnIndex.column(predictor.predictionCol())).as(PREDICTIONS));
    }

    /** What became of the rows, once they are written; nothing where each has a prediction. */
    public Optional<String> sentence() throws InterruptedException {
        long kept = number(written, ROWS);
        long dropped = number(read, ROWS) - kept;
        long missing = kept - number(written, PREDICTIONS);
        if (dropped == 0 && missing == 0) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT, "%,d written, %,d of them without a prediction", kept, missing);
        return Optional.of(dropped == 0 ? sentence : sentence + String.format(Locale.ROOT, "; %,d dropped", dropped));
    }

    private static long number(Observation observation, String name) throws InterruptedException {
        return (Long) observation.getAsJava().get(name);
    }
}
