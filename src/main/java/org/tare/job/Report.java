package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tare.job.option.GroupOption;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.TrustOption;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.Evaluation;
import org.tare.job.report.Learned;
import org.tare.job.report.ModelFolder;
import org.tare.job.report.Predictor;
import org.tare.job.report.Summaries;
import org.tare.report.HtmlReport;
import org.tare.scan.DatasetStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/report}: a page that shows what was learned. */
@Command(
        name = "report",
        description =
                "Shows what was learned as one page of HTML, which opens from disk: of each feature its numbers, its "
                        + "histogram before and after scaling and the curve between, of a network its layers and learning "
                        + "curves. It reads statistics and models, and rows only to measure a network.")
public final class Report extends Job {
    private static final String WRITERS = "jobs/fit, jobs/scale or jobs/train";

    @Option(
            names = "--statistics",
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Saved statistics, from whose histograms (jobs/statistics --quantiles) the pictures are drawn; "
                            + "those of several paths are merged.")
    private List<String> statistics = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "PATH",
            description = "A model that jobs/fit, jobs/scale or jobs/train wrote.")
    private String model;

    @Mixin
    private TrustOption trust;

    @Mixin
    private GroupOption group;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the page goes.")
    private String output;

    @Option(names = "--title", paramLabel = "TEXT", description = "Its heading. Default: what it shows.")
    private String title;

    @Mixin
    private InputOptions input;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description =
                    "Column of --input to measure a network by, which adds a confusion matrix. Default: the one it was "
                            + "trained on.")
    private String label;

    @Option(
            names = "--weight-col",
            paramLabel = "COLUMN",
            description = "Column of --input that says how much each row counts. Default: all count the same.")
    private String weightCol;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Report(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        if (title != null && title.isBlank()) {
            throw usage("--title is empty; give a text, or leave it out");
        }
        if (statistics.isEmpty() && model == null) {
            throw usage("There is nothing to show; give --statistics, --model or both");
        }
        if (input.given()) {
            input.check();
        } else if (label != null || weightCol != null) {
            throw usage("Only rows have a label or a weight; give --input too");
        } else {
            input.requireNone();
        }
        if (model == null) {
            refuse("no --model is given", "--trust-model");
        }
        if (input.given() && model == null) {
            throw usage("Rows are read to measure a network; give it as --model, or statistics without --input");
        }
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(statistics);
        reads.addAll(input.paths());
        if (model != null) {
            reads.add(model);
        }
        Optional<Dataset<Row>> rows = input.given() ? Optional.of(input.read(spark)) : Optional.empty();
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target page = outputs.file(output);
            say(outputs.claim(reads, rows));
            HtmlReport report = report(spark);
            if (rows.isPresent()) {
                report = measured(spark, report, rows.get());
            }
            outputs.write(page, (title == null ? report : report.title(title)).html());
            outputs.publish();
        }
        tell("Report", output);
    }

    private HtmlReport report(SparkSession spark) {
        Optional<Learned> learned =
                statistics.isEmpty() ? Optional.empty() : Optional.of(Summaries.load(spark, statistics));
        Transformer loaded =
                model == null ? null : (Transformer) ModelFolder.load(spark, model, trust.given(), WRITERS);
        boolean hasGroups = learned.isPresent() && learned.get().groups() != null;
        group.check(hasGroups || GroupOption.isByGroup(loaded));
        Optional<DatasetStatistics> known =
                learned.map(all -> group.given() && hasGroups ? group.of(all.groups(), spark) : all.all());
        HtmlReport report = loaded == null ? HtmlReport.of(known.orElseThrow()) : report(spark, loaded);
        if (hasGroups && !group.given()) {
            return report.with(learned.get().groups());
        }
        HtmlReport whole = known.isPresent() ? report.with(known.get()) : report;
        return group.given() ? whole.title("Group " + group) : whole;
    }

    private HtmlReport report(SparkSession spark, Transformer loaded) {
        return HtmlReport.ofStages(group.stages(loaded, spark))
                .orElseThrow(() -> new IllegalArgumentException("'" + model + "' holds a "
                        + loaded.getClass().getSimpleName()
                        + " without a scaler or a network of Tare; give the path of one that "
                        + WRITERS + " wrote."));
    }

    private HtmlReport measured(SparkSession spark, HtmlReport report, Dataset<Row> rows) {
        describe(spark, "measure " + model);
        Predictor predictor = Predictor.load(spark, model, trust.given());
        String column = label == null ? predictor.labelCol() : label;
        return Evaluation.of(predictor.predict(rows), predictor, column, weightCol)
                .flatMap(Evaluation::confusion)
                .map(report::with)
                .orElse(report);
    }
}
