package org.tare.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.tare.job.option.FeatureOptions;
import org.tare.job.option.HoldoutOptions;
import org.tare.job.option.InputOptions;
import org.tare.job.option.LabelOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.NetworkOptions;
import org.tare.job.option.OptionSection;
import org.tare.job.output.OutputTransaction;
import org.tare.job.publish.Target;
import org.tare.job.report.ConsoleTable;
import org.tare.job.report.Evaluation;
import org.tare.job.report.ModelFolder;
import org.tare.job.report.NetworkTables;
import org.tare.job.report.Predictor;
import org.tare.nn.core.LayerSummary;
import org.tare.train.Epoch;
import org.tare.train.NeuralNetworkClassifier;
import org.tare.train.NeuralNetworkRegressor;
import org.tare.train.RateCurve;
import org.tare.train.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/train}: trains a network on a table and measures it on rows it has not seen. */
@Command(
        name = "train",
        description = "Trains a network on the rows of a table, by all workers together, and writes the model: a "
                + "pipeline of Spark ML with all that features need. A line tells of each epoch; in the end the model "
                + "is measured on rows that were held out.")
public final class Train extends Job {
    @Mixin
    private InputOptions input;

    @Mixin
    private LabelOptions label;

    @Mixin
    private FeatureOptions features;

    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private HoldoutOptions holdout;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            required = true,
            description = "Where the model goes, for jobs/predict and PipelineModel.load.")
    private String model;

    @Option(
            names = "--find-learning-rate",
            description =
                    "Show how the loss of the first steps goes while the learning rate grows from 1e-6 to 10, and write no "
                            + "model.")
    private boolean findRate;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Train(), arguments);
    }

    @Override
    void check() {
        mode.requireNoAppend();
        input.check();
        checked(() -> {
            network.check();
            features.check(label.label());
            holdout.check(network.stopsEarly());
        });
    }

    @Override
    List<OptionSection> sections() {
        return List.of(features.section(), network.section());
    }

    @Override
    String left() {
        return network.checkpoints()
                .map(folder -> " The training goes on from the last of the checkpoints in '" + folder
                        + "', if an epoch had ended; give --resume too.")
                .orElse(" Nothing is left of the training; with --checkpoint-dir it would go on.");
    }

    private void tell(List<LayerSummary> layers) {
        out().println(NetworkTables.of(layers).print(Integer.MAX_VALUE));
        out().flush();
    }

    private void tell(Epoch epoch) {
        out().println(epoch);
        out().flush();
    }

    @Override
    void run(SparkSession spark) throws Exception {
        Dataset<Row> all = input.read(spark);
        List<String> content = new ArrayList<>(
                features.fields(all.schema()).stream().map(StructField::name).toList());
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            Target folder = outputs.folder(model);
            List<String> reads = new ArrayList<>(input.paths());
            network.initialModel().ifPresent(reads::add);
            if (network.checkpoints().isPresent()) {
                outputs.into(network.checkpoints().get());
            }
            say(outputs.claim(reads, Optional.of(all)));
            describe(spark, "look at the labels of " + input);
            LabelOptions.Label learned = label.of(all, network.outputs());
            content.add(learned.column());
            Dataset<Row> rows = features.valid(learned.rows(), content);
            out().printf("Read   %s%nTask   %s of '%s'%s%n%n", input, learned.task(), label.label(), left(all, rows));
            HoldoutOptions.Parts parts = holdout.part(rows, network.seed(), content);
            if (findRate) {
                findRate(learned, parts);
                return;
            }
            describe(spark, "hold out rows of " + input);
            say(holdout.warnings(rows, network.seed(), content));
            PipelineModel fitted = fit(learned, parts);
            try {
                ModelFolder.save(spark, fitted, outputs.fresh(folder));
                outputs.publish();
            } catch (Exception e) {
                // Spark throws checked exceptions that it does not declare.
                throw Rescue.of(spark, fitted, "The trained model", e);
            }
            describe(spark, "measure " + model);
            measure(Predictor.of(fitted), parts.held());
        }
        tell("Model", model);
    }

    private String left(Dataset<Row> all, Dataset<Row> rows) {
        if (!features.skips()) {
            return "";
        }
        long before = all.count();
        return String.format(Locale.ROOT, "%nRows   %,d of %,d, without those of missing values", rows.count(), before);
    }

    private void findRate(LabelOptions.Label learned, HoldoutOptions.Parts parts) {
        List<PipelineStage> stages = stages(learned, parts);
        PipelineStage last = stages.remove(stages.size() - 1);
        Dataset<Row> made = new Pipeline()
                .setStages(stages.toArray(PipelineStage[]::new))
                .fit(parts.training())
                .transform(parts.training());
        RateCurve curve = last instanceof NeuralNetworkClassifier classifier
                ? classifier.onEpoch(null).findLearningRate(made)
                : ((NeuralNetworkRegressor) last).onEpoch(null).findLearningRate(made);
        print(NetworkTables.of(curve));
    }

    private PipelineModel fit(LabelOptions.Label learned, HoldoutOptions.Parts parts) {
        List<PipelineStage> stages = stages(learned, parts);
        Dataset<Row> rows = parts.training();
        PipelineModel fitted;
        try {
            fitted = new Pipeline()
                    .setStages(stages.toArray(PipelineStage[]::new))
                    .fit(rows);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(named(e, rows), e);
        } catch (TrainingException e) {
            TrainingException told = e;
            throw e.best()
                    .<RuntimeException>map(best -> Rescue.of(
                            rows.sparkSession(),
                            label.finished(learned.task().model(stages, best), learned),
                            "The network after its best epoch",
                            new IllegalStateException(named(told, rows), told)))
                    .orElse(told);
        }
        return label.finished(fitted, learned);
    }

    private String named(Exception failure, Dataset<Row> rows) {
        return label.named(features.named(failure.getMessage(), rows.schema()))
                .replaceFirst(
                        "; give some[.]$", "; give more, or hold out fewer by --test-share and --validation-share.");
    }

    private List<PipelineStage> stages(LabelOptions.Label learned, HoldoutOptions.Parts parts) {
        describe(parts.learned().sparkSession(), "learn how to scale features of " + input);
        FeatureOptions.Features made = features.of(parts.learned(), label.weightCol());
        made.warning().ifPresent(warning -> out().printf("%s%n%n", warning));
        PipelineStage stage = learned.task().network(this::tell, this::tell);
        label.applyTo(stage, learned);
        network.applyTo(stage);
        stage.set(stage.getParam("featuresCol"), made.column());
        stage.set(stage.getParam("validationIndicatorCol"), parts.validationCol());
        List<PipelineStage> stages = new ArrayList<>(made.stages());
        stages.add(stage);
        return stages;
    }

    /** Of the parts, the last is the one that nothing was chosen by. */
    private void measure(Predictor predictor, List<HoldoutOptions.Held> held) {
        ConsoleTable table = Evaluation.table(predictor);
        Evaluation last = null;
        for (HoldoutOptions.Held part : held) {
            Evaluation quality = Evaluation.of(
                            predictor.predict(part.rows()), predictor, label.label(), label.weightCol())
                    .orElse(null);
            if (quality != null) {
                table.add(quality.cells(part.name()));
                last = quality;
            }
        }
        if (last != null) {
            print(table);
            last.byClass().ifPresent(this::print);
            last.confusionTable().ifPresent(this::print);
            last.warning().ifPresent(warning -> out().printf("%n%s%n", warning));
        }
    }
}
