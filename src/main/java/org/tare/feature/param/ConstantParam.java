package org.tare.feature.param;

import java.util.List;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.ChoiceParam;

/**
 * What a scaler makes of a feature that does not vary.
 *
 * @param <S> the scaler, which its setter returns
 */
public interface ConstantParam<S> extends Params {
    /** Such a feature keeps its differences from the one value seen. */
    String SHIFT = "shift";

    /** Such a feature becomes 0, whatever is seen later. */
    String ZERO = "zero";

    /** What a feature of one value becomes: {@link #SHIFT} (the default) or {@link #ZERO}. */
    default ChoiceParam constant() {
        return new ChoiceParam(
                this,
                "constant",
                "What becomes of a feature that does not vary: shift keeps its differences from the one value seen,"
                        + " zero makes everything 0, as MLlib does.",
                List.of(SHIFT, ZERO));
    }

    /** The value of {@link #constant()}. */
    default String getConstant() {
        return getOrDefault(constant());
    }

    /** Sets {@link #constant()}: {@code shift} or {@code zero}. */
    @SuppressWarnings("unchecked")
    default S setConstant(String value) {
        return (S) set(constant(), value);
    }
}
