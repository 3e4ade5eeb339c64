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
import org.tare.job.option.OptionSection;
import org.tare.job.option.ScalerOptions;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.Learned;
import org.tare.job.report.Summaries;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.MissingStatisticException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/fit}: fits scalers to rows, or to saved statistics without reading any rows. */
@Command(
        name = "fit",
        description =
                "Fits scalers to rows in one scan, or to saved statistics without reading rows, and writes the model.")
public final class Fit extends Job {
    @Mixin
    private InputOptions input;

    @Option(
            names = "--from-statistics",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Fit to saved statistics instead of --input; those of several paths are merged.")
    private List<String> statistics = new ArrayList<>();

    @Mixin
    private ScalerOptions scalers;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            required = true,
            description = "Where the model goes, for jobs/transform and ScalerModel.load.")
    private String model;

    @Mixin
    private ModeOption mode;

    private Optional<String> taken = Optional.empty();
    private Optional<String> leftOut = Optional.empty();

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Fit(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        if (input.given() != statistics.isEmpty()) {
            throw usage("Give either --input or --from-statistics");
        }
        if (input.given()) {
            input.check();
            scalers.checkGroupsOfRows();
        } else {
            input.requireNone();
        }
        checked(scalers::check);
    }

    @Override
    List<OptionSection> sections() {
        return scalers.sections();
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.addAll(statistics);
        Optional<Dataset<Row>> rows = input.given() ? Optional.of(input.read(spark)) : Optional.empty();
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target folder = outputs.folder(model);
            say(outputs.claim(reads, rows));
            ScalerModel fitted = rows.isPresent() ? fitToRows(spark, rows.get()) : fitToStatistics(spark);
            fitted.write().session(spark).save(outputs.fresh(folder));
            outputs.publish();
            print(Summaries.table(fitted, spark));
            tell("Groups", Summaries.groups(fitted), "Columns", taken, "Left out", leftOut, "Model", model);
        }
    }

    private ScalerModel fitToRows(SparkSession spark, Dataset<Row> rows) {
        describe(spark, "learn from " + input);
        taken = scalers.taken(rows);
        leftOut = scalers.leftOut(rows);
        return scalers.plan(() -> scalers.scan().numeric(rows.schema()))
                .scaler()
                .fit(rows);
    }

    private ScalerModel fitToStatistics(SparkSession spark) {
        Learned learned = Summaries.load(spark, statistics);
        try {
            return learned.fit(scalers.plan(() -> learned.all().columns().stream()
                            .map(ColumnStatistics::name)
                            .toList())
                    .scaler());
        } catch (MissingStatisticException e) {
            throw new IllegalArgumentException(
                    "The statistics of '" + e.feature() + "' have no " + e.kind()
                            + "; take them with jobs/statistics --quantiles, or give --input.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage().replace("take them with scanGroups", "take them with jobs/statistics --group-cols"),
                    e);
        }
    }
}
