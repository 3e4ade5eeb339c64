package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;

/**
 * The name of a class by its number.
 *
 * @param input the column of the number
 * @param output the column of the text
 * @param labels the names
 */
@DefaultSerializer(JavaSerializer.class)
public record LabelStep(String input, String output, List<String> labels) implements Step {
    /** Copies the list. */
    public LabelStep {
        labels = List.copyOf(labels);
    }

    @Override
    public List<Port> reads() {
        return List.of(Port.number(input));
    }

    /** None; the text is no number. */
    @Override
    public List<Port> writes() {
        return List.of();
    }

    @Override
    public Operation operation() {
        return (row, from, to) -> {};
    }
}
