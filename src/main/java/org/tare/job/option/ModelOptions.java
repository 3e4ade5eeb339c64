package org.tare.job.option;

import java.util.List;
import org.apache.spark.ml.param.Params;
import org.tare.feature.ColumnScaler;

/** What a fitted model may be told anew. */
public final class ModelOptions {
    private final ParamOption handleInvalid =
            ParamOption.of(new ColumnScaler(), "handleInvalid").withStandard("as the model was fitted");

    /** The parameters as options. */
    public OptionSection section() {
        return new OptionSection("Options of the model:", List.of(handleInvalid.spec()));
    }

    /** Gives a model the values that were given. */
    public void applyTo(Params model) {
        handleInvalid.copyTo(model);
    }
}
