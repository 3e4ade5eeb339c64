package org.tare.job.report;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;

/** What went wrong, in one sentence. */
public final class ErrorMessage {
    private static final String FULL = "No space left on device";
    private static final Pattern CLASS_OF_ERROR = Pattern.compile("^\\[[A-Z0-9_.]+] ");

    /** What stands before the message of a task whose exception did not reach the driver. */
    private static final Pattern LOST_TASK =
            Pattern.compile("(?s)^Job aborted due to stage failure: .*? Lost task .*?\\): [\\w.$]+: ");

    /** What Hadoop says of a file system whose jar is not there. */
    private static final Pattern LOST_STORE = Pattern.compile("Class .*(FileSystem|\\bfs\\b).* not found");

    /** What Kryo says of a class that Spark itself has not registered. */
    private static final Pattern UNREGISTERED = Pattern.compile("Class is not registered: (\\S+)");

    /** How Hadoop names whom it called. */
    private static final Pattern CALLED = Pattern.compile(" to (\\S+) failed on connection");

    private static final Pattern REST = Pattern.compile("(?s)( SQLSTATE: \\w+.*|;? line \\d+ pos \\d+.*|;?\\n.*)$");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\uFFFD]+");
    private static final int LONGEST = 2_000;

    private ErrorMessage() {}

    /** The sentence, whatever was thrown: one line, without what a terminal takes for commands. */
    public static String of(Throwable failure) {
        String said = CONTROL.matcher(sentence(failure)).replaceAll("?");
        return said.length() > LONGEST ? said.substring(0, LONGEST) + " ..." : said;
    }

    private static String sentence(Throwable failure) {
        if (causes(failure).anyMatch(cause -> String.valueOf(cause.getMessage()).contains(FULL))) {
            return FULL + "; free some where the outputs and Spark's temporary files go, or name another place.";
        }
        Optional<String> ofFile = FileErrors.of(failure);
        if (ofFile.isPresent()) {
            return ofFile.get();
        }
        Optional<String> advice = causes(failure).flatMap(ErrorMessage::advice).findFirst();
        if (advice.isPresent()) {
            return advice.get();
        }
        Throwable speaker = speaker(failure);
        String message = speaker.getMessage();
        if (message == null || message.isBlank()) {
            return speaker.getClass().getSimpleName();
        }
        if (isOurs(speaker)) {
            return message.strip();
        }
        String said = LOST_TASK.matcher(message.strip()).replaceFirst("");
        String line = CLASS_OF_ERROR.matcher(said).replaceFirst("").replaceFirst("^requirement failed: ", "");
        return REST.matcher(line).replaceFirst("").strip();
    }

    /** Then all of it counts: what stands behind the end of a line may be the rest of a column's name. */
    private static boolean isOurs(Throwable speaker) {
        StackTraceElement[] way = speaker.getStackTrace();
        return !(speaker instanceof SparkThrowable)
                && way.length > 0
                && way[0].getClassName().startsWith("org.tare.");
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

    /** A type as Spark quotes it, but for those of several values: vectors are nothing that a user would know there. */
    private static String described(String type) {
        String simple = type.replace("\"", "").toLowerCase(Locale.ROOT);
        return simple.matches("[a-z_]+([(][0-9, ]+[)])?")
                ? simple
                : "a vector, an array or of another type that is made of several values";
    }

    /** Spark has an object for one that does not name itself. */
    private static String nameOfFormat(String format) {
        return format.replaceFirst("@[0-9a-f]+$", "").replaceFirst("^([a-z]\\w*[.])+", "");
    }

    /** What Spark knows by name and a job's user can do about. */
    private static Stream<String> advice(Throwable cause) {
        if (cause instanceof SQLException && "No suitable driver".equals(cause.getMessage())) {
            return Stream.of("There is no driver for the jdbc: URL; set TARE_SUBMIT_ARGS=\"--packages "
                    + "GROUP:NAME:VERSION\" to the database's, or --jars to its jar.");
        }
        if (cause instanceof ClassNotFoundException
                && LOST_STORE.matcher("" + cause.getMessage()).matches()) {
            return Stream.of("The store that a path names needs its package (" + cause.getMessage()
                    + "); set TARE_SUBMIT_ARGS=\"--packages GROUP:NAME:VERSION\" to it, as for s3a to"
                    + " org.apache.hadoop:hadoop-aws of Spark's version of Hadoop.");
        }
        Matcher unregistered = UNREGISTERED.matcher(String.valueOf(cause.getMessage()));
        if (unregistered.find()) {
            return Stream.of("spark.kryo.registrationRequired is true, and Kryo knows no " + unregistered.group(1)
                    + "; name it in spark.kryo.classesToRegister, or set registrationRequired to false, as Spark's own"
                    + " readers of files want it.");
        }
        if (cause.getClass().getSimpleName().equals("TextParsingException")) {
            return Stream.of("A line of CSV has more columns, or a cell more characters, than may be; give --option"
                    + " maxColumns=N or maxCharsPerColumn=N, or the right sep and quote.");
        }
        if (cause instanceof UnknownHostException) {
            return Stream.of("There is no host '" + cause.getMessage().replaceFirst(":.*", "")
                    + "'; correct the path or URL, or look at the network.");
        }
        if (cause instanceof ConnectException) {
            Matcher host = CALLED.matcher("" + cause.getMessage());
            return Stream.of("Nothing answers" + (host.find() ? " at '" + host.group(1) + "'" : "")
                    + "; correct the path or URL, or look whether what it names runs.");
        }
        if (cause instanceof OutOfMemoryError) {
            return Stream.of(MemoryAdvice.ofDriver(String.valueOf(cause.getMessage())));
        }
        if (MemoryAdvice.isLostExecutor(String.valueOf(cause.getMessage()))) {
            return Stream.of(MemoryAdvice.ofExecutors());
        }
        if (cause instanceof StackOverflowError) {
            return Stream.of(
                    "A plan or an expression is nested too deeply; give fewer columns or stages at once, or set"
                            + " TARE_SUBMIT_ARGS=\"--driver-java-options -Xss16m\".");
        }
        if (cause instanceof IllegalArgumentException
                && String.valueOf(cause.getMessage()).startsWith("Wrong FS: ")) {
            return Stream.of(cause.getMessage() + "; correct the path.");
        }
        if (cause instanceof UnsupportedFileSystemException) {
            return Stream.of(cause.getMessage() + "; correct the path, or set TARE_SUBMIT_ARGS=\"--packages "
                    + "GROUP:NAME:VERSION\" to that of the store.");
        }
        if (!(cause instanceof SparkThrowable known) || known.getCondition() == null) {
            return Stream.empty();
        }
        Map<String, String> values = known.getMessageParameters();
        // The condition of a source that comes as a package has another name in each version of Spark.
        Optional<String> missing =
                FormatPackages.missing(values.get("provider"), org.apache.spark.package$.MODULE$.SPARK_VERSION());
        if (missing.isPresent()) {
            return missing.stream();
        }
        return switch (known.getCondition()) {
            case "FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER" ->
                Stream.of("'" + values.get("path") + "' is not a Parquet or ORC file, or it is damaged;"
                        + " name its format with --format csv, json, orc, parquet or avro.");
            case "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE" ->
                Stream.of("The format " + nameOfFormat(values.get("format")) + " cannot hold column "
                        + values.get("columnName").replace('`', '\'') + ", which is "
                        + described(values.get("columnType")) + "; leave it out, or name another format.");
            case "DATA_SOURCE_NOT_FOUND" ->
                Stream.of("There is no format '" + values.get("provider")
                        + "'; give csv, json, orc, parquet or avro, or set TARE_SUBMIT_ARGS=\"--packages"
                        + " GROUP:NAME:VERSION\" to that of the format.");
            case "ALL_PARTITION_COLUMNS_NOT_ALLOWED" ->
                Stream.of("--partition-by names all columns, and none is left for the files; name fewer.");
            case "INVALID_PARTITION_COLUMN_DATA_TYPE" ->
                Stream.of("--partition-by names a column that is " + described(values.get("type"))
                        + ", whose values are no names of folders; name another.");
            case "UNSUPPORTED_DATA_SOURCE_SAVE_MODE" ->
                Stream.of("The format " + values.get("source")
                        + " cannot tell whether something is there; give --mode append or overwrite.");
            case "TABLE_OR_VIEW_NOT_FOUND" ->
                Stream.of("There is no table or view '"
                        + values.get("relationName").replace("`", "")
                        + "'; correct the name, or name its schema and catalog too.");
            case "COLUMN_ALREADY_EXISTS" ->
                Stream.of("Column '" + values.get("columnName").replace("`", "")
                        + "' is there twice; name each column once, in letters that differ by more than case.");
            case "FIELD_NOT_FOUND" ->
                Stream.of("There is no column '" + values.get("fieldName").replace("`", "") + "'; the columns are "
                        + values.get("fields").replace('`', '\'') + ".");
            case "UNABLE_TO_INFER_SCHEMA" ->
                Stream.of("There is no " + values.get("format") + " file to take the columns from;"
                        + " check its path and --format.");
            default -> Stream.empty();
        };
    }
}
