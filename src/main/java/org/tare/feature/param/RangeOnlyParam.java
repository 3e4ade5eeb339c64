package org.tare.feature.param;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Params;

/**
 * Whether a fit learns nothing but counts, minimum and maximum.
 *
 * @param <S> the scaler, which its setter returns
 */
public interface RangeOnlyParam<S> extends Params {
    /**
     * Whether a fit learns counts, minimum and maximum only, so that the model tells no mean and no deviation; false by default. Of
     * columns of whole numbers, decimals and booleans it then reads nothing but the footers of plain Parquet files, where these tell
     * all of it and cannot be seen to be wrong; as with every engine that answers from footers, a minimum or maximum there that is wrong and looks
     * right is taken as it stands. The curves are the same either way. It changes nothing where another scaler of the same column,
     * {@code clipQuantiles} or an imputer before it needs the values; the model then has sums too. The log tells how many values footers
     * told.
     */
    default BooleanParam rangeOnly() {
        return new BooleanParam(
                this,
                "rangeOnly",
                "Whether only counts, minimum and maximum are learned, from footers of Parquet files where these tell them.");
    }

    /** The value of {@link #rangeOnly()}. */
    default boolean getRangeOnly() {
        return (Boolean) getOrDefault(rangeOnly());
    }

    /** Sets {@link #rangeOnly()}. */
    @SuppressWarnings("unchecked")
    default S setRangeOnly(boolean value) {
        return (S) set(rangeOnly(), value);
    }
}
