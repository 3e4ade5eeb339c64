package org.tare.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.curve.SqlDialect;
import org.tare.export.ModelExport;
import org.tare.export.SqlExport;
import org.tare.export.onnx.OnnxExport;
import org.tare.export.onnx.OnnxPrecision;
import org.tare.job.option.GroupOption;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.ExportableModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/export}: writes a model in a form that needs no Spark. */
@Command(
        name = "export",
        description = "Writes a saved model as one file for use without Spark: ONNX of scalers, networks and whole "
                + "pipelines, a statement of SQL or a file for scikit-learn of scalers, or JSON for Tare itself.")
public final class Export extends Job {
    /** What the model becomes. */
    enum Form {
        /** For ONNX Runtime and others. */
        ONNX,
        /** For databases. */
        SQL,
        /** For {@code tare_scoring} of Python, as a transformer of scikit-learn. */
        SKLEARN,
        /** For {@code Scoring.load} of Java, and Python. */
        JSON
    }

    @Option(
            names = "--model",
            paramLabel = "PATH",
            required = true,
            description = "A model that jobs/fit, jobs/scale or jobs/train wrote, or a saved pipeline of such stages.")
    private String model;

    @Option(
            names = "--to",
            paramLabel = "FORM",
            required = true,
            description = "What it becomes: ${COMPLETION-CANDIDATES}.")
    private Form form;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the file goes.")
    private String output;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "What ONNX computes with: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OnnxPrecision precision = OnnxPrecision.DOUBLE;

    @Option(
            names = "--opset",
            paramLabel = "NUMBER",
            description = "The version of ONNX's operators, " + OnnxExport.LEAST + " to " + OnnxExport.LATEST
                    + ". Default: ${DEFAULT-VALUE}.")
    private int opset = OnnxExport.USUAL;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "Whose SQL it is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private SqlDialect dialect = SqlDialect.ANSI;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table that the SQL selects from, as the database reads it.")
    private String table;

    @Option(
            names = "--view",
            paramLabel = "NAME",
            description = "The view that the SQL makes, as the database reads it. Default: the query alone.")
    private String view;

    @Option(
            names = "--sizes",
            paramLabel = "COLUMN=N",
            split = ",",
            description =
                    "How many numbers vectors and arrays have that are assembled or normalized as they are given.")
    private Map<String, Integer> sizes = new LinkedHashMap<>();

    @Mixin
    private GroupOption group;

    @Mixin
    private InputOptions input;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Export(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        if (form == Form.SQL && (table == null || table.isBlank())) {
            throw usage("SQL selects from a table; give --table NAME");
        }
        if (view != null && view.isBlank()) {
            throw usage("--view has no name; give --view NAME, or leave it out");
        }
        if (form != Form.SQL && (table != null || view != null || input.given())) {
            throw usage("--table, --view and --input are for --to sql; leave them out");
        }
        if (input.given()) {
            input.check();
        } else {
            input.requireNone();
        }
        if (form == Form.SQL) {
            refuse("SQL reads the sizes of columns from the data", "--sizes");
        } else {
            refuse("it is for --to sql", "--dialect");
        }
        if (form != Form.ONNX) {
            refuse("only --to onnx has it", "--precision", "--opset");
        }
        checked(() -> new OnnxExport(opset, precision));
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.add(model);
        Optional<Dataset<Row>> rows = input.given() ? Optional.of(input.read(spark)) : Optional.empty();
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target file = outputs.file(output);
            say(outputs.claim(reads, rows));
            describe(spark, "export " + model);
            outputs.write(file, written(ofGroup(ExportableModel.load(spark, model), spark), rows));
            outputs.publish();
        }
        tell("Model", model, "Written", output, "As", form.toString().toLowerCase(Locale.ROOT));
    }

    private Transformer ofGroup(Transformer loaded, SparkSession spark) {
        boolean isByGroup = GroupOption.isByGroup(loaded);
        group.check(isByGroup);
        if (isByGroup && !group.given()) {
            throw new IllegalArgumentException(
                    "'" + model
                            + "' has other curves for each group, and only those of one can be exported; name it with --group.");
        }
        Transformer[] stages = group.stages(loaded, spark);
        return loaded instanceof PipelineModel ? new PipelineModel(loaded.uid(), stages) : stages[0];
    }

    private byte[] written(Transformer loaded, Optional<Dataset<Row>> rows) {
        return switch (form) {
            case ONNX -> ModelExport.toOnnx(loaded, new OnnxExport(opset, precision), sizes);
            case SQL ->
                new SqlExport(dialect, table, view, rows.map(Dataset::schema).orElse(null))
                        .of(loaded)
                        .getBytes(UTF_8);
            case SKLEARN -> ModelExport.toScikitLearn(loaded, sizes);
            case JSON -> ModelExport.toJson(loaded, sizes);
        };
    }
}
