package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;

/** How a column holds the numbers of bins. */
@DefaultSerializer(JavaSerializer.class)
public enum Encoding {
    /** As they are, as any scaler's numbers, before and after. */
    NUMBERS,
    /** The result holds each as zeros and a one. */
    TO_ONE_HOT,
    /** The input holds each as zeros and a one. */
    FROM_ONE_HOT;

    Encoding inverse() {
        return switch (this) {
            case NUMBERS -> NUMBERS;
            case TO_ONE_HOT -> FROM_ONE_HOT;
            case FROM_ONE_HOT -> TO_ONE_HOT;
        };
    }
}
