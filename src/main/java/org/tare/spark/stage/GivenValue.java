package org.tare.spark.stage;

import java.util.Objects;
import org.apache.spark.ml.param.Param;

/** The one place that tells of a parameter that is set to null. */
public final class GivenValue {
    private GivenValue() {}

    /**
     * The value as it is.
     *
     * @throws NullPointerException in a sentence, if it is null
     */
    public static <T> T of(Param<T> param, T value) {
        return Objects.requireNonNull(
                value,
                () -> param.name() + " cannot be null; set it to a value, or clear it by clear(" + param.name()
                        + "()).");
    }
}
