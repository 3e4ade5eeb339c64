package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/** Two numbers between which another certainly lies, both included; NaN where there is none. */
@DefaultSerializer(JavaSerializer.class)
public record Bounds(double lower, double upper) implements Serializable {
    /** Whether the number is known. */
    public boolean isExact() {
        return lower == upper;
    }

    /** Whether {@code x} is not outside. */
    public boolean contains(double x) {
        return lower <= x && x <= upper;
    }
}
