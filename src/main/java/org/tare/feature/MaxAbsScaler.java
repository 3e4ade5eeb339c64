package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.Map;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Affine;
import org.tare.curve.Clipped;
import org.tare.curve.Curve;
import org.tare.feature.param.ClipParam;
import org.tare.feature.param.RangeOnlyParam;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;

/**
 * {@code y = x / max|x|}: into {@code [-1, 1]}, with zero kept, so sparse vectors stay sparse.
 *
 * <p>A feature that is all 0 stays 0. Unseen values go beyond 1 unless {@code clip} is set.
 */
@DefaultSerializer(StageSerializer.class)
public final class MaxAbsScaler extends Scaler<MaxAbsScaler>
        implements ClipParam<MaxAbsScaler>, RangeOnlyParam<MaxAbsScaler> {
    static final String MAX_ABS = "maxAbs";

    /** A scaler with a new identity. */
    public MaxAbsScaler() {
        this(newUid(MaxAbsScaler.class));
    }

    /** A scaler of that identity. */
    public MaxAbsScaler(String uid) {
        super(uid);
        setDefault(clip(), false);
        setDefault(rangeOnly(), false);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        double largest = maxAbs(feature);
        Curve curve = new Affine(0, largest == 0 ? 1 : largest, 0, 1);
        return getClip() ? new Clipped(curve, -1, 1) : curve;
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of(MAX_ABS, maxAbs(feature));
    }

    private static double maxAbs(FeatureStatistics feature) {
        return Math.max(-feature.moments().min(), feature.moments().max());
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<MaxAbsScaler> read() {
        return StageFiles.reader(MaxAbsScaler.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static MaxAbsScaler load(String path) {
        return read().load(path);
    }
}
