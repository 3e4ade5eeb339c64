package org.tare.train.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.tare.spark.stage.GivenValue;
import org.tare.spark.stage.NumberParams;

/**
 * What a training minimizes besides the plain loss of rows, and how far one step may go.
 *
 * @param <S> the stage, which its setters return
 */
public interface ObjectiveParams<S> extends Params {
    /** The greatest norm of a gradient. */
    default DoubleParam clipNorm() {
        return NumberParams.above(
                this,
                "clipNorm",
                "The greatest Euclidean norm of the gradient of all weights together; a longer one is shortened to it, which "
                        + "keeps recurrent layers from overflowing. Unless set, gradients are taken as they are.",
                0,
                Double.MAX_VALUE);
    }

    /** Sets {@link #clipNorm}. */
    default S setClipNorm(double value) {
        return with(clipNorm(), value);
    }

    /** What classes count. */
    default Param<String> classWeight() {
        return new Param<>(
                this,
                "classWeight",
                "What rows count in the loss by their class: none, all the same; balanced, classes as if they were equally "
                        + "frequent; or a number for each class, from 0 on, such as 1, 9.5. Statistics of batches and "
                        + "the loss on validation rows do not know it.");
    }

    /** Sets {@link #classWeight}. */
    default S setClassWeight(String value) {
        return with(classWeight(), value);
    }

    /** How much of a label is dealt out. */
    default DoubleParam labelSmoothing() {
        return NumberParams.below(
                this,
                "labelSmoothing",
                "The share of each label that training deals to all classes alike, from 0 to less than 1, so that a network does not "
                        + "become too sure; 0 for none. The loss on validation rows does not know it.",
                0.0,
                1.0);
    }

    /** Sets {@link #labelSmoothing}. */
    default S setLabelSmoothing(double value) {
        return with(labelSmoothing(), value);
    }

    /** Gives a stage these defaults. */
    static void setDefaults(ObjectiveParams<?> stage) {
        stage.setDefault(stage.classWeight(), "none");
        stage.setDefault(stage.labelSmoothing(), 0.0);
    }

    @SuppressWarnings("unchecked")
    private <T> S with(Param<T> param, T value) {
        return (S) set(param, GivenValue.of(param, value));
    }
}
