package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.feature.param.ConstantParam;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Moments;

/**
 * {@code y = (x - mean) / standardDeviation}: mean 0 and standard deviation 1.
 *
 * <p>By default the population's standard deviation, {@code √(Σw(x-mean)²/Σw)}, as scikit-learn and as Ioffe and Szegedy
 * (2015); {@code variance=sample} divides by {@code Σw-1} as MLlib does. A constant feature is shifted, not stretched:
 * with {@code withMean} it becomes 0, and other values seen later their difference from it ({@link #likeSpark()}: all 0).
 * Sparse vectors need {@code withMean=false}.
 */
@DefaultSerializer(StageSerializer.class)
public final class StandardScaler extends Scaler<StandardScaler> implements ConstantParam<StandardScaler> {
    /** The divisor {@code Σw} of the population's variance. */
    public static final String POPULATION = "population";

    /** The divisor {@code Σw-1} of the sample variance. */
    public static final String SAMPLE = "sample";

    static final String SAMPLE_STANDARD_DEVIATION = "sampleStandardDeviation";

    /** A scaler with a new identity. */
    public StandardScaler() {
        this(newUid(StandardScaler.class));
    }

    /** A scaler of that identity. */
    public StandardScaler(String uid) {
        super(uid);
        setDefault(withMean(), true);
        setDefault(withStd(), true);
        setDefault(variance(), POPULATION);
        setDefault(constant(), SHIFT);
    }

    /** The defaults of MLlib: not centered, sample variance, and 0 for a constant feature. */
    public static StandardScaler likeSpark() {
        return new StandardScaler().setWithMean(false).setVariance(SAMPLE).setConstant(ZERO);
    }

    /** The defaults of scikit-learn, which are the defaults here: centered, population variance. */
    public static StandardScaler likeScikitLearn() {
        return new StandardScaler();
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        Moments moments = feature.moments();
        double center = getWithMean() ? moments.mean() : 0;
        if (moments.isConstant()) {
            return getWithStd() && getConstant().equals(ZERO)
                    ? new Affine(moments.min(), 1, 0, 0)
                    : new Affine(center, 1, 0, 1);
        }
        return new Affine(center, getWithStd() ? standardDeviation(moments) : 1, 0, 1)
                .reaching(moments.min(), moments.max());
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return getVariance().equals(SAMPLE)
                ? Map.of(SAMPLE_STANDARD_DEVIATION, feature.moments().sampleStandardDeviation())
                : Map.of();
    }

    private double standardDeviation(Moments moments) {
        double standardDeviation =
                getVariance().equals(SAMPLE) ? moments.sampleStandardDeviation() : moments.standardDeviation();
        if (Double.isNaN(standardDeviation)) {
            throw new IllegalArgumentException("its weights sum to " + moments.sumOfWeights()
                    + " and the sample variance divides by 1 less; set variance to population");
        }
        // Values that differ have a standard deviation above 0, which may be too small for a double.
        return Math.max(standardDeviation, Double.MIN_VALUE);
    }

    @Override
    public String howToKeepZero() {
        return "set withMean to false";
    }

    /** Whether the mean is subtracted; true by default. */
    public BooleanParam withMean() {
        return new BooleanParam(this, "withMean", "Whether the mean is subtracted.");
    }

    /** Whether the result is divided by the standard deviation; true by default. */
    public BooleanParam withStd() {
        return new BooleanParam(this, "withStd", "Whether the result is divided by the standard deviation.");
    }

    /** {@link #POPULATION} (the default) or {@link #SAMPLE}. */
    public ChoiceParam variance() {
        return new ChoiceParam(
                this,
                "variance",
                "The divisor of the variance: population divides by the sum of weights, sample by that sum less 1.",
                List.of(POPULATION, SAMPLE));
    }

    /** The value of {@link #withMean()}. */
    public boolean getWithMean() {
        return (Boolean) getOrDefault(withMean());
    }

    /** The value of {@link #withStd()}. */
    public boolean getWithStd() {
        return (Boolean) getOrDefault(withStd());
    }

    /** The value of {@link #variance()}. */
    public String getVariance() {
        return getOrDefault(variance());
    }

    /** Sets {@link #withMean()}. */
    public StandardScaler setWithMean(boolean value) {
        return (StandardScaler) set(withMean(), value);
    }

    /** Sets {@link #withStd()}. */
    public StandardScaler setWithStd(boolean value) {
        return (StandardScaler) set(withStd(), value);
    }

    /** Sets {@link #variance()}: {@code population} or {@code sample}. */
    public StandardScaler setVariance(String value) {
        return (StandardScaler) set(variance(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<StandardScaler> read() {
        return StageFiles.reader(StandardScaler.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static StandardScaler load(String path) {
        return read().load(path);
    }
}
