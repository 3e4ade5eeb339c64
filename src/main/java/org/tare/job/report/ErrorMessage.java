package org.tare.job.report;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/** What went wrong, in one sentence. */
public final class ErrorMessage {
    private static final String FULL = "No space left on device";
    private static final Pattern CLASS_OF_ERROR = Pattern.compile("^\\[[A-Z0-9_.]+] ");

    /** What stands before the message of a task whose exception did not reach the driver. */
    private static final Pattern LOST_TASK =
            Pattern.compile("(?s)^Job aborted due to stage failure: .*? Lost task .*?\\): [\\w.$]+: ");

    private static final Pattern REST = Pattern.compile("(?s)( SQLSTATE: \\w+.*|;? line \\d+ pos \\d+.*|;?\\n.*)$");

    private ErrorMessage() {}

    public static String of(Throwable failure) {
        if (causes(failure).anyMatch(cause -> String.valueOf(cause.getMessage()).contains(FULL))) {
            return FULL + "; free some where the outputs and Spark's temporary files go, or name another place.";
        }
        Throwable speaker = speaker(failure);
        String message = speaker.getMessage();
        if (message == null || message.isBlank()) {
            return speaker.getClass().getSimpleName();
        }
        String said = LOST_TASK.matcher(message.strip()).replaceFirst("");
        String line = CLASS_OF_ERROR.matcher(said).replaceFirst("");
        return advised(REST.matcher(line).replaceFirst("").strip());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Spark wraps what a task or a thread threw, and says there less than the cause does. */
    private static Throwable speaker(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = cause != null
                && (failure.getClass() == SparkException.class
                        || failure.getMessage() == null
                        || failure.getMessage().equals(cause.toString()));
        return wraps ? speaker(cause) : failure;
    }

    private static String advised(String sentence) {
        if (sentence.contains("is not a Parquet file")) {
            return sentence.replaceFirst("\\.? Expected magic number.*", "")
                    + "; name its format with --format csv, json, orc or avro.";
        }
        if (sentence.startsWith("Unable to infer schema for")) {
            return sentence.replaceFirst(" It must be specified manually\\.?", "")
                    + " The path holds no such file: check --input and --format.";
        }
        if (sentence.contains("Failed to find data source: avro")) {
            return "Avro needs its package: set TARE_SUBMIT_ARGS=\"--packages org.apache.spark:spark-avro_2.13:"
                    + org.apache.spark.package$.MODULE$.SPARK_VERSION() + "\".";
        }
        if (sentence.equals("No suitable driver")) {
            return "There is no driver for the jdbc: URL; set TARE_SUBMIT_ARGS=\"--packages GROUP:NAME:VERSION\" to the"
                    + " database's, or --jars to its jar.";
        }
        return sentence;
    }
}
