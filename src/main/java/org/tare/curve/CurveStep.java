package org.tare.curve;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;
import java.util.Map;

/**
 * One step of a curve as its text names it, for what writes curves down elsewhere.
 *
 * @param name the word, such as {@code affine}
 * @param numbers what stands in its parentheses, by key, each one number or more
 */
@DefaultSerializer(JavaSerializer.class)
public record CurveStep(String name, Map<String, double[]> numbers) implements Serializable {
    /**
     * The number of that key.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    public double number(String key) {
        double[] found = numbers.get(key);
        if (found == null || found.length != 1) {
            throw new IllegalArgumentException(name + " has no number " + key + ", but " + numbers.keySet() + ".");
        }
        return found[0];
    }
}
