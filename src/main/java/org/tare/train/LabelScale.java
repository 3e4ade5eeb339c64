package org.tare.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.scan.Scan;
import org.tare.spark.ColumnIndex;
import org.tare.stat.Moments;

/**
 * A label as the network learns it, {@code (label - mean) / deviation} over the training rows, and the way back, which goes into
 * the last layer: {@code w x + b} becomes {@code (deviation w) x + (deviation b + mean)}, so that the network itself predicts in
 * the label's unit.
 */
record LabelScale(double mean, double deviation) {
    private static final Pattern ENDS_IN_DENSE =
            Pattern.compile("(?s)(.*\\s)?dense\\([^()]*(\\([^()]*\\)[^()]*)*\\)\\s*");

    /** @throws IllegalArgumentException unless the network ends in a layer that can take the way back */
    static void check(String layers) {
        if (!ENDS_IN_DENSE.matcher(layers).matches() || layers.matches("(?s).*bias\\s*=\\s*false[^()]*\\)\\s*")) {
            throw new IllegalArgumentException("labelScaler is standard, and the layers \"" + layers
                    + "\" do not end in dense(1) with a bias; end them so, or set labelScaler to none.");
        }
    }

    /** That of the training rows; a constant label is shifted only. */
    static LabelScale of(Dataset<?> data, String label, String weight, String validation) {
        Dataset<Row> rows = data.toDF();
        if (!validation.isEmpty()) {
            rows = rows.where(functions.not(functions.coalesce(ColumnIndex.column(validation), functions.lit(false))));
        }
        Moments moments = Scan.of(rows, label)
                .weightCol(weight.isEmpty() ? null : weight)
                .run()
                .column(label)
                .feature()
                .moments();
        boolean varies = moments.count() > 0 && !moments.isConstant();
        return new LabelScale(moments.count() == 0 ? 0 : moments.mean(), varies ? moments.standardDeviation() : 1);
    }

    /** The rows with the scaled label in place of the label. */
    Dataset<Row> scaled(Dataset<?> data, String label) {
        String name = ColumnIndex.find(data.schema(), label).name();
        return data.withColumn(
                name, ColumnIndex.column(name).cast("double").minus(mean).divide(deviation));
    }

    /** The network that predicts in the label's unit. */
    FittedNetwork unscaled(FittedNetwork network) {
        return unscaled(network, network.history().stream().map(this::unscaled).toList());
    }

    /** The network that predicts the scaled label, of one that predicts in the label's unit. */
    FittedNetwork scaled(FittedNetwork network) {
        return new LabelScale(-mean / deviation, 1 / deviation).unscaled(network, network.history());
    }

    private FittedNetwork unscaled(FittedNetwork network, List<Epoch> history) {
        Map<String, double[]> weights = new LinkedHashMap<>(network.weights());
        int last = weights.keySet().stream()
                .mapToInt(key -> Integer.parseInt(key.substring(0, key.indexOf('.'))))
                .max()
                .orElseThrow();
        weights.computeIfPresent(last + ".weight", (key, w) -> affine(w, 0));
        weights.computeIfPresent(last + ".bias", (key, b) -> affine(b, mean));
        return new FittedNetwork(
                network.layers(), network.features(), network.loss(), weights, history, network.identity());
    }

    private double[] affine(double[] values, double shift) {
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved[i] * deviation + shift;
        }
        return moved;
    }

    /** Losses are squares of errors, the metric is the root of their mean. */
    Epoch unscaled(Epoch epoch) {
        double square = deviation * deviation;
        return new Epoch(
                epoch.number(),
                epoch.loss() * square,
                epoch.validationLoss() * square,
                epoch.validationMetric() * deviation,
                epoch.rowsPerSecond());
    }

    TrainingException unscaled(TrainingException failure) {
        List<Epoch> history = failure.history().stream().map(this::unscaled).toList();
        return new TrainingException(
                failure.getMessage(),
                failure,
                history,
                failure.best().map(this::unscaled).orElse(null));
    }
}
