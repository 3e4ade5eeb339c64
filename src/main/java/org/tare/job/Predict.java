package org.tare.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tare.job.option.ColumnList;
import org.tare.job.option.InputOptions;
import org.tare.job.option.ModeOption;
import org.tare.job.option.OutputOptions;
import org.tare.job.option.TrustOption;
import org.tare.job.option.TypedColumns;
import org.tare.job.output.OutputTransaction;
import org.tare.job.output.RowSink;
import org.tare.job.report.ClassNames;
import org.tare.job.report.ConsoleTable;
import org.tare.job.report.Evaluation;
import org.tare.job.report.PredictedRows;
import org.tare.job.report.Predictor;
import org.tare.job.report.Preview;
import org.tare.spark.column.ColumnIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jobs/predict}: applies a trained model to the rows of a table, and measures it where the label is known. */
@Command(
        name = "predict",
        description = "Predicts the label of the rows of a table and writes rows and predictions; where the label is "
                + "known already it measures the model too. Rows with missing features get a null.")
public final class Predict extends Job {
    @Mixin
    private InputOptions input;

    @Option(
            names = "--model",
            paramLabel = "PATH",
            required = true,
            description = "A model that jobs/train wrote, or with --trust-model another one of Spark ML that predicts.")
    private String model;

    @Mixin
    private TrustOption trust;

    @Option(
            names = "--keep",
            paramLabel = "COLUMN,...",
            converter = ColumnList.Parser.class,
            description = "Columns of the rows to write beside the predictions. Default: all.")
    private ColumnList keep = ColumnList.NONE;

    @Option(
            names = "--probabilities",
            description = "Write the probability of each class too, as an array. CSV cannot hold it.")
    private boolean probabilities;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Column to measure the model by. Default: the one it was trained on, if the rows have it.")
    private String label;

    @Option(
            names = "--weight-col",
            paramLabel = "COLUMN",
            description = "Column that says how much each row counts in the measures. Default: all count the same.")
    private String weightCol;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ModeOption mode;

    /** Runs the job and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        main(new Predict(), arguments);
    }

    @Override
    void check() {
        input.check();
        output.check();
    }

    @Override
    void run(SparkSession spark) throws Exception {
        List<String> reads = new ArrayList<>(input.paths());
        reads.add(model);
        Predictor predictor = Predictor.load(spark, model, trust.given());
        Dataset<Row> rows = input.read(spark);
        if (probabilities && predictor.probabilityCol().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + model + "' predicts numbers, which have no probabilities; leave --probabilities out.");
        }
        Optional<String> known = known(rows.schema(), predictor);
        if (known.isEmpty()) {
            refuse("no label is there to measure by", "--weight-col");
        }
        PredictedRows counted = new PredictedRows(predictor);
        Dataset<Row> predicted = predictor.predict(rows);
        Dataset<Row> results = predicted.select(columns(rows, predictor));
        try (OutputTransaction outputs = new OutputTransaction(spark, mode.mode())) {
            RowSink data = output.addTo(outputs, spark);
            say(outputs.claim(reads, Optional.of(rows)));
            data.rehearse(spark.createDataFrame(List.of(), results.schema()));
            describe(spark, "write " + output);
            data.write(counted.counted(rows).select(columns(rows, predictor)));
            ConsoleTable preview = Preview.table(results);
            describe(spark, "measure " + model);
            Optional<Evaluation> quality =
                    known.flatMap(column -> Evaluation.of(predicted, predictor, column, weightCol));
            outputs.publish();
            print(preview);
            quality.ifPresent(measured -> {
                print(Evaluation.table(predictor).add(measured.cells("'" + known.orElseThrow() + "'")));
                measured.byClass().ifPresent(this::print);
                measured.confusionTable().ifPresent(this::print);
                measured.warning().ifPresent(warning -> out().printf("%n%s%n", warning));
            });
            if (quality.isEmpty() && known.isPresent()) {
                out().printf(
                                "%nNothing is measured: no row has a prediction and, as '%s', a label%s.%n",
                                known.get(), predictor.names().areKnown() ? " of the model's classes" : "");
            }
        }
        tell("Read", input, "Model", model, "Written", output, "Rows", counted.sentence());
    }

    /** The column of labels, if there is one. */
    private Optional<String> known(StructType schema, Predictor predictor) {
        if (weightCol != null) {
            TypedColumns.find(schema, weightCol, NumericType.class, "a number");
        }
        boolean named = predictor.names().areKnown();
        if (label != null) {
            return Optional.of((named
                            ? ColumnIndex.find(schema, label)
                            : TypedColumns.find(schema, label, NumericType.class, "a number"))
                    .name());
        }
        return Arrays.stream(schema.fields())
                .filter(field -> ColumnIndex.isSame(field.name(), predictor.labelCol())
                        && (named || field.dataType() instanceof NumericType))
                .map(StructField::name)
                .findFirst();
    }

    private Column[] columns(Dataset<Row> rows, Predictor predictor) {
        List<String> kept = keep.isEmpty()
                ? List.of(rows.columns())
                : keep.names().stream()
                        .map(name -> ColumnIndex.find(rows.schema(), name).name())
                        .toList();
        List<Column> columns =
                new ArrayList<>(kept.stream().map(ColumnIndex::column).toList());
        columns.add(ColumnIndex.column(predictor.predictionCol()));
        if (predictor.names().areKnown()) {
            columns.add(ColumnIndex.column(ClassNames.PREDICTED));
        }
        predictor.probabilityCol().ifPresent(probability -> {
            columns.add(ColumnIndex.column(Predictor.CONFIDENCE));
            if (probabilities) {
                columns.add(functions
                        .vector_to_array(ColumnIndex.column(probability), "float64")
                        .as(probability));
            }
        });
        return columns.toArray(Column[]::new);
    }
}
