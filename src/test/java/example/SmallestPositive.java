package example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.tare.stat.Accumulator;
import org.tare.stat.Statistic;
import org.tare.stat.Weights;

/** A statistic as a user writes one: the smallest value above zero; infinity where there is none. */
public record SmallestPositive() implements Statistic<Double> {
    @Override
    public Accumulator<Double> accumulator() {
        return new Accumulator<>() {
            private double smallest = empty();

            @Override
            public void add(double[] values, int from, int to) {
                for (int i = from; i < to; i++) {
                    add(values[i], 1);
                }
            }

            @Override
            public void add(double value, double weight) {
                if (value > 0 && weight > 0) {
                    smallest = Math.min(smallest, value);
                }
            }

            @Override
            public void addZeros(long n) {}

            @Override
            public void addZeros(Weights zeros) {}

            @Override
            public Double result() {
                return smallest;
            }
        };
    }

    @Override
    public Double empty() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Double merge(Double a, Double b) {
        return Math.min(a, b);
    }

    @Override
    public void write(Double value, DataOutput out) throws IOException {
        out.writeDouble(value);
    }

    @Override
    public Double read(DataInput in) throws IOException {
        return in.readDouble();
    }

    @Override
    public String toText(Double value) {
        return value.toString();
    }

    @Override
    public Double parse(String text) {
        return Double.valueOf(text);
    }

    @Override
    public String toString() {
        return "smallestPositive";
    }
}
