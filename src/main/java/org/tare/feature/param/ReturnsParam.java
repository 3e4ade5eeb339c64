package org.tare.feature.param;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Params;
import org.tare.feature.ScalerModel;
import org.tare.spark.stage.ChoiceParam;

/**
 * What a transform returns, so that a client of Spark Connect, which can call nothing else of a model, has the rest too.
 *
 * @param <S> the model, which its setters return
 */
public interface ReturnsParam<S> extends Params {
    /** The data with the results. */
    String SCALED = "scaled";

    /** What was learned. */
    String SUMMARY = "summary";

    /** The columns that are read and made. */
    String COLUMNS = "columns";

    /** The results of rows of numbers. */
    String APPLIED = "applied";

    /** The model as a person reads it. */
    String TEXT = "text";

    /**
     * What {@code transform} returns: the data with the results ({@code scaled}, the default); {@link ScalerModel#summary}
     * ({@code summary}); the {@code input} and {@code output} of each column ({@code columns}); {@link ScalerModel#apply} of each row of a
     * single column, {@code array<double>}, in their order ({@code applied}); or, whatever the data, a table of one text:
     * what {@code toString} gives ({@code text}); the model as {@code json}, {@code onnx} (in Base64) or {@code sql}, as
     * {@code jobs/export} writes it, by what a column {@code tare_options} of the data asks, a map of texts: {@code precision},
     * {@code dialect}, {@code table} and {@code view}; a report
     * as {@code html}, with pictures where the data is a table of statistics with histograms; or its first features as
     * {@code htmlTable}.
     */
    default ChoiceParam returns() {
        return new ChoiceParam(
                this,
                "returns",
                "What transform returns: scaled gives the data with the results, summary what was learned, a row for each"
                        + " feature, columns those that are read and made, applied the results of rows that are arrays, text a"
                        + " table to read, json the model for use without Spark, onnx and sql the same for others, html a report,"
                        + " htmlTable its first features for a notebook; all but scaled and applied whatever the data.",
                List.of(SCALED, SUMMARY, COLUMNS, APPLIED, TEXT, "json", "onnx", "sql", "html", "htmlTable"));
    }

    /** The value of {@link #returns()}. */
    default String getReturns() {
        return getOrDefault(returns());
    }

    /** Sets {@link #returns()}, to one of the words that stand there. */
    @SuppressWarnings("unchecked")
    default S setReturns(String value) {
        return (S) set(returns(), value);
    }

    /** Whether the model takes results back, as {@link ScalerModel#inverse()} does; false by default. */
    default BooleanParam inverted() {
        return new BooleanParam(this, "inverted", "Whether the model takes results back to the values they came from.");
    }

    /** The value of {@link #inverted()}. */
    default boolean getInverted() {
        return (Boolean) getOrDefault(inverted());
    }

    /** Sets {@link #inverted()}. */
    @SuppressWarnings("unchecked")
    default S setInverted(boolean value) {
        return (S) set(inverted(), value);
    }
}
