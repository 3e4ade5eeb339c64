package example;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.DoubleParam;
import org.tare.curve.Affine;
import org.tare.curve.Curve;
import org.tare.feature.Scaler;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Statistic;

/** A scaler as a user writes one: measures each value in multiples of the smallest positive one. */
public final class DetectionLimitScaler extends Scaler<DetectionLimitScaler> {
    private static final SmallestPositive SMALLEST_POSITIVE = new SmallestPositive();

    public DetectionLimitScaler() {
        this(newUid(DetectionLimitScaler.class));
    }

    public DetectionLimitScaler(String uid) {
        super(uid);
        setDefault(limits(), 1.0);
    }

    @Override
    public List<Statistic<?>> needs() {
        return List.of(SMALLEST_POSITIVE);
    }

    @Override
    public Curve curve(FeatureStatistics feature) {
        double limit = feature.get(SMALLEST_POSITIVE);
        if (Double.isInfinite(limit)) {
            throw new IllegalArgumentException("it has no positive value, by which this scaler divides");
        }
        return new Affine(0, limit, 0, getLimits());
    }

    @Override
    public Map<String, Double> learned(FeatureStatistics feature) {
        return Map.of("limit", feature.get(SMALLEST_POSITIVE));
    }

    public DoubleParam limits() {
        return new DoubleParam(this, "limits", "How much one limit becomes.");
    }

    public double getLimits() {
        return (Double) getOrDefault(limits());
    }

    public DetectionLimitScaler setLimits(double value) {
        return (DetectionLimitScaler) set(limits(), value);
    }
}
