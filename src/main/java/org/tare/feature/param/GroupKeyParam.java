package org.tare.feature.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.tare.feature.ScalerModel;

/**
 * Of which group alone a model is, so that a client of Spark Connect, which cannot call {@link ScalerModel#group}, can ask for it.
 *
 * @param <S> the model, which its setters return
 */
public interface GroupKeyParam<S> extends Params {
    /**
     * The group whose curves alone the model takes, as {@link ScalerModel#group} does: a JSON array of a value for each group
     * column, such as {@code ["ATL", 7, null]}, which is cast to the type of its column; all groups unless set.
     */
    default Param<String> groupKey() {
        return new Param<>(
                this,
                "groupKey",
                "The one group whose curves the model takes, as a JSON array of a value for each group column, such as"
                        + " [\"ATL\", 7, null]; all groups unless set.");
    }

    /** The value of {@link #groupKey()}, or null where it was not set. */
    default String getGroupKey() {
        return get(groupKey()).getOrElse(() -> null);
    }

    /** Sets {@link #groupKey()}. */
    @SuppressWarnings("unchecked")
    default S setGroupKey(String value) {
        return (S) set(groupKey(), value);
    }
}
