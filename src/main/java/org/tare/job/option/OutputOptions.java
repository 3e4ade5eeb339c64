package org.tare.job.option;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.output.AppendRules;
import org.tare.job.output.DataFolder;
import org.tare.job.output.DataTable;
import org.tare.job.output.Format;
import org.tare.job.output.JdbcTable;
import org.tare.job.output.Location;
import org.tare.job.output.OutputTransaction;
import org.tare.job.output.RowSink;
import org.tare.job.output.SelfCommitting;
import org.tare.job.output.WriteMode;
import org.tare.job.publish.Target;
import org.tare.spark.column.ColumnIndex;
import org.tare.spark.source.SourceOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the rows go. */
public final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PLACE",
            required = true,
            description = "Where the rows go: a path, table:NAME, or a jdbc: URL with --output-option dbtable=NAME.")
    private String place;

    @Option(
            names = "--output-format",
            paramLabel = "NAME",
            description = "Format of the files or of the table. Default: as the path's extension says, else parquet.")
    private String format;

    @Option(
            names = "--output-option",
            paramLabel = "KEY=VALUE",
            description = "An option of the output's data source, such as compression=zstd; repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--partition-by",
            paramLabel = "COLUMN,...",
            converter = ColumnList.Parser.class,
            description = "Columns whose values become folders.")
    private ColumnList partitionBy = ColumnList.NONE;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec job;

    @Override
    public String toString() {
        return Location.parse(place).toString();
    }

    /** The path, if it is one. */
    public Optional<String> path() {
        return Location.parse(place).kind() == Location.Kind.PATH ? Optional.of(place) : Optional.empty();
    }

    /** Names the place to a transaction, or says in one sentence why not. */
    public RowSink addTo(OutputTransaction outputs, SparkSession spark) throws Exception {
        Location parsed = Location.parse(place);
        return outputs.add(
                switch (parsed.kind()) {
                    case PATH -> path(outputs, spark);
                    case TABLE -> table(outputs, spark, parsed.name());
                    case JDBC -> new JdbcTable(spark, place, options, outputs.mode());
                });
    }

    /** Refuses what can be refused before Spark starts. */
    public void check() {
        if (place.isBlank() || Location.parse(place).name().isBlank()) {
            throw new ParameterException(
                    job.commandLine(), "'" + place + "' names no place; give --output PATH, table:NAME or a jdbc: URL");
        }
        switch (Location.parse(place).kind()) {
            case JDBC -> {
                requireOwn("url");
                if (options.keySet().stream().noneMatch("dbtable"::equalsIgnoreCase)) {
                    throw new ParameterException(
                            job.commandLine(), "There is no table for " + this + "; give --output-option dbtable=NAME");
                }
                IdleOptions.refuse(job, "a database has no files and folders", "--partition-by", "--output-format");
            }
            case TABLE -> {
                requireOwn("path");
                requireKnown(format == null ? "" : format);
            }
            case PATH -> {
                requireOwn("path");
                requireKnown(source());
            }
        }
    }

    /** The place decides: another one in an option would be nowhere compared with what the job reads and replaces. */
    private void requireOwn(String key) {
        if (options.keySet().stream().anyMatch(key::equalsIgnoreCase)) {
            throw new ParameterException(
                    job.commandLine(),
                    "--output-option " + key + " would be another place than " + this
                            + "; name the place by --output alone");
        }
    }

    private void requireKnown(String source) {
        try {
            SourceOptions.require("--output-option", source, options.keySet());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(job.commandLine(), e.getMessage(), e);
        }
    }

    private String source() {
        return format == null ? Format.ofPath(place) : Format.of(format);
    }

    private RowSink path(OutputTransaction outputs, SparkSession spark) throws Exception {
        String source = source();
        if (!Format.isFiles(source)) {
            outputs.other(place);
            return new SelfCommitting(
                    rows -> writer(rows, source).mode(outputs.mode().ofSpark()).save(place));
        }
        Target target = outputs.rows(place);
        requireStatic(spark, target.change() == Target.Kind.REPLACE);
        return new Rehearsed(
                given -> new DataFolder(() -> outputs.fresh(target), rows -> writer(rows, source, given), columns -> {
                    if (target.change() == Target.Kind.APPEND) {
                        AppendRules.check(spark, place, source, given, partitionBy.names(), columns);
                    }
                }),
                options);
    }

    /** Says for which option the rehearsal failed. */
    private record Rehearsed(Function<Map<String, String>, RowSink> sink, Map<String, String> options)
            implements RowSink {
        @Override
        public void rehearse(Dataset<Row> none) throws IOException {
            try {
                sink.apply(options).rehearse(none);
            } catch (Exception e) {
                Optional<IllegalArgumentException> unusable = UnusableOption.of(
                        "--output-option",
                        "the rows cannot be written",
                        options,
                        e,
                        others -> sink.apply(others).rehearse(none));
                if (unusable.isPresent()) {
                    throw unusable.get();
                }
                throw e;
            }
        }

        @Override
        public void write(Dataset<Row> rows) throws IOException {
            sink.apply(options).write(rows);
        }
    }

    private RowSink table(OutputTransaction outputs, SparkSession spark, String name) throws Exception {
        WriteMode mode = outputs.mode();
        boolean exists = spark.catalog().tableExists(name);
        if (exists && mode == WriteMode.ERRORIFEXISTS) {
            throw new IllegalStateException("Table '" + name
                    + "' exists; give --mode overwrite to replace it, --mode append to add to it, or name another.");
        }
        if (exists && DataTable.isView(spark, name)) {
            throw new IllegalStateException("'" + name + "' is a view; name a table.");
        }
        String source = Format.of(format == null ? DataTable.format(spark, name) : format);
        if (DataTable.isRenamed(spark, name, source) && !(exists && mode == WriteMode.APPEND)) {
            Target target = outputs.table(name, mode == WriteMode.OVERWRITE);
            requireStatic(spark, exists);
            return new Rehearsed(
                    given -> new DataTable(() -> outputs.freshTable(target), rows -> writer(rows, source, given)),
                    options);
        }
        if (DataTable.isInSparksCatalog(spark, name)) {
            outputs.otherTable(name);
        }
        return new SelfCommitting(
                rows -> writer(rows, source).mode(mode.ofSpark()).saveAsTable(name));
    }

    /** What is replaced is replaced as a whole. */
    private void requireStatic(SparkSession spark, boolean replaces) {
        String dynamic = options.entrySet().stream()
                .filter(option -> option.getKey().equalsIgnoreCase("partitionOverwriteMode"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(spark.conf().get("spark.sql.sources.partitionOverwriteMode"));
        if (replaces && !partitionBy.isEmpty() && dynamic.equalsIgnoreCase("dynamic")) {
            throw new IllegalStateException("spark.sql.sources.partitionOverwriteMode is dynamic, and --mode overwrite"
                    + " replaces all of '" + this + "', not the partitions that are written; set it to static, or give"
                    + " --mode append.");
        }
    }

    private DataFrameWriter<Row> writer(Dataset<Row> rows, String source) {
        return writer(rows, source, options);
    }

    private DataFrameWriter<Row> writer(Dataset<Row> rows, String source, Map<String, String> given) {
        DataFrameWriter<Row> writer = rows.write().format(source);
        if (source.equals("csv")) {
            writer.option("header", true);
        }
        return writer.options(given)
                .partitionBy(partitionBy.names().stream()
                        .map(name -> ColumnIndex.find(rows.schema(), name).name())
                        .toArray(String[]::new));
    }
}
