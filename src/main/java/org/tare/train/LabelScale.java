package org.tare.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.tare.scan.FeatureStatistics;
import org.tare.scan.Scan;
import org.tare.spark.column.ColumnIndex;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;
import org.tare.train.rows.TableColumns;

/**
 * A label as the network learns it, {@code (label - center) / unit}, and the way back, which goes into the last layer:
 * {@code w x + b} becomes {@code (unit w) x + (unit b + center)}, so that the network itself predicts in the label's unit.
 *
 * @param least what smaller labels are held at, negative infinity for none
 * @param greatest what larger labels are held at, infinity for none
 * @param warning of labels that lie far from all others, empty for none
 */
record LabelScale(double center, double unit, double least, double greatest, String warning) {
    static final String NONE = "none";
    static final String STANDARD = "standard";
    static final String ROBUST = "robust";

    private static final HistogramStatistic HISTOGRAM = new HistogramStatistic();

    /** A label so many units from the center makes gradients that few trainings survive. */
    private static final double FAR = 20;

    private static final Pattern ENDS_IN_DENSE =
            Pattern.compile("(?s)(.*\\s)?dense\\([^()]*(\\([^()]*\\)[^()]*)*\\)\\s*");

    private LabelScale(double center, double unit) {
        this(center, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
    }

    /** @throws IllegalArgumentException unless the network ends in a layer that can take the way back */
    static void check(String kind, String layers) {
        if (!ENDS_IN_DENSE.matcher(layers).matches() || layers.matches("(?s).*bias\\s*=\\s*false[^()]*\\)\\s*")) {
            throw new IllegalArgumentException("labelScaler is " + kind + ", and the layers \"" + layers
                    + "\" do not end in dense(1) with a bias; end them so, or set labelScaler to none.");
        }
    }

    /**
     * That of the training rows; a constant label is shifted only.
     *
     * @param kind of scaler
     * @param clip the quantiles that labels are held at; null for none
     */
    static LabelScale of(Dataset<?> data, TableColumns columns, String kind, double[] clip) {
        Dataset<Row> rows = data.toDF();
        if (!columns.validation().isEmpty()) {
            rows = rows.where(
                    functions.not(functions.coalesce(ColumnIndex.column(columns.validation()), functions.lit(false))));
        }
        LabelScale held = new LabelScale(0, 1);
        if (clip != null) {
            Histogram seen = scanned(rows, columns, HISTOGRAM).get(HISTOGRAM);
            if (!seen.isEmpty()) {
                held = new LabelScale(0, 1, seen.quantile(clip[0]), seen.quantile(clip[1]), "");
                rows = held.scaled(rows, columns.label());
            }
        }
        return switch (kind) {
            case STANDARD -> held.around(scanned(rows, columns), false);
            case ROBUST -> held.around(scanned(rows, columns, HISTOGRAM), true);
            default -> held;
        };
    }

    private static FeatureStatistics scanned(Dataset<Row> rows, TableColumns columns, Statistic<?>... kinds) {
        return Scan.of(rows, columns.label())
                .weightCol(columns.weight().isEmpty() ? null : columns.weight())
                .with(kinds)
                .run()
                .column(columns.label())
                .feature();
    }

    private LabelScale around(FeatureStatistics label, boolean isRobust) {
        Moments moments = label.moments();
        if (moments.count() == 0) {
            return this;
        }
        double middle = isRobust ? label.get(HISTOGRAM).quantile(0.5) : moments.mean();
        double spread;
        if (isRobust) {
            spread = label.get(HISTOGRAM).quantile(0.75) - label.get(HISTOGRAM).quantile(0.25);
        } else {
            spread = moments.isConstant() ? 0 : moments.standardDeviation();
        }
        double unit = spread > 0 ? spread : 1;
        double farthest = Math.max(moments.max() - middle, middle - moments.min()) / unit;
        String warning = String.format(
                Locale.ROOT,
                "A label lies %.0f times the %s from the middle of all; if such labels are wrong, set labelClipQuantiles %s.",
                farthest,
                isRobust ? "interquartile range" : "standard deviation",
                Double.isInfinite(least) ? "to some, as 0.001,0.999" : "nearer to the middle");
        return new LabelScale(middle, unit, least, greatest, farthest > FAR ? warning : "");
    }

    /** The rows with the scaled label in place of the label; what is missing stays so. */
    Dataset<Row> scaled(Dataset<?> data, String label) {
        String name = ColumnIndex.find(data.schema(), label).name();
        Column value = ColumnIndex.column(name).cast("double");
        // What is not finite stays, for the training to refuse.
        Column held = functions
                .when(functions.not(value.between(-Double.MAX_VALUE, Double.MAX_VALUE)), value)
                .when(value.lt(least), least)
                .when(value.gt(greatest), greatest)
                .otherwise(value);
        return data.withColumn(name, held.minus(center).divide(unit));
    }

    /** The network that predicts in the label's unit. */
    FittedNetwork unscaled(FittedNetwork network) {
        return unscaled(network, network.history().stream().map(this::unscaled).toList());
    }

    /** The network that predicts the scaled label, of one that predicts in the label's unit. */
    FittedNetwork scaled(FittedNetwork network) {
        return new LabelScale(-center / unit, 1 / unit).unscaled(network, network.history());
    }

    private FittedNetwork unscaled(FittedNetwork network, List<Epoch> history) {
        Map<String, double[]> weights = new LinkedHashMap<>(network.weights());
        int last = weights.keySet().stream()
                .mapToInt(key -> Integer.parseInt(key.substring(0, key.indexOf('.'))))
                .max()
                .orElseThrow();
        weights.computeIfPresent(last + ".weight", (key, w) -> affine(w, 0));
        weights.computeIfPresent(last + ".bias", (key, b) -> affine(b, center));
        return new FittedNetwork(
                network.layers(), network.features(), network.loss(), weights, history, network.identity());
    }

    private double[] affine(double[] values, double shift) {
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved[i] * unit + shift;
        }
        return moved;
    }

    /** Losses are squares of errors, the metric is the root of their mean. */
    Epoch unscaled(Epoch epoch) {
        double square = unit * unit;
        return new Epoch(
                epoch.number(),
                epoch.loss() * square,
                epoch.validationLoss() * square,
                epoch.validationMetric() * unit,
                epoch.rowsPerSecond());
    }

    TrainingException unscaled(TrainingException failure) {
        List<Epoch> history = failure.history().stream().map(this::unscaled).toList();
        return new TrainingException(
                warning.isEmpty() ? failure.getMessage() : failure.getMessage() + " " + warning,
                failure,
                history,
                failure.best().map(this::unscaled).orElse(null));
    }
}
