package org.tare.feature;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/**
 * {@code y = x / max|x|}: into {@code [-1, 1]}, with zero kept, so sparse vectors stay sparse.
 *
 * <p>A feature that is all 0 stays 0. Unseen values go beyond 1 unless {@code clip} is set.
 */
public final class MaxAbsScaler extends Scaler<MaxAbsScaler> {
    private final BooleanParam clip = new BooleanParam(this, "clip", "hold unseen values within -1 and 1");

    /** A scaler with a new identity. */
    public MaxAbsScaler() {
        this(newUid(MaxAbsScaler.class));
    }

    /** A scaler of that identity. */
    public MaxAbsScaler(String uid) {
        super(uid);
        setDefault(clip, false);
    }

    @Override
    protected Curve curve(Moments moments) {
        double largest = Math.max(-moments.min(), moments.max());
        Curve curve = new Affine(0, largest == 0 ? 1 : largest, 0, 1);
        return getClip() ? curve.clip(-1, 1) : curve;
    }

    /** Whether unseen values are held within -1 and 1; false by default. */
    public BooleanParam clip() {
        return clip;
    }

    /** The value of {@link #clip()}. */
    public boolean getClip() {
        return (Boolean) getOrDefault(clip);
    }

    /** Sets {@link #clip()}. */
    public MaxAbsScaler setClip(boolean value) {
        set(clip, value);
        return this;
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<MaxAbsScaler> read() {
        return new DefaultParamsReader<>();
    }

    /** Reads what {@code save(path)} wrote. */
    public static MaxAbsScaler load(String path) {
        return read().load(path);
    }
}
