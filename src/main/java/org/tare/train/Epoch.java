package org.tare.train;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Locale;

/**
 * The figures of one pass over the training rows.
 *
 * @param number from 1
 * @param loss the weighted mean of the loss over the training rows, each before its step
 * @param validationLoss the same over the validation rows, after the epoch; NaN without such rows
 * @param validationMetric their accuracy (classes) or root mean squared error (numbers); NaN without such rows
 * @param rowsPerSecond training rows of all workers together
 */
@DefaultSerializer(JavaSerializer.class)
public record Epoch(
        @JsonProperty("epoch") int number,
        double loss,
        double validationLoss,
        double validationMetric,
        double rowsPerSecond)
        implements Serializable {
    /** One line for people. */
    @Override
    public String toString() {
        String validation = Double.isNaN(validationLoss)
                ? ""
                : String.format(Locale.ROOT, ", validation loss %.5g, metric %.5g", validationLoss, validationMetric);
        return String.format(
                Locale.ROOT, "epoch %d: loss %.5g%s, %.0f rows/s", number, loss, validation, rowsPerSecond);
    }
}
