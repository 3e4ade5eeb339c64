package org.tare.feature;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/**
 * The line that takes the smallest value seen to {@code min} and the largest to {@code max}, both to the last bit.
 *
 * <p>It is monotone, never leaves {@code [min, max]} for values within those seen, and goes on beyond them unless
 * {@code clip} is set. A constant feature is shifted, not stretched: it becomes {@code min}, and other values seen later
 * {@code min} plus their difference from it.
 */
public final class MinMaxScaler extends Scaler<MinMaxScaler> implements RangeParams, ClipParam<MinMaxScaler> {
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
    }

    @Override
    protected Curve curve(Moments moments) {
        Curve curve = moments.isConstant()
                ? new Affine(moments.min(), 1, getMin(), 1)
                : Curve.through(moments.min(), getMin(), moments.max(), getMax());
        return getClip() ? curve.clip(getMin(), getMax()) : curve;
    }

    @Override
    public void checkParams() {
        if (!(getMin() < getMax() && Double.isFinite(getMin()) && Double.isFinite(getMax()))) {
            throw new IllegalArgumentException(
                    "min is " + getMin() + " and max is " + getMax() + "; both must be finite and min less than max.");
        }
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<MinMaxScaler> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static MinMaxScaler load(String path) {
        return read().load(path);
    }
}
