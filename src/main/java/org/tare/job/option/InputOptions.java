package org.tare.job.option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.tare.job.output.Format;
import org.tare.job.output.InputPaths;
import org.tare.job.output.Location;
import org.tare.job.report.ErrorMessage;
import org.tare.job.report.MalformedJson;
import org.tare.job.report.MemoryAdvice;
import org.tare.spark.source.SourceOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the rows come from. */
public final class InputOptions {
    private static final List<String> MODES = List.of("FAILFAST", "PERMISSIVE", "DROPMALFORMED");

    /** What Spark calls texts that can be no table's name. */
    private static final List<String> NO_NAMES = List.of("PARSE_SYNTAX_ERROR", "REQUIRES_SINGLE_PART_NAMESPACE");

    @Option(
            names = {"-i", "--input"},
            paramLabel = "PLACE",
            description = {
                "The rows: a path or glob (Parquet, ORC, JSON, CSV, Avro), table:NAME in Spark's catalog (Delta, Iceberg, "
                        + "Hive), or a jdbc: URL with --option dbtable=NAME.",
                "Repeat it for several paths."
            })
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "Format of the paths: any data source Spark knows. Default: as the extension says, else parquet.")
    private String format;

    @Option(
            names = "--schema",
            paramLabel = "DDL",
            description = "Columns and types of CSV or JSON, as in 'delay INT, distance DOUBLE'. Default: inferred, "
                    + "which costs one more reading.")
    private String schema;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the input's data source, such as sep=';'; repeatable. CSV has header=true; "
                    + "CSV and JSON have mode=FAILFAST, which refuses records that cannot be read.")
    private Map<String, String> options = new LinkedHashMap<>();

    private String named = "--input";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    public boolean given() {
        return !places.isEmpty();
    }

    /** Takes a place that another option names, of which errors speak then. */
    public void take(String option, String place) {
        named = option;
        places.add(place);
    }

    /** The paths among the places. */
    public List<String> paths() {
        return places.stream()
                .filter(place -> Location.parse(place).kind() == Location.Kind.PATH)
                .toList();
    }

    @Override
    public String toString() {
        return places.stream().map(Location::parse).map(Location::toString).collect(Collectors.joining(", "));
    }

    /**
     * The rows.
     *
     * @throws IllegalArgumentException if a path leads to a table whose log says more than its files
     * @throws IOException if the store does not answer
     */
    public Dataset<Row> read(SparkSession spark) throws IOException {
        Dataset<Row> rows = rows(spark);
        MemoryAdvice.reads(rows.schema().size());
        return rows;
    }

    private Dataset<Row> rows(SparkSession spark) throws IOException {
        Location place = check();
        if (place.kind() == Location.Kind.TABLE) {
            return table(reader(spark).options(options), place.name());
        }
        if (place.kind() == Location.Kind.JDBC) {
            return reader(spark)
                    .format("jdbc")
                    .options(options)
                    .option("url", place.name())
                    .load();
        }
        String source = source(place.name());
        String[] paths = InputPaths.of(spark.sparkContext().hadoopConfiguration(), places, source, isRecursive());
        try {
            return files(spark, source, options, paths);
        } catch (Exception e) {
            if (source.equals("json") && MalformedJson.isMetBy(e)) {
                throw MalformedJson.named(spark, options, paths);
            }
            if (e instanceof SparkThrowable known && "PATH_NOT_FOUND".equals(known.getCondition())) {
                String path = known.getMessageParameters().get("path").replaceFirst("^file:(?=/)", "");
                throw new IllegalArgumentException("There is nothing at '" + path + "'; correct " + named + ".", e);
            }
            Optional<IllegalArgumentException> unusable = UnusableOption.of(
                    "--option", "the rows cannot be read", options, e, others -> files(spark, source, others, paths));
            if (unusable.isPresent()) {
                throw unusable.get();
            }
            throw e;
        }
    }

    private DataFrameReader reader(SparkSession spark) {
        return schema == null ? spark.read() : spark.read().schema(parsed(schema));
    }

    private Dataset<Row> files(SparkSession spark, String source, Map<String, String> given, String... paths) {
        DataFrameReader reader = reader(spark);
        if (source.equals("csv") || source.equals("json")) {
            // Spark's own default makes null of what it cannot read, without a word.
            reader.option("mode", "FAILFAST");
        }
        if (source.equals("csv")) {
            // By itself Spark gives the columns of a schema to those of the files by their place, whatever the header
            // says.
            reader.option("header", true).option("inferSchema", schema == null).option("enforceSchema", schema == null);
        }
        Dataset<Row> rows = reader.format(source).options(given).load(paths);
        if (schema != null && !options.isEmpty()) {
            // Otherwise Spark has looked at the options already, to find the types.
            rows.head(1);
        }
        return rows;
    }

    private static Dataset<Row> table(DataFrameReader reader, String name) {
        try {
            return reader.table(name);
        } catch (Exception e) {
            if (e instanceof SparkThrowable known && NO_NAMES.contains("" + known.getCondition())) {
                throw new IllegalArgumentException(
                        "'table:" + name
                                + "' is no name of a table; give table:NAME, table:SCHEMA.NAME or table:CATALOG.SCHEMA.NAME.",
                        e);
            }
            throw e;
        }
    }

    private boolean isRecursive() {
        return options.entrySet().stream()
                .anyMatch(option -> option.getKey().equalsIgnoreCase("recursiveFileLookup")
                        && option.getValue().equalsIgnoreCase("true"));
    }

    private static StructType parsed(String schema) {
        try {
            return StructType.fromDDL(schema);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            throw new IllegalArgumentException(
                    "--schema '" + schema + "' cannot be read ("
                            + ErrorMessage.of(e).replaceFirst("[.]$", "")
                            + "); give names and types, as in 'delay INT, distance DOUBLE'.",
                    e);
        }
    }

    /** Spark takes another one for PERMISSIVE, with no word but in its log. */
    private void checkMode() {
        options.entrySet().stream()
                .filter(option -> option.getKey().equalsIgnoreCase("mode"))
                .map(Map.Entry::getValue)
                .filter(mode -> MODES.stream().noneMatch(mode::equalsIgnoreCase))
                .findFirst()
                .ifPresent(mode -> {
                    throw usage("--option mode is '" + mode + "'; give " + JobWords.either(MODES));
                });
    }

    /** Refuses what can be refused before Spark starts. */
    public Location check() {
        if (places.isEmpty()) {
            throw usage("There is no input; give --input PATH, table:NAME or a jdbc: URL");
        }
        if (places.size() > 1 && paths().size() < places.size()) {
            throw usage("Several inputs must all be paths, not " + this + "; make one table of them");
        }
        Location place = Location.parse(places.get(0));
        if (place.name().isBlank()) {
            throw usage("'" + places.get(0) + "' names no place; give a path, table:NAME or a jdbc: URL");
        }
        checkMode();
        if (place.kind() == Location.Kind.JDBC
                && options.keySet().stream()
                        .noneMatch(key -> key.equalsIgnoreCase("dbtable") || key.equalsIgnoreCase("query"))) {
            throw usage("There is no table for " + place + "; give --option dbtable=NAME or --option query=SQL");
        }
        if (format != null && format.isBlank()) {
            throw usage("--format is empty; give csv, json, orc, parquet, avro or that of a package");
        }
        if (place.kind() != Location.Kind.PATH && format != null) {
            throw usage("--format " + format + " is for paths, not for " + place + "; leave it out");
        }
        checkOptions(place);
        return place;
    }

    private void checkOptions(Location place) {
        String own = place.kind() == Location.Kind.JDBC ? "url" : "path";
        if (options.keySet().stream().anyMatch(own::equalsIgnoreCase)) {
            throw usage("--option " + own + " would be another place than " + this + "; name the place by " + named
                    + " alone");
        }
        if (place.kind() != Location.Kind.PATH) {
            IdleOptions.refuse(job, place + " has columns and types of its own", "--schema");
            return;
        }
        List<String> sources = places.stream().map(this::source).distinct().toList();
        if (sources.size() > 1) {
            throw usage("The inputs are " + JobWords.all(sources) + " by their names, and are read as one table; give"
                    + " --format, or make one table of them");
        }
        try {
            SourceOptions.require("--option", sources.get(0), options.keySet());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(job.commandLine(), e.getMessage(), e);
        }
    }

    private String source(String path) {
        return format == null ? Format.ofPath(path) : Format.of(format);
    }

    /** Refuses options of rows where none are read. */
    public void requireNone() {
        IdleOptions.refuse(job, "no rows are read", "--format", "--schema", "--option");
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(job.commandLine(), sentence);
    }
}
