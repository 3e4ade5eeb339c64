package org.tare.job.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/** What is wrong with one file among many, by the names that Spark gives to such errors. */
final class FileErrors {
    private static final String WAY_OUT =
            " cannot be read as the columns have it; correct it, give --schema or --option"
                    + " nullValue=TEXT, or take null for what cannot be read with --option mode=PERMISSIVE.";

    private static final Pattern HEADER = Pattern.compile("(?s)CSV header does not conform to the schema.*?Header: "
            + "(?<there>[^\n]*)\n\\s*Schema: (?<wanted>[^\n]*)\n.*?CSV file: (?<file>\\S+)");

    private static final Pattern HEADER_SIZE = Pattern.compile("(?s)Number of column in CSV header is not equal.*?"
            + "Header length: (?<there>\\d+), schema size: (?<wanted>\\d+)\\s.*?CSV file: (?<file>\\S+)");

    private FileErrors() {}

    /** The sentence, if a file is to blame. */
    static Optional<String> of(Throwable failure) {
        Optional<String> header = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .flatMap(FileErrors::ofHeader)
                .findFirst();
        if (header.isPresent()) {
            return header;
        }
        List<SparkThrowable> known = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SparkThrowable.class::isInstance)
                .map(SparkThrowable.class::cast)
                .filter(cause -> cause.getCondition() != null)
                .toList();
        Optional<SparkThrowable> malformed = first(known, "MALFORMED_RECORD");
        Optional<String> file = first(known, "FAILED_READ_FILE")
                .map(cause -> cause.getMessageParameters().get("path"));
        if (malformed.isPresent()) {
            String record = first(known, "MALFORMED_CSV_RECORD")
                    .map(cause ->
                            " '" + cause.getMessageParameters().get("badRecord").strip() + "'")
                    .orElse("");
            return Optional.of(malformed(record, file));
        }
        Optional<Map<String, String>> mismatch = first(known, "FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH")
                .map(SparkThrowable::getMessageParameters);
        if (mismatch.isPresent()) {
            return Optional.of("'" + file.orElse("") + "' holds column "
                    + mismatch.get().get("column").replace('[', '\'').replace(']', '\'')
                    + " as "
                    + mismatch.get().get("actualType") + ", other files as "
                    + mismatch.get().get("expectedType") + "; read them apart, or write them anew with one type.");
        }
        return first(known, "FAILED_READ_FILE.NO_HINT")
                .map(cause -> "'" + file.orElse("") + "' cannot be read and may be damaged ("
                        + reason((Throwable) cause) + "); write it again, or leave it out.");
    }

    /** @param record in quotes after a blank, or empty */
    static String malformed(String record, Optional<String> file) {
        return "A record" + record + file.map(path -> " of '" + path + "'").orElse("") + WAY_OUT;
    }

    /** Spark has no condition for it. Of the columns only those that are read stand in it. */
    private static Stream<String> ofHeader(String message) {
        Matcher names = HEADER.matcher(message);
        Matcher sizes = HEADER_SIZE.matcher(message);
        String way =
                "; give --schema by that header, or take the columns by their place with --option enforceSchema=true.";
        if (names.find()) {
            return Stream.of("The header of '" + names.group("file") + "' is " + names.group("there")
                    + ", and its columns are to be " + names.group("wanted") + way);
        }
        return sizes.find()
                ? Stream.of("'" + sizes.group("file") + "' has " + sizes.group("there")
                        + (sizes.group("there").equals("1") ? " column" : " columns") + ", and --schema has "
                        + sizes.group("wanted") + way)
                : Stream.empty();
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause.getCause() == null ? cause : cause.getCause();
        String message = String.valueOf(inner.getMessage());
        return message.lines().findFirst().orElse("").replaceFirst("[.]$", "");
    }

    private static Optional<SparkThrowable> first(List<SparkThrowable> known, String condition) {
        return known.stream()
                .filter(cause -> cause.getCondition().startsWith(condition))
                .findFirst();
    }
}
