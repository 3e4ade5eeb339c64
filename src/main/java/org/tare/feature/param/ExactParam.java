package org.tare.feature.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Params;
import org.tare.stat.Bounds;
import org.tare.stat.Quantiles;

/**
 * Whether a scaler scans on until its quantiles are exact.
 *
 * @param <S> the scaler, which its setter returns
 */
public interface ExactParam<S> extends Params {
    /** Whether a fit to data scans until the quantiles are exact; true by default. */
    default BooleanParam exact() {
        return new BooleanParam(
                this,
                "exact",
                "Whether quantiles are found exactly, mostly by a second scan; false takes those of one scan, whose ranks"
                        + " are mostly off by less than 0.0005.");
    }

    /** The value of {@link #exact()}. */
    default boolean getExact() {
        return (Boolean) getOrDefault(exact());
    }

    /** Sets {@link #exact()}. */
    @SuppressWarnings("unchecked")
    default S setExact(boolean value) {
        return (S) set(exact(), value);
    }

    /**
     * A quantile, as near as it is known.
     *
     * @throws IllegalArgumentException if it is not known exactly although {@code exact} was set to true
     */
    default double quantile(Quantiles quantiles, double q) {
        Bounds bounds = quantiles.bounds(q);
        if (isSet(exact()) && getExact() && !bounds.isExact()) {
            throw new IllegalArgumentException("its quantile " + q + " is only known to lie from " + bounds.lower()
                    + " to " + bounds.upper() + ", while exact is true; fit to data, or set exact to false");
        }
        return quantiles.quantile(q);
    }
}
