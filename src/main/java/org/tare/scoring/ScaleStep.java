package org.tare.scoring;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.util.List;
import org.tare.curve.Curve;
import org.tare.curve.Curves;

/**
 * A curve for each feature.
 *
 * @param inputs the columns that are read
 * @param from the first of their numbers that has a curve; 0 but for a part of a vector
 * @param output the column that is written
 * @param curves the text of each feature's curve
 * @param floats which results are rounded to float, as an {@code array<float>} holds them
 */
@DefaultSerializer(JavaSerializer.class)
public record ScaleStep(List<Port> inputs, int from, Port output, List<String> curves, List<Integer> floats)
        implements Step {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException unless each curve has a number to read and a place for the result
     */
    public ScaleStep {
        inputs = List.copyOf(inputs);
        curves = List.copyOf(curves);
        floats = List.copyOf(floats);
        int size = curves.size();
        if (from < 0
                || from + (long) size > inputs.stream().mapToLong(Port::size).sum()
                || output.size() != size
                || floats.stream().anyMatch(i -> i < 0 || i >= size)) {
            throw new IllegalArgumentException("Column '" + output.name() + "' has " + output.size()
                    + " numbers, which are not those of " + size + " curves from number " + from
                    + " on; give each curve one that is read and one that is written.");
        }
    }

    @Override
    public List<Port> reads() {
        return inputs;
    }

    @Override
    public List<Port> writes() {
        return List.of(output);
    }

    @Override
    public Operation operation() {
        Curve[] parsed = curves.stream().map(Curves::parse).toArray(Curve[]::new);
        boolean[] rounded = new boolean[parsed.length];
        floats.forEach(i -> rounded[i] = true);
        return (row, places, to) -> {
            for (int i = 0; i < parsed.length; i++) {
                double y = parsed[i].apply(row[places[from + i]]);
                row[to + i] = rounded[i] ? (float) y : y;
            }
        };
    }
}
