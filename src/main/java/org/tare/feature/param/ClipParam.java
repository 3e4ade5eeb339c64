package org.tare.feature.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Params;

/**
 * Whether a scaler holds unseen values within its range.
 *
 * @param <S> the scaler, which its setter returns
 */
public interface ClipParam<S> extends Params {
    /** Whether unseen values are held within the range of those seen; false by default. */
    default BooleanParam clip() {
        return new BooleanParam(this, "clip", "Whether unseen values are held within the range of those seen.");
    }

    /** The value of {@link #clip()}. */
    default boolean getClip() {
        return (Boolean) getOrDefault(clip());
    }

    /** Sets {@link #clip()}. */
    @SuppressWarnings("unchecked")
    default S setClip(boolean value) {
        return (S) set(clip(), value);
    }
}
