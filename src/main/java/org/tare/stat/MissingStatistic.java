package org.tare.stat;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The kind {@code missing}: how many values an imputer fills in, null and NaN, and the exact sum of their rows' weights.
 *
 * <p>{@link Moments#missing()} counts the elements of a null vector or array too, which stays null and is not counted here, and
 * knows no weights.
 */
@DefaultSerializer(JavaSerializer.class)
public final class MissingStatistic implements Statistic<WeightSum> {
    private static final String NAME = "missing";

    @Override
    public Accumulator<WeightSum> accumulator() {
        return new MissingAccumulator();
    }

    @Override
    public WeightSum merge(WeightSum a, WeightSum b) {
        return a.plus(b);
    }

    @Override
    public void write(WeightSum value, DataOutput out) throws IOException {
        out.writeUTF(toText(value));
    }

    @Override
    public WeightSum read(DataInput in) throws IOException {
        return parse(in.readUTF());
    }

    @Override
    public String toText(WeightSum value) {
        return value.toString();
    }

    @Override
    public WeightSum parse(String text) {
        return WeightSum.parse(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MissingStatistic;
    }

    @Override
    public int hashCode() {
        return NAME.hashCode();
    }

    @Override
    public String toString() {
        return NAME;
    }

    private static final class MissingAccumulator implements Accumulator<WeightSum> {
        private final Weights weighted = new Weights();
        private long rows;

        @Override
        public void add(double[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                rows += Double.isNaN(values[i]) ? 1 : 0;
            }
        }

        @Override
        public void add(double value, double weight) {
            Weights.require(weight);
            if (Double.isNaN(value)) {
                weighted.add(weight);
            }
        }

        @Override
        public void addMissing(long n, double weight) {
            if (weight == 1) {
                rows += n;
            } else {
                for (long i = 0; i < n; i++) {
                    weighted.add(weight);
                }
            }
        }

        @Override
        public void addZeros(long n) {}

        @Override
        public void add(double value, Weights weights) {}

        @Override
        public WeightSum result() {
            return weighted.total().plus(WeightSum.ofRows(rows));
        }
    }
}
