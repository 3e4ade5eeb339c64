package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Chain;
import org.tare.curve.Curve;
import org.tare.curve.Knots;
import org.tare.curve.Normal;
import org.tare.feature.param.ExactParam;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Moments;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;

/**
 * {@code y = F(x)}, the part of the values that are at most {@code x}: every feature becomes uniformly distributed on
 * {@code [0, 1]}, or normally with {@code outputDistribution=normal}, and outliers lose their distance.
 *
 * <p>F joins {@code numQuantiles} quantiles of all rows by lines, as scikit-learn does of its sample of them. What lies below
 * the smallest value or above the largest becomes 0 or 1; for the normal distribution the ends are its quantiles of 1e-7 and
 * 1 - 1e-7. A value that is several quantiles at once becomes the middle of their ranks, but the smallest value 0 and the
 * largest 1; a constant feature becomes 0. The inverse takes ranks back to values.
 *
 * <p>A fit to data finds the quantiles exactly: by one scan where a feature has at most 2,048 different values, by two for some
 * 200,000, mostly by three beyond. With {@code exact=false}, or in a fit to statistics, one scan has to do. Sparse vectors
 * would become dense, which is an error.
 */
@DefaultSerializer(StageSerializer.class)
public final class QuantileTransformer extends Scaler<QuantileTransformer> implements ExactParam<QuantileTransformer> {
    /** Each quantile is two numbers in the model, for each feature. */
    private static final int MOST_QUANTILES = 100_000;

    private static final String UNIFORM = "uniform";
    private static final String NORMAL = "normal";
    private static final double MIDDLE = 0.5;

    /** A transformer with a new identity. */
    public QuantileTransformer() {
        this(newUid(QuantileTransformer.class));
    }

    /** A transformer of that identity. */
    public QuantileTransformer(String uid) {
        super(uid);
        setDefault(numQuantiles(), 1000);
        setDefault(outputDistribution(), UNIFORM);
        setDefault(exact(), true);
    }

    @Override
    public List<Statistic<?>> needs() {
        return List.of(FeatureQuantiles.HISTOGRAM);
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        return getExact()
                ? FeatureQuantiles.more(
                        seen,
                        DoubleStream.concat(
                                        DoubleStream.of(ranks(seen)).map(QuantileTransformer::asAsked),
                                        DoubleStream.of(MIDDLE))
                                .toArray())
                : List.of();
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        Quantiles quantiles = feature.quantiles();
        double[] ranks = ranks(feature);
        double[] values = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            // Rounding of an interpolation may put a quantile an ulp below the one before.
            values[i] =
                    Math.max(quantile(quantiles, asAsked(ranks[i])), i == 0 ? Double.NEGATIVE_INFINITY : values[i - 1]);
        }
        Knots uniform = new Knots(values, ranks);
        return getOutputDistribution().equals(NORMAL) ? Chain.of(uniform, new Normal(false)) : uniform;
    }

    /** {@code numQuantiles} ranks from 0 to 1, or as many as there are rows. */
    private double[] ranks(FeatureStatistics feature) {
        int n = (int) Math.min(getNumQuantiles(), rows(feature));
        double step = 1.0 / Math.max(1, n - 1);
        return IntStream.range(0, n)
                .mapToDouble(i -> i == n - 1 && n > 1 ? 1 : i * step)
                .toArray();
    }

    /** scikit-learn asks NumPy in percent; where a rank then falls on a value decides whether that is a tie. */
    private static double asAsked(double rank) {
        return rank * 100 / 100;
    }

    private static long rows(FeatureStatistics feature) {
        Moments moments = feature.moments();
        return moments.count() + moments.missing() + moments.infinite();
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of(RobustScaler.MEDIAN, feature.quantiles().quantile(MIDDLE));
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        return isSet(numQuantiles()) && getNumQuantiles() > rows(feature)
                ? Optional.of("numQuantiles is " + getNumQuantiles() + ", more than the " + rows(feature)
                        + " rows, and as many quantiles were taken as rows")
                : Optional.empty();
    }

    /** How many quantiles are joined, at least 1; 1,000 by default, and never more than there are rows. */
    public IntParam numQuantiles() {
        return NumberParams.between(
                this,
                "numQuantiles",
                "How many quantiles are joined by lines; never more than there are rows.",
                1,
                MOST_QUANTILES);
    }

    /** What results: {@code uniform} (the default) or {@code normal}. */
    public ChoiceParam outputDistribution() {
        return new ChoiceParam(
                this,
                "outputDistribution",
                "How the results are distributed: uniform from 0 to 1, or normal with mean 0 and standard deviation 1.",
                List.of(UNIFORM, NORMAL));
    }

    /** The value of {@link #numQuantiles()}. */
    public int getNumQuantiles() {
        return (Integer) getOrDefault(numQuantiles());
    }

    /** The value of {@link #outputDistribution()}. */
    public String getOutputDistribution() {
        return getOrDefault(outputDistribution());
    }

    /** Sets {@link #numQuantiles()}. */
    public QuantileTransformer setNumQuantiles(int value) {
        return (QuantileTransformer) set(numQuantiles(), value);
    }

    /** Sets {@link #outputDistribution()}: {@code uniform} or {@code normal}. */
    public QuantileTransformer setOutputDistribution(String value) {
        return (QuantileTransformer) set(outputDistribution(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<QuantileTransformer> read() {
        return StageFiles.reader(QuantileTransformer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static QuantileTransformer load(String path) {
        return read().load(path);
    }
}
