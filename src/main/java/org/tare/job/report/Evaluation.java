package org.tare.job.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.apache.spark.mllib.evaluation.RegressionMetrics;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.tare.report.Confusion;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
import org.tare.stat.Moments;

/**
 * How good predictions are.
 *
 * @param rows whose label is known
 * @param figures accuracy, log loss, the share of the most frequent class, and of two classes the area under the ROC curve,
 *     which is null where only one of them occurs; or root mean squared error, mean absolute error and R²
 * @param byClass precision, recall and F1 of each class, if these are few
 * @param confusion how many rows of each class were taken for each class, if these are few
 * @param warning of predictions that are no better than a guess
 */
public record Evaluation(
        long rows,
        List<Double> figures,
        Optional<ConsoleTable> byClass,
        Optional<Confusion> confusion,
        Optional<String> warning) {
    /** Less of the variance explained than this is nothing learned. */
    private static final double LEAST_R2 = 0.01;

    /** So many standard deviations from the mean, few labels decide about most of the squared error. */
    private static final double FAR = 20;

    private static final int MOST_CLASSES = 20;
    private static final double CLOSEST_TO_ZERO = 1e-15;
    private static final String LABEL = "label";
    private static final String PREDICTION = "prediction";
    private static final String PROBABILITY = "probability";
    private static final String WEIGHT = "weight";

    /** A table to which {@link #cells} are a row. */
    public static ConsoleTable table(Predictor predictor) {
        List<String> headings =
                new ArrayList<>(List.of("measured on", "rows", "accuracy", "log loss", "most frequent class"));
        if (isOfTwoClasses(predictor)) {
            headings.add("ROC AUC");
        }
        return predictor.probabilityCol().isPresent()
                ? new ConsoleTable(headings.toArray(String[]::new))
                : new ConsoleTable("measured on", "rows", "RMSE", "mean error", "R²");
    }

    private static boolean isOfTwoClasses(Predictor predictor) {
        return predictor.last() instanceof ClassificationModel<?, ?> model && model.numClasses() == 2;
    }

    public List<Object> cells(String what) {
        List<Object> cells = new ArrayList<>(List.of(what, rows));
        cells.addAll(figures);
        return cells;
    }

    /**
     * Measures predictions.
     *
     * @param weightCol null if all rows count the same
     * @return nothing if no row has both a label and a prediction
     * @throws IllegalArgumentException if a label is none of the model's classes, or a weight is none
     */
    public static Optional<Evaluation> of(
            Dataset<Row> predicted, Predictor predictor, String labelCol, String weightCol) {
        Column[] columns = {
            predictor.label(ColumnIndex.find(predicted.schema(), labelCol)).as(LABEL),
            ColumnIndex.column(predictor.predictionCol()).as(PREDICTION),
            (weightCol == null ? lit(1.0) : ColumnIndex.column(weightCol))
                    .cast("double")
                    .as(WEIGHT),
            predictor
                    .probabilityCol()
                    .map(ColumnIndex::column)
                    .orElse(lit(null))
                    .as(PROBABILITY)
        };
        // Kept before rows are dropped, or Spark would predict once to drop and once to measure.
        Dataset<Row> all = predicted.select(columns).persist();
        try {
            Dataset<Row> told = all.na().drop(new String[] {LABEL, PREDICTION});
            Dataset<Row> known = weightCol == null ? told : weighted(told, weightCol);
            long rows = known.count();
            return rows == 0
                    ? Optional.empty()
                    : Optional.of(
                            predictor.last() instanceof ClassificationModel<?, ?> model
                                    ? ofClasses(known, rows, model.numClasses(), labelCol, predictor.names())
                                    : ofNumbers(known, rows));
        } finally {
            all.unpersist();
        }
    }

    /** The rows that count. */
    private static Dataset<Row> weighted(Dataset<Row> known, String weightCol) {
        Column weight = ColumnIndex.column(WEIGHT);
        Column isWeight = weight.geq(0).and(weight.lt(Double.POSITIVE_INFINITY));
        known.where(not(coalesce(isWeight, lit(false)))).takeAsList(1).forEach(row -> {
            throw new IllegalArgumentException("Column '" + weightCol + "' holds the weight " + row.getAs(WEIGHT)
                    + "; give weights that are finite and not negative as --weight-col, or leave out that row.");
        });
        return known.where(weight.gt(0));
    }

    private static Evaluation ofClasses(Dataset<Row> known, long rows, int classes, String labelCol, ClassNames names) {
        Column label = ColumnIndex.column(LABEL);
        known.where(not(label.isin(IntStream.range(0, classes).boxed().toArray())))
                .takeAsList(1)
                .forEach(row -> {
                    throw new IllegalArgumentException("Column '" + labelCol + "' holds the label " + row.getAs(LABEL)
                            + ", and the model knows the classes 0 to " + (classes - 1)
                            + "; map the labels to those, or name another --label.");
                });
        MulticlassMetrics metrics = new MulticlassClassificationEvaluator()
                .setProbabilityCol(PROBABILITY)
                .setWeightCol(WEIGHT)
                .getMetrics(known);
        List<Double> figures =
                new ArrayList<>(List.of(metrics.accuracy(), metrics.logLoss(CLOSEST_TO_ZERO), majority(known)));
        if (classes == 2) {
            figures.add(areaUnderRoc(known));
        }
        boolean few = classes <= MOST_CLASSES;
        boolean guesses = figures.get(0) <= figures.get(2);
        return new Evaluation(
                rows,
                figures,
                few ? Optional.of(byClass(metrics, names)) : Optional.empty(),
                few ? Optional.of(confusion(known, classes, names)) : Optional.empty(),
                guesses
                        ? Optional.of(String.format(
                                Locale.ROOT,
                                "The model is right about %.1f %% of the rows, no more often than who always guesses the most"
                                        + " frequent class (%.1f %%).",
                                100 * figures.get(0),
                                100 * figures.get(2)))
                        : Optional.empty());
    }

    private static Evaluation ofNumbers(Dataset<Row> known, long rows) {
        RegressionMetrics metrics =
                new RegressionEvaluator().setWeightCol(WEIGHT).getMetrics(known.drop(PROBABILITY));
        // Spark's own R² of weighted rows is not that of as many equal rows: it divides by another variance.
        Moments label = Scan.of(known, LABEL)
                .weightCol(WEIGHT)
                .run()
                .column(LABEL)
                .feature()
                .moments();
        double explained = 1 - metrics.meanSquaredError() / label.populationVariance();
        return new Evaluation(
                rows,
                List.of(metrics.rootMeanSquaredError(), metrics.meanAbsoluteError(), explained),
                Optional.empty(),
                Optional.empty(),
                explained < LEAST_R2 ? Optional.of(noBetterThanTheMean(explained, label)) : Optional.empty());
    }

    private static String noBetterThanTheMean(double explained, Moments label) {
        double farthest = Math.max(label.max() - label.mean(), label.mean() - label.min());
        double deviations = farthest / label.standardDeviation();
        return String.format(
                        Locale.ROOT,
                        "The model predicts no better than the mean of the labels, %s, would (R² %.3g)",
                        (float) label.mean(),
                        explained)
                + (deviations > FAR
                        ? String.format(
                                Locale.ROOT,
                                "; a label lies %.0f standard deviations from it, and few such decide about R², so look at the"
                                        + " mean error too; if they are wrong, leave them out, or hold them by"
                                        + " --label-clip-quantiles, as 0.01,0.99.",
                                deviations)
                        : ".");
    }

    /** What share the most frequent class has: the accuracy of always guessing it. */
    private static double majority(Dataset<Row> known) {
        Row weights = known.groupBy(LABEL)
                .agg(sum(WEIGHT).as(WEIGHT))
                .agg(max(WEIGHT), sum(WEIGHT))
                .first();
        return weights.getDouble(0) / weights.getDouble(1);
    }

    /** Of all thresholds, not of a sample of them; there is none where all rows are of one class. */
    private static Double areaUnderRoc(Dataset<Row> known) {
        if (known.where(col(WEIGHT).gt(0)).select(LABEL).distinct().count() < 2) {
            return null;
        }
        return new BinaryClassificationEvaluator()
                .setRawPredictionCol(PROBABILITY)
                .setWeightCol(WEIGHT)
                .setNumBins(0)
                .evaluate(known);
    }

    private static ConsoleTable byClass(MulticlassMetrics metrics, ClassNames names) {
        ConsoleTable table = new ConsoleTable("class", "precision", "recall", "F1");
        for (double label : metrics.labels()) {
            table.add(List.of(
                    names.of((int) label), metrics.precision(label), metrics.recall(label), metrics.fMeasure(label)));
        }
        return table;
    }

    private static Confusion confusion(Dataset<Row> known, int classes, ClassNames names) {
        double[][] weights = new double[classes][classes];
        for (Row row : known.groupBy(LABEL, PREDICTION).agg(sum(WEIGHT)).collectAsList()) {
            weights[(int) row.getDouble(0)][(int) row.getDouble(1)] = row.getDouble(2);
        }
        return new Confusion(
                IntStream.range(0, classes).mapToObj(names::of).toList(),
                Stream.of(weights)
                        .map(row -> DoubleStream.of(row).boxed().toList())
                        .toList());
    }

    /** The confusion matrix for the console. */
    public Optional<ConsoleTable> confusionTable() {
        return confusion.map(matrix -> {
            List<String> headings = new ArrayList<>(List.of("label \\ predicted"));
            headings.addAll(matrix.classes());
            ConsoleTable table = new ConsoleTable(headings.toArray(String[]::new));
            for (int i = 0; i < matrix.classes().size(); i++) {
                List<Object> cells = new ArrayList<>(List.of(matrix.classes().get(i)));
                matrix.weights().get(i).forEach(weight -> cells.add(weight == 0 ? null : weight));
                table.add(cells);
            }
            return table;
        });
    }
}
