package org.tare.job.option;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Option;

/** Which rows a network does not learn from. */
public final class HoldoutOptions {
    private static final String VALIDATION = "tare_validation";
    private static final int BITS_OF_DOUBLE = 53;

    /** So many standard deviations off, a part is not of different rows by chance. */
    private static final double FAR = 5;

    @Option(
            names = "--test-share",
            paramLabel = "SHARE",
            description = {
                "Share of the rows to keep from the training and to measure the model on; 0 for none. Default: ${DEFAULT-VALUE}.",
                "Which rows is decided by --seed, their features and their label: rows that are equal in these stay "
                        + "together, whatever else they hold, and partitions do not matter."
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

    /** A sentence for each part that has none or far from its share of the rows, as equal ones stay together. */
    public List<String> warnings(Dataset<Row> rows, long seed, List<String> columns) {
        if (testShare == 0 && validationShare == 0) {
            return List.of();
        }
        Column lot = lot(seed, columns);
        Column isValidation = lot.geq(testShare).and(lot.lt(testShare + validationShare));
        Row counts = rows.agg(
                        count(lit(1)), count_if(lot.lt(testShare)), count_if(isValidation), approx_count_distinct(lot))
                .first();
        List<String> told = new ArrayList<>();
        warning("--test-share", testShare, counts.getLong(1), counts).ifPresent(told::add);
        warning("--validation-share", validationShare, counts.getLong(2), counts)
                .ifPresent(told::add);
        return told;
    }

    private static Optional<String> warning(String option, double share, long held, Row counts) {
        long rows = counts.getLong(0);
        double deviation = Math.sqrt(rows * share * (1 - share));
        boolean isFar = Math.abs(held - share * rows) > FAR * deviation;
        if (share == 0 || (held > 0 && !isFar)) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is %s and takes %,d of %,d rows: rows of the same features and label stay together, and some %,d of them"
                        + " differ; another --seed parts them otherwise.",
                option,
                share,
                held,
                rows,
                Math.min(rows, counts.getLong(3))));
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
