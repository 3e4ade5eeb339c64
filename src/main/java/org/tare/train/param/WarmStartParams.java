package org.tare.train.param;

import java.util.List;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.ChoiceParam;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.NumberParams;

/**
 * What a training may take over from one before, and what it is to leave as it is.
 *
 * @param <S> the stage, which its setters return
 */
public interface WarmStartParams<S> extends Params {
    /** Where the first weights come from. */
    default Param<String> initialModel() {
        return new Param<>(
                this,
                "initialModel",
                "Path of a trained model, of a pipeline that holds one, of a folder of checkpoints, or of a JSON file of weights "
                        + "by name, whose weights and running statistics the training starts with; empty for new ones. "
                        + "Its layers must be those of the network, up to initialLayers.");
    }

    /** Sets {@link #initialModel}. */
    default S setInitialModel(String value) {
        return with(initialModel(), value);
    }

    /** How much of it is taken over. */
    default IntParam initialLayers() {
        return NumberParams.atLeast(
                this,
                "initialLayers",
                "How many layers, from the first on, start with the weights of initialModel, while the others start with "
                        + "new ones, as for other classes; 0 for all.",
                0);
    }

    /** Sets {@link #initialLayers}. */
    default S setInitialLayers(int value) {
        return with(initialLayers(), value);
    }

    /** What is left as it is. */
    default Param<String> frozenLayers() {
        return new Param<>(
                this,
                "frozenLayers",
                "Layers whose weights training leaves as they are, by their numbers from 0 on, such as 0-4, 6; empty for "
                        + "none.");
    }

    /** Sets {@link #frozenLayers}. */
    default S setFrozenLayers(String value) {
        return with(frozenLayers(), value);
    }

    /** What a batch normalization does that is left as it is. */
    default ChoiceParam frozenStatistics() {
        return new ChoiceParam(
                this,
                "frozenStatistics",
                "What the batch normalizations of frozen layers go by: running, their running statistics, which stay as they "
                        + "are, or batch, the statistics of each batch, which the running ones follow.",
                List.of("running", "batch"));
    }

    /** Sets {@link #frozenStatistics}. */
    default S setFrozenStatistics(String value) {
        return with(frozenStatistics(), value);
    }

    /** Gives a stage these defaults. */
    static void setDefaults(WarmStartParams<?> stage) {
        stage.setDefault(stage.initialModel(), "");
        stage.setDefault(stage.initialLayers(), 0);
        stage.setDefault(stage.frozenLayers(), "");
        stage.setDefault(stage.frozenStatistics(), "running");
    }

    @SuppressWarnings("unchecked")
    private <T> S with(Param<T> param, T value) {
        return (S) set(param, GivenValue.of(param, value));
    }
}
