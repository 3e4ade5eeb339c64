package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Chain;
import org.tare.curve.Curve;
import org.tare.curve.Power;
import org.tare.curve.PowerMethod;
import org.tare.feature.power.PowerBounds;
import org.tare.feature.power.PowerLikelihood;
import org.tare.feature.power.PowerMoments;
import org.tare.feature.power.PowerSearch;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;

/**
 * The power that makes a feature most like a normal distribution: {@code y = ((1 + x)^λ - 1) / λ}, and mirrored for negative
 * numbers (Yeo and Johnson, 2000), or {@code y = (x^λ - 1) / λ} of positive values (Box and Cox, 1964), then standardized.
 *
 * <p>λ is that of the largest likelihood. A fit to data finds it to 1e-8 of the largest likelihood of all rows: the first scan's
 * histogram leads near, and mostly one more takes exact sums at five powers around, of all features at once. A feature of at
 * most 2,048 different values needs no second scan, and a fit to statistics has to do with the histogram, which puts λ off by
 * about 0.001 of the width of its likelihood.
 *
 * <p>Where all values are of one sign and far from 0 or close together, as years are, and the result is standardized, the power
 * is taken relative to an origin among them; that changes nothing but the digits that would be lost. λ is held to what keeps the
 * values seen below 1e304, and a feature at that bound is warned of. A constant feature is shifted, not stretched.
 *
 * <p>Sparse vectors need {@code standardize=false} and yeo-johnson, which keeps 0. The inverse of a value that no power reaches is
 * an error.
 */
@DefaultSerializer(StageSerializer.class)
public final class PowerTransformer extends Scaler<PowerTransformer> {
    static final String LAMBDA = "lambda";

    private static final String YEO_JOHNSON = "yeo-johnson";
    private static final String BOX_COX = "box-cox";

    /** Logarithms beyond which a power needs an origin among the values, and the ratio of ends below which one serves all. */
    private static final double FAR = 50;

    private static final double CLOSE = Math.log(4);

    /** Each finds a peak unless the data changes; no data met in practice took three. */
    private static final int MOST_GRIDS = 6;

    /** A transformer with a new identity. */
    public PowerTransformer() {
        this(newUid(PowerTransformer.class));
    }

    /** A transformer of that identity. */
    public PowerTransformer(String uid) {
        super(uid);
        setDefault(method(), YEO_JOHNSON);
        setDefault(standardize(), true);
    }

    @Override
    public List<Statistic<?>> needs() {
        return List.of(FeatureQuantiles.HISTOGRAM);
    }

    @Override
    public List<Statistic<?>> more(FeatureStatistics seen) {
        requirePositive(seen);
        boolean isKnown = seen.moments().count() == 0
                || seen.moments().isConstant()
                || search(seen).isFlat()
                || seen.get(FeatureQuantiles.HISTOGRAM).quantiles().isExact();
        List<PowerLikelihood> scanned = isKnown ? List.of() : scanned(seen);
        if (isKnown || scanned.size() >= MOST_GRIDS || scanned.stream().anyMatch(PowerLikelihood::hasPeak)) {
            return List.of();
        }
        PowerSearch search = search(seen);
        double lambda = scanned.isEmpty()
                ? search.peak().lambda()
                : scanned.get(scanned.size() - 1).lambda();
        return List.of(new PowerMoments(search.around(lambda)));
    }

    private List<PowerLikelihood> scanned(FeatureStatistics seen) {
        List<PowerLikelihood> scanned = new ArrayList<>();
        for (Statistic<?> kind : seen.kinds()) {
            if (kind instanceof PowerMoments moments
                    && moments.grid().method() == family()
                    && moments.grid().origin() == origin(seen.moments())) {
                scanned.add(PowerLikelihood.of(moments.grid(), seen.get(moments)));
            }
        }
        return scanned;
    }

    /**
     * The likelihood of all rows where they were scanned for it, and else that of the histogram; none where no power changes the
     * shape of what a double can hold, as of a constant.
     */
    private Optional<PowerLikelihood> peak(FeatureStatistics feature) {
        if (feature.moments().isConstant() || search(feature).isFlat()) {
            return Optional.empty();
        }
        List<PowerLikelihood> scanned = scanned(feature);
        PowerLikelihood peak = scanned.stream()
                .filter(PowerLikelihood::hasPeak)
                .findFirst()
                .orElseGet(() -> scanned.isEmpty() ? search(feature).peak() : scanned.get(scanned.size() - 1));
        return Optional.of(peak).filter(PowerLikelihood::isKnown);
    }

    private PowerSearch search(FeatureStatistics feature) {
        return new PowerSearch(
                family(),
                origin(feature.moments()),
                bounds(feature.moments()),
                feature.get(FeatureQuantiles.HISTOGRAM).quantiles());
    }

    private PowerMethod family() {
        return getMethod().equals(BOX_COX) ? PowerMethod.BOX_COX : PowerMethod.YEO_JOHNSON;
    }

    /** The usual one, unless logarithms from it are so large, or so close together, that digits would be lost. */
    private double origin(Moments moments) {
        PowerMethod family = family();
        double usual = family.usualOrigin();
        double first = family.logarithm(moments.min(), usual);
        double last = family.logarithm(moments.max(), usual);
        boolean isOneSided = family == PowerMethod.BOX_COX || moments.min() >= 1 || moments.max() <= -1;
        boolean isFar = Math.max(Math.abs(first), Math.abs(last)) > FAR || last - first < CLOSE;
        return isOneSided && isFar ? family.between(moments.min(), moments.max()) : usual;
    }

    private PowerBounds bounds(Moments moments) {
        PowerBounds bounds = PowerBounds.of(family(), origin(moments), moments.min(), moments.max());
        return getStandardize()
                ? bounds
                : bounds.and(PowerBounds.of(family(), family().usualOrigin(), moments.min(), moments.max()));
    }

    private void requirePositive(FeatureStatistics feature) {
        if (getMethod().equals(BOX_COX) && feature.moments().min() <= 0) {
            double some = feature.get(FeatureQuantiles.HISTOGRAM).rankBounds(0).lower();
            boolean isAll =
                    feature.get(FeatureQuantiles.HISTOGRAM).rankBounds(0).isExact();
            throw new IllegalArgumentException((isAll ? "" : "at least ") + (long) Math.max(1, some)
                    + " of its values are not above 0, the smallest being "
                    + feature.moments().min()
                    + ", and box-cox takes their logarithms; set method to " + YEO_JOHNSON);
        }
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        requirePositive(feature);
        Moments moments = feature.moments();
        Optional<PowerLikelihood> found = peak(feature);
        if (found.isEmpty()) {
            double unit = getStandardize() && !moments.isConstant() ? moments.standardDeviation() : 1;
            return new Affine(getStandardize() ? moments.mean() : 0, unit, 0, 1).reaching(moments.min(), moments.max());
        }
        PowerLikelihood peak = found.get();
        if (!getStandardize()) {
            return new Power(family(), peak.lambda());
        }
        Power power = new Power(family(), peak.lambda(), origin(moments), false);
        Affine standard = new Affine(peak.mean(), Math.max(peak.standardDeviation(), Double.MIN_VALUE), 0, 1);
        return Chain.of(power, standard.reaching(power.apply(moments.min()), power.apply(moments.max())));
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        Map<String, Double> learned = new LinkedHashMap<>();
        learned.put(LAMBDA, lambda(feature));
        return learned;
    }

    private double lambda(FeatureStatistics feature) {
        return peak(feature).map(PowerLikelihood::lambda).orElse(1.0);
    }

    @Override
    public Optional<String> warning(FeatureStatistics feature) {
        double lambda = lambda(feature);
        return lambda != 1 && bounds(feature.moments()).isAt(lambda)
                ? Optional.of("lambda is at its bound, beyond which values overflow: " + lambda)
                : Optional.empty();
    }

    @Override
    public String howToKeepZero() {
        return "set standardize to false and method to yeo-johnson";
    }

    /** The family: {@code yeo-johnson} (the default) for all numbers, or {@code box-cox} for positive ones. */
    public ChoiceParam method() {
        return new ChoiceParam(
                this,
                "method",
                "The family of powers: yeo-johnson takes all numbers, box-cox only those above 0.",
                List.of(YEO_JOHNSON, BOX_COX));
    }

    /** Whether the result gets mean 0 and standard deviation 1; true by default. */
    public BooleanParam standardize() {
        return new BooleanParam(this, "standardize", "Whether the result gets mean 0 and standard deviation 1.");
    }

    /** The value of {@link #method()}. */
    public String getMethod() {
        return getOrDefault(method());
    }

    /** The value of {@link #standardize()}. */
    public boolean getStandardize() {
        return (Boolean) getOrDefault(standardize());
    }

    /** Sets {@link #method()}: {@code yeo-johnson} or {@code box-cox}. */
    public PowerTransformer setMethod(String value) {
        return (PowerTransformer) set(method(), value);
    }

    /** Sets {@link #standardize()}. */
    public PowerTransformer setStandardize(boolean value) {
        return (PowerTransformer) set(standardize(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<PowerTransformer> read() {
        return StageFiles.reader(PowerTransformer.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static PowerTransformer load(String path) {
        return read().load(path);
    }
}
