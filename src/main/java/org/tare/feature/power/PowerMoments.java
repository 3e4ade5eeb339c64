package org.tare.feature.power;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tare.curve.PowerMethod;
import org.tare.stat.Accumulator;
import org.tare.stat.Moments;
import org.tare.stat.Statistic;

/** The kind {@code powerMoments}: the exact moments of the logarithm of the values, and of five powers of them. */
@DefaultSerializer(JavaSerializer.class)
public final class PowerMoments implements Statistic<List<Moments>> {
    private static final String NAME = "powerMoments";
    private static final String BESIDE = " | ";

    private final PowerGrid grid;

    /** Around the power that changes nothing. */
    public PowerMoments() {
        this(new PowerGrid(PowerMethod.YEO_JOHNSON, 0, 1, 0.01));
    }

    /** Of these powers. */
    public PowerMoments(PowerGrid grid) {
        this.grid = grid;
    }

    /** The powers. */
    public PowerGrid grid() {
        return grid;
    }

    @Override
    public Accumulator<List<Moments>> accumulator() {
        return new PowerAccumulator(grid);
    }

    @Override
    public List<Moments> merge(List<Moments> a, List<Moments> b) {
        requireSame(a);
        requireSame(b);
        return IntStream.range(0, a.size())
                .mapToObj(i -> a.get(i).merge(b.get(i)))
                .toList();
    }

    @Override
    public void write(List<Moments> value, DataOutput out) throws IOException {
        for (Moments moments : requireSame(value)) {
            moments.write(out);
        }
    }

    @Override
    public List<Moments> read(DataInput in) throws IOException {
        List<Moments> value = new ArrayList<>();
        for (int i = 0; i <= PowerGrid.SIZE; i++) {
            value.add(Moments.read(in));
        }
        return List.copyOf(value);
    }

    @Override
    public String toText(List<Moments> value) {
        return requireSame(value).stream().map(Moments::toText).collect(Collectors.joining(BESIDE));
    }

    @Override
    public List<Moments> parse(String text) {
        return requireSame(
                Arrays.stream(text.split("\\|", -1)).map(Moments::parse).toList());
    }

    private List<Moments> requireSame(List<Moments> value) {
        if (value.size() != PowerGrid.SIZE + 1) {
            throw new IllegalArgumentException("There are " + value.size() + " moments where '" + this + "' has "
                    + (PowerGrid.SIZE + 1) + "; give those of its powers.");
        }
        return value;
    }

    @Override
    public boolean isOfOneDataset() {
        return true;
    }

    @Override
    public PowerMoments with(Map<String, String> arguments) {
        Map<String, String> rest = new TreeMap<>(arguments);
        try {
            PowerMoments other = new PowerMoments(new PowerGrid(
                    PowerMethod.valueOf(
                            rest.getOrDefault("method", grid.method().name())),
                    number(rest, "origin", grid.origin()),
                    number(rest, "lambda", grid.lambda()),
                    number(rest, "step", grid.step())));
            rest.keySet().removeAll(List.of("method", "origin", "lambda", "step"));
            if (rest.isEmpty()) {
                return other;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The statistic '" + NAME + "' was given " + arguments + "; it takes " + this + ".", e);
        }
        throw new IllegalArgumentException(
                "The statistic '" + NAME + "' was given " + rest + "; it takes " + this + ".");
    }

    private static double number(Map<String, String> arguments, String name, double usual) {
        return arguments.containsKey(name) ? Double.parseDouble(arguments.get(name)) : usual;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PowerMoments that && grid.equals(that.grid);
    }

    @Override
    public int hashCode() {
        return grid.hashCode();
    }

    @Override
    public String toString() {
        return NAME + "(method=" + grid.method() + ", origin=" + grid.origin() + ", lambda=" + grid.lambda() + ", step="
                + grid.step() + ")";
    }
}
