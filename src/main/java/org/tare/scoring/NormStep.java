package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import org.tare.feature.plan.Norm;

/**
 * Columns that together are one row, divided by its p-norm.
 *
 * @param inputs the columns that are read
 * @param outputs the names of as many that are written, or of one vector that takes all
 * @param p the power
 */
@DefaultSerializer(JavaSerializer.class)
public record NormStep(List<Port> inputs, List<String> outputs, double p) implements Step {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there are neither as many outputs as inputs nor one
     */
    public NormStep {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (outputs.size() != inputs.size() && outputs.size() != 1) {
            throw new IllegalArgumentException("A norm reads " + inputs.size() + " columns and writes " + outputs.size()
                    + "; let it write as many, or one.");
        }
    }

    /** How many numbers are one row. */
    @JsonIgnore
    public int size() {
        return inputs.stream().mapToInt(Port::size).sum();
    }

    @Override
    public List<Port> reads() {
        return inputs;
    }

    @Override
    public List<Port> writes() {
        if (outputs.size() != inputs.size()) {
            return List.of(Port.vector(outputs.get(0), size()));
        }
        List<Port> written = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Port input = inputs.get(i);
            written.add(new Port(outputs.get(i), input.size(), input.isVector()));
        }
        return written;
    }

    @Override
    public Operation operation() {
        Norm norm = new Norm(p);
        return (row, from, to) -> {
            double[] values = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                values[i] = row[from[i]];
            }
            norm.dense(values);
            System.arraycopy(values, 0, row, to, values.length);
        };
    }
}
