package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;

/**
 * Columns one behind the other as one vector.
 *
 * @param inputs the columns that are read
 * @param output the vector that is written
 */
@DefaultSerializer(JavaSerializer.class)
public record AssembleStep(List<Port> inputs, String output) implements Step {
    /** Copies the list. */
    public AssembleStep {
        inputs = List.copyOf(inputs);
    }

    @Override
    public List<Port> reads() {
        return inputs;
    }

    @Override
    public List<Port> writes() {
        return List.of(Port.vector(output, inputs.stream().mapToInt(Port::size).sum()));
    }

    @Override
    public Operation operation() {
        return (row, from, to) -> {
            for (int i = 0; i < from.length; i++) {
                row[to + i] = row[from[i]];
            }
        };
    }
}
