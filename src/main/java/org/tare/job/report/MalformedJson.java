package org.tare.job.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A record of JSON from which no columns can be told. Spark says of which file it is only where the columns are given. */
public final class MalformedJson {
    private static final String RECORD = "tare_record";
    private static final int LONGEST = 80;

    private MalformedJson() {}

    /** Whether that is what Spark met. */
    public static boolean isMetBy(Exception failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SparkThrowable known
                        && String.valueOf(known.getCondition()).startsWith("MALFORMED_RECORD_IN"));
    }

    /**
     * The error with the first record that cannot be read, and its file.
     *
     * @param options of the reader that met it
     */
    public static IllegalArgumentException named(SparkSession spark, Map<String, String> options, String... paths) {
        List<Row> found = spark.read()
                .format("json")
                .options(options)
                .option("mode", "PERMISSIVE")
                .option("columnNameOfCorruptRecord", RECORD)
                .schema("tare_other STRING, " + RECORD + " STRING")
                .load(paths)
                .where(functions.col(RECORD).isNotNull())
                .select(
                        functions.substring(functions.trim(functions.col(RECORD)), 1, LONGEST),
                        functions.col("_metadata.file_path"),
                        // Spark reads no column of such records alone.
                        functions.col("tare_other"))
                .takeAsList(1);
        // Without the cause, which would speak for itself and names no file.
        return new IllegalArgumentException(
                found.isEmpty()
                        ? FileErrors.malformed("", Optional.empty())
                        : FileErrors.malformed(
                                " '" + found.get(0).getString(0) + "'",
                                Optional.of(found.get(0).getString(1))));
    }
}
