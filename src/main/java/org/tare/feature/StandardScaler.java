package org.tare.feature;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/**
 * {@code y = (x - mean) / deviation}: mean 0 and deviation 1.
 *
 * <p>By default the population's deviation, {@code √(Σw(x-mean)²/Σw)}, as scikit-learn and as Ioffe and Szegedy (2015);
 * {@code variance=sample} divides by {@code Σw-1} as MLlib does. A constant feature is shifted, not stretched: it becomes 0, and
 * other values seen later their difference from it ({@link #likeSpark()}: all 0). Sparse vectors need
 * {@code withMean=false}.
 */
public final class StandardScaler extends Scaler<StandardScaler> {
    private final BooleanParam withMean = new BooleanParam(this, "withMean", "subtract the mean");
    private final BooleanParam withStd = new BooleanParam(this, "withStd", "divide by the standard deviation");
    private final Param<String> variance = new Param<>(
            this,
            "variance",
            "divisor of the variance: population (Σw) or sample (Σw-1)",
            ParamValidators.inArray(List.of("population", "sample")));
    private final Param<String> constant = new Param<>(
            this,
            "constant",
            "a feature of one value: shift (as any other) or zero (everything becomes 0, as MLlib)",
            ParamValidators.inArray(List.of("shift", "zero")));

    /** A scaler with a new identity. */
    public StandardScaler() {
        this(newUid(StandardScaler.class));
    }

    /** A scaler of that identity. */
    public StandardScaler(String uid) {
        super(uid);
        setDefault(withMean, true);
        setDefault(withStd, true);
        setDefault(variance, "population");
        setDefault(constant, "shift");
    }

    /** The defaults of MLlib: not centred, sample variance, and 0 for a constant feature. */
    public static StandardScaler likeSpark() {
        return new StandardScaler().setWithMean(false).setVariance("sample").setConstant("zero");
    }

    /** The defaults of scikit-learn, which are the defaults here: centred, population variance. */
    public static StandardScaler likeScikitLearn() {
        return new StandardScaler().setWithMean(true).setVariance("population").setConstant("shift");
    }

    @Override
    protected Curve curve(Moments moments) {
        double centre = getWithMean() ? moments.mean() : 0;
        if (moments.isConstant()) {
            return getWithStd() && getConstant().equals("zero")
                    ? new Affine(moments.min(), 1, 0, 0)
                    : new Affine(centre, 1, 0, 1);
        }
        return new Affine(centre, getWithStd() ? deviation(moments) : 1, 0, 1).reaching(moments.min(), moments.max());
    }

    private double deviation(Moments moments) {
        double deviation = getVariance().equals("sample") ? moments.sampleDeviation() : moments.deviation();
        if (Double.isNaN(deviation)) {
            throw new IllegalArgumentException("its weights sum to " + moments.weight()
                    + " and the sample variance divides by 1 less; set variance to population");
        }
        // Values that differ have a deviation above 0, which may be too small for a double.
        return Math.max(deviation, Double.MIN_VALUE);
    }

    @Override
    protected String wayToKeepZero() {
        return "set withMean to false";
    }

    /** Whether the mean is subtracted; true by default. */
    public BooleanParam withMean() {
        return withMean;
    }

    /** Whether the result is divided by the standard deviation; true by default. */
    public BooleanParam withStd() {
        return withStd;
    }

    /** {@code population} (the default) or {@code sample}. */
    public Param<String> variance() {
        return variance;
    }

    /** What a feature of one value becomes: {@code shift} (the default) keeps differences from it, {@code zero} none. */
    public Param<String> constant() {
        return constant;
    }

    /** The value of {@link #withMean()}. */
    public boolean getWithMean() {
        return (Boolean) getOrDefault(withMean);
    }

    /** The value of {@link #withStd()}. */
    public boolean getWithStd() {
        return (Boolean) getOrDefault(withStd);
    }

    /** The value of {@link #variance()}. */
    public String getVariance() {
        return getOrDefault(variance);
    }

    /** The value of {@link #constant()}. */
    public String getConstant() {
        return getOrDefault(constant);
    }

    /** Sets {@link #withMean()}. */
    public StandardScaler setWithMean(boolean value) {
        set(withMean, value);
        return this;
    }

    /** Sets {@link #withStd()}. */
    public StandardScaler setWithStd(boolean value) {
        set(withStd, value);
        return this;
    }

    /** Sets {@link #variance()}. */
    public StandardScaler setVariance(String value) {
        set(variance, value);
        return this;
    }

    /** Sets {@link #constant()}. */
    public StandardScaler setConstant(String value) {
        set(constant, value);
        return this;
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<StandardScaler> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static StandardScaler load(String path) {
        return read().load(path);
    }
}
