package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Clipped;
import org.tare.curve.Curve;
import org.tare.curve.Curves;
import org.tare.feature.param.ClipParam;
import org.tare.feature.param.RangeOnlyParam;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;
import org.tare.stat.Moments;

/**
 * The line that takes the smallest value seen to {@code min} and the largest to {@code max}, both to the last bit.
 *
 * <p>It is monotone, never leaves {@code [min, max]} for values within those seen, and goes on beyond them unless
 * {@code clip} is set. A constant feature is shifted, not stretched: it becomes {@code min}, and other values seen later
 * {@code min} plus their difference from it.
 */
@DefaultSerializer(StageSerializer.class)
public final class MinMaxScaler extends Scaler<MinMaxScaler>
        implements ClipParam<MinMaxScaler>, RangeOnlyParam<MinMaxScaler> {
    /** A scaler with a new identity. */
    public MinMaxScaler() {
        this(newUid(MinMaxScaler.class));
    }

    /** A scaler of that identity. */
    public MinMaxScaler(String uid) {
        super(uid);
        setDefault(min(), 0.0);
        setDefault(max(), 1.0);
        setDefault(clip(), false);
        setDefault(rangeOnly(), false);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        Moments moments = feature.moments();
        Curve curve = moments.isConstant()
                ? new Affine(moments.min(), 1, getMin(), 1)
                : Curves.through(moments.min(), getMin(), moments.max(), getMax());
        return getClip() ? new Clipped(curve, getMin(), getMax()) : curve;
    }

    @Override
    public void checkParams() {
        if (!(getMin() < getMax() && Double.isFinite(getMin()) && Double.isFinite(getMax()))) {
            throw new IllegalArgumentException(
                    "min is " + getMin() + " and max is " + getMax() + "; both must be finite and min less than max.");
        }
    }

    /** The result for the smallest value seen; 0 by default. */
    public DoubleParam min() {
        return new DoubleParam(this, "min", "The result for the smallest value seen.");
    }

    /** The result for the largest value seen; 1 by default. */
    public DoubleParam max() {
        return new DoubleParam(this, "max", "The result for the largest value seen.");
    }

    /** The value of {@link #min()}. */
    public double getMin() {
        return (Double) getOrDefault(min());
    }

    /** The value of {@link #max()}. */
    public double getMax() {
        return (Double) getOrDefault(max());
    }

    /** Sets {@link #min()}. */
    public MinMaxScaler setMin(double value) {
        return (MinMaxScaler) set(min(), value);
    }

    /** Sets {@link #max()}. */
    public MinMaxScaler setMax(double value) {
        return (MinMaxScaler) set(max(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<MinMaxScaler> read() {
        return StageFiles.reader(MinMaxScaler.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static MinMaxScaler load(String path) {
        return read().load(path);
    }
}
