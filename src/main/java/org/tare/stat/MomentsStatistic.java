package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** The kind {@code moments}: count, exact weight, sum and sum of squares, minimum and maximum. */
@DefaultSerializer(JavaSerializer.class)
public final class MomentsStatistic implements Statistic<Moments> {
    private static final String NAME = "moments";

    /** The moments of these values, each of weight 1. */
    public static Moments of(double... values) {
        Objects.requireNonNull(values, "The list of values is null; give values.");
        MomentsAccumulator accumulator = new MomentsAccumulator();
        accumulator.add(values, 0, values.length);
        return accumulator.result();
    }

    @Override
    public Accumulator<Moments> accumulator() {
        return new MomentsAccumulator();
    }

    @Override
    public Moments merge(Moments a, Moments b) {
        return a.merge(b);
    }

    @Override
    public void write(Moments value, DataOutput out) throws IOException {
        value.write(out);
    }

    @Override
    public Moments read(DataInput in) throws IOException {
        return Moments.read(in);
    }

    @Override
    public String toText(Moments value) {
        return value.toText();
    }

    @Override
    public Moments parse(String text) {
        return Moments.parse(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MomentsStatistic;
    }

    @Override
    public int hashCode() {
        return NAME.hashCode();
    }

    @Override
    public String toString() {
        return NAME;
    }
}
