package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.curve.Curves;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;

/**
 * A curve that is given: {@code affine(x0=3.0, dx=2.0, y0=0.0, dy=1.0)} for {@code (x - 3) / 2}, in the words in which models show
 * theirs. The fit looks at the columns and learns nothing, so that what another library fitted becomes a {@link ScalerModel}.
 */
@DefaultSerializer(StageSerializer.class)
public final class CurveScaler extends Scaler<CurveScaler> {
    /** A scaler with a new identity. */
    public CurveScaler() {
        this(newUid(CurveScaler.class));
    }

    /** A scaler of that identity. */
    public CurveScaler(String uid) {
        super(uid);
        setDefault(curve(), new Affine(0, 1, 0, 1).toText());
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        return Curves.parse(getCurve());
    }

    @Override
    public void checkParams() {
        Curves.parse(getCurve());
    }

    /** True of no feature, since the curve is there without. */
    @Override
    public boolean needsValues() {
        return false;
    }

    @Override
    public String howToKeepZero() {
        return "give a curve that keeps zero";
    }

    /** The curve of all features, as {@link Curve#toText()} writes it; by default they stay what they are. */
    public Param<String> curve() {
        return new Param<>(
                this, "curve", "The curve of all features, as text, such as affine(x0=3.0, dx=2.0, y0=0.0, dy=1.0).");
    }

    /** The value of {@link #curve()}. */
    public String getCurve() {
        return getOrDefault(curve());
    }

    /** Sets {@link #curve()}. */
    public CurveScaler setCurve(String value) {
        return (CurveScaler) set(curve(), GivenValue.of(curve(), value));
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<CurveScaler> read() {
        return StageFiles.reader(CurveScaler.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static CurveScaler load(String path) {
        return read().load(path);
    }
}
