package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.ModelOptions;
import org.tare.job.option.OptionSection;
import org.tare.job.option.OutputOptions;
import org.tare.job.output.OutputTransaction;
import org.tare.job.output.RowSink;
import org.tare.job.report.ConsoleTable;
import org.tare.job.report.Preview;
import org.tare.job.report.SkippedRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/transform}: applies a saved model to rows, or takes its effect back. */
@Command(name = "transform", description = "Applies a saved model to rows, or takes its effect back, and writes them.")
public final class Transform extends Job {
    @Mixin
    private InputOptions input;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            required = true,
            description = "A model that jobs/scale, jobs/fit or ScalerModel.save wrote.")
    private String model;

    @Option(names = "--inverse", description = "Turn scaled values back into what they were.")
    private boolean inverse;

    private final ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private OutputOptions output;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Transform(), arguments);
    }

    @Override
    void check() {
        input.check();
        output.check();
    }

    @Override
    List<OptionSection> sections() {
        return List.of(modelOptions.section());
    }

    private ScalerModel loaded(SparkSession spark) {
        ScalerModel loaded;
        try {
            loaded = ScalerModel.read().session(spark).load(model);
        } catch (IllegalArgumentException e) {
            // A model of another kind is to be loaded as what it is, which is for a program to do.
            throw new IllegalArgumentException(
                    e.getMessage()
                            .replaceFirst(
                                    "load it as \\w+[.]$",
                                    "give the path of a model that jobs/fit or jobs/scale wrote, or apply a network by jobs/predict."),
                    e);
        }
        modelOptions.applyTo(loaded);
        return inverse ? loaded.inverse() : loaded;
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.add(model);
        Dataset<Row> rows = input.read(spark);
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            RowSink data = output.addTo(outputs, spark);
            say(outputs.claim(reads, Optional.of(rows)));
            ScalerModel applied = loaded(spark);
            data.rehearse(spark.createDataFrame(List.of(), applied.transformSchema(rows.schema())));
            describe(spark, "write " + output);
            SkippedRows skipped = new SkippedRows(applied);
            data.write(skipped.counted(rows));
            ConsoleTable preview = Preview.table(applied.transform(rows), applied);
            outputs.publish();
            print(preview);
            tell(
                    "Read",
                    input,
                    "Model",
                    model + (inverse ? ", inverted" : ""),
                    "Written",
                    output,
                    "Rows",
                    skipped.sentence());
        }
    }
}
