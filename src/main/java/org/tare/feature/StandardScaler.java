package org.tare.feature;

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
public final class StandardScaler extends Scaler<StandardScaler> implements StandardParams {
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
    protected Curve curve(Moments moments) {
        double center = getWithMean() ? moments.mean() : 0;
        if (moments.isConstant()) {
            return getWithStd() && getConstant().equals(ZERO)
                    ? new Affine(moments.min(), 1, 0, 0)
                    : new Affine(center, 1, 0, 1);
        }
        return new Affine(center, getWithStd() ? deviation(moments) : 1, 0, 1).reaching(moments.min(), moments.max());
    }

    private double deviation(Moments moments) {
        double deviation =
                getVariance().equals(SAMPLE) ? moments.sampleStandardDeviation() : moments.standardDeviation();
        if (Double.isNaN(deviation)) {
            throw new IllegalArgumentException("its weights sum to " + moments.sumOfWeights()
                    + " and the sample variance divides by 1 less; set variance to population");
        }
        // Values that differ have a deviation above 0, which may be too small for a double.
        return Math.max(deviation, Double.MIN_VALUE);
    }

    @Override
    protected String wayToKeepZero() {
        return "set withMean to false";
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
