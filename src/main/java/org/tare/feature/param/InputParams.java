package org.tare.feature.param;

import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * How a stage names its columns.
 *
 * @param <S> the stage, which its setters return
 */
public interface InputParams<S> extends Params {
    /** The columns to scale: numbers, ML vectors, {@code array<float>} or {@code array<double>}, in any mixture. */
    default StringArrayParam inputCols() {
        return new StringArrayParam(this, "inputCols", "The columns to scale: numbers, ML vectors or arrays.");
    }

    /**
     * The name of each result, as many as inputs; by default {@code <input>_scaled}. The name of the input itself
     * replaces it; that of another column is an error.
     */
    default StringArrayParam outputCols() {
        return new StringArrayParam(
                this,
                "outputCols",
                "The names of the results, as many as columns; each is <input>_scaled if none is given.");
    }

    /** The value of {@link #inputCols()}; none where it was not set. */
    default String[] getInputCols() {
        return get(inputCols()).getOrElse(() -> new String[0]);
    }

    /** The value of {@link #outputCols()}, or null where the names are the default ones. */
    default String[] getOutputCols() {
        return get(outputCols()).getOrElse(() -> null);
    }

    /** Sets {@link #inputCols()}. */
    @SuppressWarnings("unchecked")
    default S setInputCols(String... value) {
        return (S) set(inputCols(), NameLists.require("inputCols", value));
    }

    /** Sets {@link #outputCols()}. */
    @SuppressWarnings("unchecked")
    default S setOutputCols(String... value) {
        return (S) set(outputCols(), NameLists.require("outputCols", value));
    }

    /** Sets {@link #inputCols()} to one column. */
    default S setInputCol(String value) {
        return setInputCols(value);
    }

    /** Sets {@link #outputCols()} to one column. */
    default S setOutputCol(String value) {
        return setOutputCols(value);
    }
}
