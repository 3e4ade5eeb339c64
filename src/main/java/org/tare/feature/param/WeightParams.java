package org.tare.feature.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.StructType;
import org.tare.spark.column.ColumnIndex;

/**
 * How a stage weighs rows in its fit.
 *
 * @param <S> the stage, which its setters return
 */
public interface WeightParams<S> extends Params {
    /** The column of weights; without it every row has weight 1. A negative or NaN weight is an error. */
    default Param<String> weightCol() {
        return new Param<>(this, "weightCol", "The column of weights for the fit; without it every row has weight 1.");
    }

    /** The value of {@link #weightCol()}, or null where there is none. */
    default String getWeightCol() {
        return get(weightCol()).getOrElse(() -> null);
    }

    /** Sets {@link #weightCol()}. */
    @SuppressWarnings("unchecked")
    default S setWeightCol(String value) {
        return (S) set(weightCol(), value);
    }

    /** Checks that the data has the column of weights. */
    static void check(WeightParams<?> stage, StructType schema) {
        if (stage.getWeightCol() != null) {
            ColumnIndex.find(schema, stage.getWeightCol());
        }
    }
}
