package org.tare.job.option;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.tare.spark.ColumnIndex;
import picocli.CommandLine.Option;

/** Which rows a network does not learn from. */
public final class HoldoutOptions {
    private static final String VALIDATION = "tare_validation";
    private static final int BITS_OF_DOUBLE = 53;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = {
                "Share of the rows to keep from the training and to measure the model on; 0 for none. Default: ${DEFAULT-VALUE}.",
                "Which rows is decided by --seed and by their content, so equal rows stay together and partitions do "
                        + "not matter."
            })
    private double testShare = 0.2;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            description =
                    "Share of the rows to validate on after each epoch; the best epoch wins. Default: ${DEFAULT-VALUE}.")
    private double validationShare;

    @Option(
            names = "--validation-col",
            paramLabel = "COLUMN",
            description = "Boolean column that is true for the rows to validate on, instead of a share.")
    private String validationCol;

    /**
     * Refuses what cannot be.
     *
     * @throws IllegalArgumentException if the options contradict each other
     */
    public void check(boolean stopsEarly) {
        if (!(testShare >= 0 && validationShare >= 0 && testShare + validationShare < 1)) {
            throw new IllegalArgumentException("--test-share is " + testShare + " and --validation-share "
                    + validationShare + "; give shares from 0 whose sum is below 1.");
        }
        if (validationCol != null && validationShare > 0) {
            throw new IllegalArgumentException("--validation-share and --validation-col exclude each other; give one.");
        }
        if (stopsEarly && validationCol == null && validationShare == 0) {
            throw new IllegalArgumentException(
                    "--patience needs rows to validate on; give --validation-share or --validation-col.");
        }
    }

    /**
     * The rows, parted.
     *
     * @param training to be learned from, and those to validate on, which {@code validationCol} tells
     * @param learned those of them that are to be learned from
     * @param validationCol empty without rows to validate on
     * @param held the other rows, by name
     */
    public record Parts(Dataset<Row> training, Dataset<Row> learned, String validationCol, List<Held> held) {}

    /** Rows that are not learned from. */
    public record Held(String name, Dataset<Row> rows) {}

    /** Parts the rows by the content of these columns. */
    public Parts part(Dataset<Row> rows, long seed, List<String> columns) {
        Column lot = lot(seed, columns);
        Dataset<Row> training = testShare > 0 ? rows.where(lot.geq(testShare)) : rows;
        List<Held> held = new ArrayList<>();
        String indicator = "";
        Dataset<Row> learned = training;
        if (validationCol != null || validationShare > 0) {
            indicator = validationCol == null
                    ? VALIDATION
                    : TypedColumns.find(rows.schema(), validationCol, BooleanType.class, "boolean")
                            .name();
            training = validationCol == null
                    ? training.withColumn(VALIDATION, lot.lt(testShare + validationShare))
                    : training;
            Column validates = coalesce(ColumnIndex.column(indicator), lit(false));
            learned = training.where(not(validates));
            held.add(new Held("validation", training.where(validates)));
        }
        if (testShare > 0) {
            held.add(new Held("test", rows.where(lot.lt(testShare))));
        }
        return new Parts(training, learned, indicator, held);
    }

    /** From 0 to 1, below 1. */
    private static Column lot(long seed, List<String> columns) {
        Column[] content = new Column[columns.size() + 1];
        content[0] = lit(seed);
        for (int i = 0; i < columns.size(); i++) {
            content[i + 1] = ColumnIndex.column(columns.get(i));
        }
        return shiftrightunsigned(xxhash64(content), Long.SIZE - BITS_OF_DOUBLE)
                .cast("double")
                .multiply(Math.scalb(1.0, -BITS_OF_DOUBLE));
    }
}
