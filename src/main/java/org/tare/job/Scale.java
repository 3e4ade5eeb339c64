package org.tare.job;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.feature.ScalerModel;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.OptionSection;
import org.tare.job.option.OutputOptions;
import org.tare.job.option.ScalerOptions;
import org.tare.job.output.OutputTransaction;
import org.tare.job.output.RowSink;
import org.tare.job.publish.Target;
import org.tare.job.report.ConsoleTable;
import org.tare.job.report.Learned;
import org.tare.job.report.Preview;
import org.tare.job.report.SkippedRows;
import org.tare.job.report.Summaries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/scale}: fits scalers, transforms the rows, and keeps rows, model and statistics. */
@Command(
        name = "scale",
        description =
                "Scales columns: learns in one scan, prints what it learned, and writes the scaled rows, the model "
                        + "and the statistics. All outputs are checked before the scan; none is replaced unless all are whole.")
public final class Scale extends Job {
    @Mixin
    private InputOptions input;

    @Mixin
    private ScalerOptions scalers;

    @Mixin
    private OutputOptions output;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description =
                    "Where the model goes, for jobs/transform and ScalerModel.load. Default: the path of --output "
                            + "followed by _model.")
    private String model;

    @Option(
            names = "--statistics",
            paramLabel = "PATH",
            description = "Where the statistics go, to be merged with others later. Default: the path of --output "
                    + "followed by _statistics.")
    private String statistics;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Scale(), arguments);
    }

    @Override
    void check() {
        input.check();
        output.check();
        scalers.checkGroupsOfRows();
        checked(scalers::check);
        model = besideOutput("--model", model, "_model");
        statistics = besideOutput("--statistics", statistics, "_statistics");
    }

    private String besideOutput(String option, String given, String suffix) {
        if (given != null) {
            return given;
        }
        return output.path()
                .map(path -> path.replaceAll("/+$", "") + suffix)
                .orElseThrow(() -> usage("There is no path for " + option + " beside " + output + "; give one"));
    }

    @Override
    List<OptionSection> sections() {
        return scalers.sections();
    }

    @Override
    void run(SparkSession spark) throws Exception {
        Dataset<Row> rows = input.read(spark);
        ScalerOptions.Plan plan = scalers.plan(() -> scalers.scan().numeric(rows.schema()));
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target statisticsFolder = outputs.folder(statistics);
            Target modelFolder = outputs.folder(model);
            RowSink data = output.addTo(outputs, spark);
            say(outputs.claim(input.paths(), Optional.of(rows)));
            data.rehearse(spark.createDataFrame(List.of(), plan.scaler().transformSchema(rows.schema())));

            describe(spark, "learn from " + input);
            Learned learned = plan.scaler().getGroupCols().length == 0
                    ? Learned.of(plan.scaler().scan(rows))
                    : Learned.of(plan.scaler().scanGroups(rows));
            ScalerModel fitted = learned.fit(plan.scaler());
            learned.save(spark, outputs.fresh(statisticsFolder));
            fitted.write().session(spark).save(outputs.fresh(modelFolder));

            describe(spark, "write " + output);
            SkippedRows skipped = new SkippedRows(fitted);
            data.write(skipped.counted(rows));
            ConsoleTable preview = Preview.table(fitted.transform(rows), fitted);
            outputs.publish();
            print(Summaries.table(fitted, spark));
            print(preview);
            tell(
                    "Read",
                    input,
                    "Groups",
                    Summaries.groups(fitted),
                    "Columns",
                    scalers.taken(rows),
                    "Left out",
                    scalers.leftOut(rows),
                    "Written",
                    output,
                    "Rows",
                    skipped.sentence(),
                    "Model",
                    model,
                    "Statistics",
                    statistics);
        }
    }
}
