package org.tare.feature.param;

import org.apache.spark.ml.param.IntParam;
import org.tare.spark.stage.NumberParams;

/**
 * How a stage learns by group.
 *
 * @param <S> the stage, which its setters return
 */
public interface GroupParams<S> extends GroupColumnParams<S> {
    /**
     * How many finite values a feature must have in a group, or else the statistics of all rows are taken for it; 0 by default,
     * with which a group without any finite value is an error.
     */
    default IntParam minGroupRows() {
        return NumberParams.atLeast(
                this,
                "minGroupRows",
                "How many finite values a feature must have in a group; with fewer, the statistics of all rows are taken.",
                0);
    }

    /** The value of {@link #minGroupRows()}. */
    default int getMinGroupRows() {
        return (Integer) getOrDefault(minGroupRows());
    }

    /** Sets {@link #minGroupRows()}. */
    @SuppressWarnings("unchecked")
    default S setMinGroupRows(int value) {
        return (S) set(minGroupRows(), value);
    }
}
