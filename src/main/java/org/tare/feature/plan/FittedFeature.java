package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tare.curve.Curve;
import org.tare.stat.Moments;

/**
 * What was learned of one feature.
 *
 * @param name the feature's name
 * @param curve the map
 * @param moments the statistic that every scan takes
 * @param learned what else the scaler drew from the data, by name, such as the median
 */
@DefaultSerializer(JavaSerializer.class)
public record FittedFeature(String name, Curve curve, Moments moments, Map<String, Double> learned)
        implements Serializable {
    /** Copies the map. */
    public FittedFeature {
        learned = Collections.unmodifiableMap(new LinkedHashMap<>(learned));
    }

    /**
     * One number of this feature: what the moments tell, or what the scaler learned.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public double learned(String number) {
        return switch (number) {
            case "mean" -> withSums(number).mean();
            case "standardDeviation" -> withSums(number).standardDeviation();
            case "min" -> moments.min();
            case "max" -> moments.max();
            default -> {
                if (!learned.containsKey(number)) {
                    throw new IllegalArgumentException("The scaler of feature '" + name + "' learned no '" + number
                            + "', but mean, standardDeviation, min, max and " + learned.keySet()
                            + "; ask for one of those.");
                }
                yield learned.get(number);
            }
        };
    }

    private Moments withSums(String number) {
        if (!moments.hasSums()) {
            throw new IllegalArgumentException("The scaler of feature '" + name + "' learned no '" + number
                    + "', as it learned counts, minimum and maximum only; fit with rangeOnly false.");
        }
        return moments;
    }

    FittedFeature with(Curve other) {
        return new FittedFeature(name, other, moments, learned);
    }

    /** A curve alone, of a group whose values are not known here. */
    FittedFeature alone(Curve other) {
        return new FittedFeature(name, other, Moments.empty(), Map.of());
    }

    FittedFeature inverse() {
        return with(curve.inverse());
    }
}
