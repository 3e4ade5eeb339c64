package org.tare.feature;

import java.util.List;
import org.apache.spark.ml.param.Params;
import org.tare.spark.ChoiceParam;

/**
 * What a transform returns, so that a client of Spark Connect, which can call nothing else of a model, has the rest too.
 *
 * @param <S> the model, which its setter returns
 */
public interface ReturnsParam<S> extends Params {
    /** The data with the results. */
    String SCALED = "scaled";

    /** The data with the results taken back. */
    String INVERSE = "inverse";

    /** What was learned. */
    String SUMMARY = "summary";

    /**
     * What {@code transform} returns: the data with the results ({@code scaled}, the default), the data with results taken back
     * as {@link ScalerModel#inverse()} does ({@code inverse}), or {@link ScalerModel#summary}, whatever the data
     * ({@code summary}).
     */
    default ChoiceParam returns() {
        return new ChoiceParam(
                this,
                "returns",
                "What transform returns: scaled gives the data with the results, inverse with the results taken back,"
                        + " and summary what was learned, a row for each feature, whatever the data.",
                List.of(SCALED, INVERSE, SUMMARY));
    }

    /** The value of {@link #returns()}. */
    default String getReturns() {
        return getOrDefault(returns());
    }

    /** Sets {@link #returns()}: {@code scaled}, {@code inverse} or {@code summary}. */
    @SuppressWarnings("unchecked")
    default S setReturns(String value) {
        return (S) set(returns(), value);
    }
}
