package org.tare.feature;

import com.esotericsoftware.kryo.DefaultSerializer;
import java.util.List;
import org.apache.spark.ml.util.MLReader;
import org.tare.curve.Curve;
import org.tare.curve.Elementary;
import org.tare.scan.FeatureStatistics;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.StageFiles;
import org.tare.spark.stage.StageSerializer;

/**
 * A logarithm that keeps zero: {@code log1p}, of {@code 1 + x}, for values above -1, or {@code asinh}, {@code log(x + sqrt(x² + 1))},
 * for numbers of both signs.
 *
 * <p>The curve is the same whatever the data is; the fit only looks that {@code log1p} is defined for it. Sparse vectors stay
 * sparse.
 */
@DefaultSerializer(StageSerializer.class)
public final class LogScaler extends Scaler<LogScaler> {
    private static final String LOG1P = "log1p";
    private static final String ASINH = "asinh";

    /** A scaler with a new identity. */
    public LogScaler() {
        this(newUid(LogScaler.class));
    }

    /** A scaler of that identity. */
    public LogScaler(String uid) {
        super(uid);
        setDefault(function(), LOG1P);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        if (getFunction().equals(ASINH)) {
            return Elementary.ASINH;
        }
        if (feature.moments().min() <= -1) {
            throw new IllegalArgumentException("its smallest value is "
                    + feature.moments().min() + ", and log1p is defined above -1; set function to asinh");
        }
        return Elementary.LOG1P;
    }

    /** The function: {@code log1p} (the default) or {@code asinh}. */
    public ChoiceParam function() {
        return new ChoiceParam(
                this,
                "function",
                "The logarithm: log1p, of 1 + x, or asinh, which takes numbers of both signs.",
                List.of(LOG1P, ASINH));
    }

    /** The value of {@link #function()}. */
    public String getFunction() {
        return getOrDefault(function());
    }

    /** Sets {@link #function()}: {@code log1p} or {@code asinh}. */
    public LogScaler setFunction(String value) {
        return (LogScaler) set(function(), value);
    }

    /** Reads what {@code write()} wrote. */
    public static MLReader<LogScaler> read() {
        return StageFiles.reader(LogScaler.class);
    }

    /** Reads what {@code save(path)} wrote. */
    public static LogScaler load(String path) {
        return read().load(path);
    }
}
