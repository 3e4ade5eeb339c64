package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The kind {@code clipped}: another kind, of the values held between two numbers; what a further scan takes to winsorize. */
@DefaultSerializer(JavaSerializer.class)
public final class ClippedStatistic<V> implements Statistic<V> {
    private static final String NAME = "clipped";

    private final double min;
    private final double max;
    private final Statistic<V> kind;

    /** The moments between 0 and 1. */
    @SuppressWarnings("unchecked")
    public ClippedStatistic() {
        this(0, 1, (Statistic<V>) new MomentsStatistic());
    }

    /**
     * A kind of the values held between these.
     *
     * @throws IllegalArgumentException unless {@code min <= max}
     */
    public ClippedStatistic(double min, double max, Statistic<V> kind) {
        if (!(min <= max)) {
            throw new IllegalArgumentException(
                    "Values are to be held between " + min + " and " + max + "; give the lower number first.");
        }
        this.min = min + 0.0;
        this.max = max + 0.0;
        this.kind = kind;
    }

    /** The kind. */
    public Statistic<V> kind() {
        return kind;
    }

    /** Whether values are held between these. */
    public boolean isBetween(double low, double high) {
        return min == low && max == high;
    }

    @Override
    public Accumulator<V> accumulator() {
        return new ClippedAccumulator<>(min, max, kind.accumulator());
    }

    @Override
    public V merge(V a, V b) {
        return kind.merge(a, b);
    }

    @Override
    public void write(V value, DataOutput out) throws IOException {
        kind.write(value, out);
    }

    @Override
    public V read(DataInput in) throws IOException {
        return kind.read(in);
    }

    @Override
    public String toText(V value) {
        return kind.toText(value);
    }

    @Override
    public V parse(String text) {
        return kind.parse(text);
    }

    @Override
    public boolean isOfOneDataset() {
        return true;
    }

    @Override
    public ClippedStatistic<V> within(long bytes) {
        return new ClippedStatistic<>(min, max, kind.within(bytes));
    }

    @Override
    @SuppressWarnings("unchecked")
    public ClippedStatistic<V> with(Map<String, String> arguments) {
        Map<String, String> rest = new TreeMap<>(arguments);
        String low = rest.remove("min");
        String high = rest.remove("max");
        String name = rest.remove("kind");
        try {
            if (rest.isEmpty()) {
                return new ClippedStatistic<>(
                        low == null ? min : Double.parseDouble(low),
                        high == null ? max : Double.parseDouble(high),
                        name == null ? kind : (Statistic<V>) Statistic.of(name));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The statistic '" + NAME + "' was given " + arguments + "; its arguments are those of " + this
                            + ".",
                    e);
        }
        throw new IllegalArgumentException(
                "The statistic '" + NAME + "' takes no " + rest + "; its arguments are those of " + this + ".");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClippedStatistic<?> that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return NAME + "(min=" + min + ", max=" + max + ", kind=" + kind + ")";
    }
}
