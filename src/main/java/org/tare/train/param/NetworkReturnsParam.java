package org.tare.train.param;

import java.util.List;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.ChoiceParam;

/**
 * What a transform of a trained network returns, so that a client of Spark Connect, which can call nothing else of a model, has the
 * rest too.
 *
 * @param <S> the model, which its setter returns
 */
public interface NetworkReturnsParam<S> extends Params {
    /** The data with the predictions. */
    String PREDICTIONS = "predictions";

    /**
     * What {@code transform} returns: the data with the predictions ({@code predictions}, the default), or, whatever the data, tables of
     * the training's epochs ({@code history}), of the layers ({@code layers}) or of the weights by name ({@code weights}), or of one
     * text, what {@code toString} gives ({@code text}), the network as {@code json} or {@code onnx}, or a report as {@code html}. What
     * {@code onnx} is asked for stands in a column {@code tare_options} of the data, a map of texts: {@code precision}.
     */
    default ChoiceParam returns() {
        return new ChoiceParam(
                this,
                "returns",
                "What transform returns: predictions gives the data with them, history a row for each epoch, layers and"
                        + " weights those of the network, text its layers in a line, json the network for use without Spark, onnx"
                        + " the same for others, in Base64, html a report, htmlTable its layers for a notebook; all but the first"
                        + " whatever the data.",
                List.of(PREDICTIONS, "history", "layers", "weights", "text", "json", "onnx", "html", "htmlTable"));
    }

    /** The value of {@link #returns()}. */
    default String getReturns() {
        return getOrDefault(returns());
    }

    /** Sets {@link #returns()}. */
    @SuppressWarnings("unchecked")
    default S setReturns(String value) {
        return (S) set(returns(), value);
    }
}
