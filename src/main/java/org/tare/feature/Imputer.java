package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Curve;
import org.tare.curve.Fill;
import org.tare.feature.param.ExactParam;
import org.tare.feature.plan.AssembledColumn;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.NumberParams;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Mode;
import org.tare.stat.Statistic;

/**
 * Fills null and NaN in with the mean, the median or the mode of a feature, or with a constant.
 *
 * <p>In a {@link ColumnScaler} it stands before the scalers that are added after it: they are fitted to the statistics of the
 * filled values, which are computed and not scanned, and their results hold the filled values scaled. The imputer has a result of
 * its own where no scaler of its column follows, or where {@code outputCols} names one.
 *
 * <p>Infinities stay. The mode is the most frequent value, of several the least; it is exact where a feature has at most 2,048
 * different values, and mostly after a second scan, which looks into the buckets that could hold a more frequent one. Only of tens
 * of millions of nearly all different values it cannot be had, which is an error. The
 * median is exact as {@link RobustScaler}'s is. A feature without any finite value is an error, unless a constant fills it in. Null
 * vectors and arrays stay null, in the fit as in transform, and their null elements are filled in, each with the weight of its row. The inverse gives the filled values, as nothing tells them
 * from others; {@code missingIndicator} keeps which they are.
 */
@DefaultSerializer(StageSerializer.class)
public final class Imputer extends Scaler<Imputer> implements ExactParam<Imputer> {
    static final String FILL = "fill";

    private static final String MEAN = "mean";
    private static final String MEDIAN = "median";
    private static final String MODE = "mode";
    private static final String CONSTANT = "constant";

    /** An imputer with a new identity. */
    public Imputer() {
        this(newUid(Imputer.class));
    }

    /** An imputer of that identity. */
    public Imputer(String uid) {
        super(uid);
        setDefault(strategy(), MEAN);
        setDefault(missingIndicator(), false);
        setDefault(exact(), true);
    }

    @Override
    public List<Statistic<?>> needs() {
        return getStrategy().equals(MEDIAN) || getStrategy().equals(MODE)
                ? List.of(FeatureQuantiles.HISTOGRAM)
                : List.of();
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        if (!getExact() || needs().isEmpty()) {
            return List.of();
        }
        return getStrategy().equals(MEDIAN) ? FeatureQuantiles.more(seen, 0.5) : FeatureQuantiles.more(seen);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        return new Fill(value(feature));
    }

    /** What fills a feature in; NaN where it has no values and needs some. */
    double value(FeatureStatistics feature) {
        return switch (getStrategy()) {
            case MEDIAN -> quantile(feature.quantiles(), 0.5);
            case MODE -> mode(feature);
            case CONSTANT -> getFillValue();
            default -> feature.moments().mean();
        };
    }

    /** {@link #value} as near as it is known. */
    double nearly(FeatureStatistics feature) {
        return switch (getStrategy()) {
            case MEDIAN -> feature.quantiles().quantile(0.5);
            case MODE -> Mode.of(feature.quantiles()).value();
            default -> value(feature);
        };
    }

    private double mode(FeatureStatistics feature) {
        Mode mode = Mode.of(feature.quantiles());
        if (!mode.isCertain() && getExact()) {
            throw new IllegalArgumentException(
                    "its most frequent value is not certain, as too many of its different values"
                            + " could be it; set strategy to median, or exact to false");
        }
        return mode.value();
    }

    @Override
    public boolean needsValues() {
        return !getStrategy().equals(CONSTANT);
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        Map<String, Double> learned = new LinkedHashMap<>();
        learned.put(FILL, value(feature));
        return learned;
    }

    @Override
    List<ColumnFormula> formulas(AssembledColumn assembled, UnaryOperator<String> find) {
        List<ColumnFormula> formulas = new ArrayList<>(super.formulas(assembled, find));
        if (getMissingIndicator()) {
            formulas.addAll(super.formulas(assembled, find).stream()
                    .map(MissingIndicator::of)
                    .toList());
        }
        return formulas;
    }

    @Override
    public void checkParams() {
        super.checkParams();
        if (getStrategy().equals(CONSTANT) != isSet(fillValue())) {
            throw new IllegalArgumentException(
                    getStrategy().equals(CONSTANT)
                            ? "strategy is constant and fillValue is not set; set fillValue to what fills in."
                            : "fillValue is " + getFillValue() + " while strategy is " + getStrategy()
                                    + "; set strategy to constant, or leave fillValue out.");
        }
        if (getClipQuantiles() != null) {
            throw new IllegalArgumentException(
                    "clipQuantiles clips nothing that an Imputer fills in; set it on the scaler behind.");
        }
    }

    /** What fills in: {@code mean} (the default), {@code median}, {@code mode} or {@code constant}. */
    public ChoiceParam strategy() {
        return new ChoiceParam(
                this,
                "strategy",
                "What takes the place of null and NaN: the mean, the median or the mode of the feature, or a constant.",
                List.of(MEAN, MEDIAN, MODE, CONSTANT));
    }

    /** The constant that fills in, a finite number. */
    public DoubleParam fillValue() {
        return NumberParams.between(
                this, "fillValue", "The constant that fills in.", -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** Whether each column gets another, {@code <input>_missing}, that is 1 where it was null or NaN and 0 elsewhere. */
    public BooleanParam missingIndicator() {
        return new BooleanParam(
                this,
                "missingIndicator",
                "Whether each column gets another, <input>_missing, that is 1 where it was null or NaN and 0 elsewhere.");
    }

    /** The value of {@link #strategy()}. */
    public String getStrategy() {
        return getOrDefault(strategy());
    }

    /** The value of {@link #fillValue()}. */
    public double getFillValue() {
        return (Double) getOrDefault(fillValue());
    }

    /** The value of {@link #missingIndicator()}. */
    public boolean getMissingIndicator() {
        return (Boolean) getOrDefault(missingIndicator());
    }

    /** Sets {@link #strategy()}: {@code mean}, {@code median}, {@code mode} or {@code constant}. */
    public Imputer setStrategy(String value) {
        return (Imputer) set(strategy(), value);
    }

    /** Sets {@link #fillValue()}. */
    public Imputer setFillValue(double value) {
        return (Imputer) set(fillValue(), value);
    }

    /** Sets {@link #missingIndicator()}. */
    public Imputer setMissingIndicator(boolean value) {
        return (Imputer) set(missingIndicator(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<Imputer> read() {
        return StageFiles.reader(Imputer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static Imputer load(String path) {
        return read().load(path);
    }
}
