package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The kind {@code histogram}: buckets of values, whose quantiles are certified; {@code buckets} is 2,048 by default. */
@DefaultSerializer(JavaSerializer.class)
public final class HistogramStatistic implements Statistic<Histogram> {
    private static final String NAME = "histogram";
    private static final int USUAL = 2048;
    private static final int MOST = 1 << 18;

    private final int buckets;

    /** With at most 2,048 buckets. */
    public HistogramStatistic() {
        this(USUAL);
    }

    /**
     * With at most so many buckets.
     *
     * @throws IllegalArgumentException unless they are 2 to 262,144
     */
    public HistogramStatistic(int buckets) {
        if (buckets < 2 || buckets > MOST) {
            throw new IllegalArgumentException(
                    "A histogram is to have " + buckets + " buckets; choose from 2 to " + MOST + ".");
        }
        this.buckets = buckets;
    }

    int buckets() {
        return buckets;
    }

    /** The histogram of these values, each of weight 1. */
    public static Histogram of(double... values) {
        Objects.requireNonNull(values, "The list of values is null; give values.");
        Accumulator<Histogram> accumulator = new HistogramStatistic().accumulator();
        accumulator.add(values, 0, values.length);
        return accumulator.result();
    }

    @Override
    public Accumulator<Histogram> accumulator() {
        return new HistogramAccumulator(buckets);
    }

    @Override
    public Histogram merge(Histogram a, Histogram b) {
        return requireSame(a.merge(b));
    }

    @Override
    public void write(Histogram value, DataOutput out) throws IOException {
        HistogramBytes.write(requireSame(value), out);
    }

    @Override
    public Histogram read(DataInput in) throws IOException {
        return requireSame(HistogramBytes.read(in));
    }

    @Override
    public String toText(Histogram value) {
        return HistogramText.write(requireSame(value));
    }

    @Override
    public Histogram parse(String text) {
        return requireSame(HistogramText.parse(text));
    }

    private Histogram requireSame(Histogram histogram) {
        if (histogram.buckets() != buckets) {
            throw new IllegalArgumentException("A histogram of " + histogram.buckets() + " buckets is none of '" + this
                    + "'; ask for " + NAME + "(buckets=" + histogram.buckets() + ").");
        }
        return histogram;
    }

    @Override
    public HistogramStatistic with(Map<String, String> arguments) {
        Map<String, String> unknown = new TreeMap<>(arguments);
        String number = unknown.remove("buckets");
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "A " + NAME + " takes no " + unknown + "; its argument is buckets, as in histogram(buckets=512).");
        }
        try {
            return number == null ? this : new HistogramStatistic(Integer.parseInt(number));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A histogram is to have '" + number + "' buckets; choose from 2 to " + MOST + ".", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HistogramStatistic that && buckets == that.buckets;
    }

    @Override
    public int hashCode() {
        return NAME.hashCode() + buckets;
    }

    @Override
    public String toString() {
        return buckets == USUAL ? NAME : NAME + "(buckets=" + buckets + ")";
    }
}
