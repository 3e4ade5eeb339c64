package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Bins;
import org.tare.feature.param.ExactParam;
import org.tare.feature.plan.AssembledColumn;
import org.tare.feature.plan.FittedColumn;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Moments;
import org.tare.stat.Quantiles;
import org.tare.stat.Statistic;

/**
 * The number of the bin in which a value lies, from 0: bins of as many rows each ({@code strategy=quantile}) or of one width
 * ({@code uniform}).
 *
 * <p>A value on an edge belongs to the bin above, and values beyond the outer edges to the outer bins. Quantiles are those of
 * {@link RobustScaler}, exact by default. Bins between equal edges are merged, which is warned of; a constant feature has one. Null
 * and NaN stay, or are what {@code handleInvalid} says. The inverse is the middle of the bin. Sparse vectors stay sparse where 0
 * lies in the first bin.
 *
 * <p>With {@code encode=onehot} the result is a sparse vector, in which each feature takes as many elements as it has bins: a one in
 * the place of its bin and zeros elsewhere, zeros alone where it is null or NaN. The elements are named {@code <feature>_<bin>}.
 */
@DefaultSerializer(StageSerializer.class)
public final class KBinsDiscretizer extends Scaler<KBinsDiscretizer> implements ExactParam<KBinsDiscretizer> {
    private static final String QUANTILE = "quantile";
    private static final String UNIFORM = "uniform";
    private static final String ORDINAL = "ordinal";
    private static final String ONE_HOT = "onehot";

    /** Each bin is two numbers in the model, for each feature. */
    private static final int MOST_BINS = 10_000;

    /** A discretizer with a new identity. */
    public KBinsDiscretizer() {
        this(newUid(KBinsDiscretizer.class));
    }

    /** A discretizer of that identity. */
    public KBinsDiscretizer(String uid) {
        super(uid);
        setDefault(numBins(), 5);
        setDefault(strategy(), QUANTILE);
        setDefault(encode(), ORDINAL);
        setDefault(exact(), true);
    }

    @Override
    List<ColumnFormula> formulas(AssembledColumn assembled, UnaryOperator<String> find) {
        List<ColumnFormula> formulas = super.formulas(assembled, find);
        return getEncode().equals(ONE_HOT)
                ? formulas.stream()
                        .map(column -> new ColumnFormula(column.mapping().toOneHot(), column.formula()))
                        .toList()
                : formulas;
    }

    @Override
    public List<Statistic<?>> needs() {
        return isOfQuantiles() ? List.of(FeatureQuantiles.HISTOGRAM) : List.of();
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        return isOfQuantiles() && getExact() ? FeatureQuantiles.more(seen, parts().toArray()) : List.of();
    }

    private boolean isOfQuantiles() {
        return getStrategy().equals(QUANTILE);
    }

    private DoubleStream parts() {
        return IntStream.rangeClosed(0, getNumBins()).mapToDouble(i -> (double) i / getNumBins());
    }

    @Override
    public Bins curve(FeatureStatistics feature) {
        double[] edges = edges(feature);
        int n = 0;
        for (double edge : edges) {
            if (n == 0 || edge > edges[n - 1]) {
                edges[n++] = edge;
            }
        }
        if (n > 1) {
            return new Bins(Arrays.copyOf(edges, n));
        }
        // One bin, whose ends change nothing: the largest double has none above it.
        return edges[0] == Double.MAX_VALUE
                ? new Bins(Math.nextDown(edges[0]), edges[0])
                : new Bins(edges[0], Math.nextUp(edges[0]));
    }

    private double[] edges(FeatureStatistics feature) {
        if (isOfQuantiles()) {
            Quantiles quantiles = feature.quantiles();
            return parts().map(part -> quantile(quantiles, part)).toArray();
        }
        Moments moments = feature.moments();
        // Halves do not overflow.
        return parts().map(part -> part == 1
                        ? moments.max()
                        : 2 * (moments.min() / 2 + (moments.max() / 2 - moments.min() / 2) * part))
                .toArray();
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of(FittedColumn.BINS, (double) curve(feature).size());
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        int bins = curve(feature).size();
        return bins < getNumBins()
                ? Optional.of("numBins is " + getNumBins() + ", and bins between equal edges were merged to " + bins)
                : Optional.empty();
    }

    @Override
    public String howToKeepZero() {
        return "leave the column out";
    }

    /** How many bins there are, at least 2; 5 by default. */
    public IntParam numBins() {
        return NumberParams.between(this, "numBins", "How many bins there are.", 2, MOST_BINS);
    }

    /** How wide bins are: of as many rows each ({@code quantile}, the default) or all the same ({@code uniform}). */
    public ChoiceParam strategy() {
        return new ChoiceParam(
                this,
                "strategy",
                "How wide bins are: quantile gives each as many rows, uniform the same width.",
                List.of(QUANTILE, UNIFORM));
    }

    /** What a value becomes: the number of its bin ({@code ordinal}, the default) or a vector with a one at its place ({@code onehot}). */
    public ChoiceParam encode() {
        return new ChoiceParam(
                this,
                "encode",
                "What a value becomes: ordinal gives the number of its bin, onehot a vector with a one at its place.",
                List.of(ORDINAL, ONE_HOT));
    }

    /** The value of {@link #numBins()}. */
    public int getNumBins() {
        return (Integer) getOrDefault(numBins());
    }

    /** The value of {@link #strategy()}. */
    public String getStrategy() {
        return getOrDefault(strategy());
    }

    /** The value of {@link #encode()}. */
    public String getEncode() {
        return getOrDefault(encode());
    }

    /** Sets {@link #encode()}: {@code ordinal} or {@code onehot}. */
    public KBinsDiscretizer setEncode(String value) {
        return (KBinsDiscretizer) set(encode(), value);
    }

    /** Sets {@link #numBins()}. */
    public KBinsDiscretizer setNumBins(int value) {
        return (KBinsDiscretizer) set(numBins(), value);
    }

    /** Sets {@link #strategy()}: {@code quantile} or {@code uniform}. */
    public KBinsDiscretizer setStrategy(String value) {
        return (KBinsDiscretizer) set(strategy(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<KBinsDiscretizer> read() {
        return StageFiles.reader(KBinsDiscretizer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static KBinsDiscretizer load(String path) {
        return read().load(path);
    }
}
