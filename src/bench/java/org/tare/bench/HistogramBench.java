package org.tare.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tare.stat.Accumulator;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.HistogramsWithin;

/** Nanoseconds a value: a histogram from its first value on, and the scan for its quartiles, against a plain sum. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HistogramBench {
    private static final int BLOCK = 1024;
    private static final int VALUES = 1 << 24;

    @Param({"uniform", "normal", "lognormal", "timestamps", "minutes"})
    public String data;

    private double[] values;
    private HistogramsWithin quartiles;

    @Setup
    public void fill() {
        ToDoubleFunction<Random> draw =
                switch (data) {
                    case "uniform" -> Random::nextDouble;
                    case "normal" -> Random::nextGaussian;
                    case "lognormal" -> r -> Math.exp(3 * r.nextGaussian());
                    case "timestamps" -> r -> 1.7e9 + 1e5 * r.nextGaussian();
                    default -> r -> Math.rint(30 * r.nextGaussian());
                };
        Random random = new Random(1);
        values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = draw.applyAsDouble(random);
        }
        quartiles = new HistogramsWithin(histogram().quantiles().unresolved(0.25, 0.5, 0.75));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Histogram histogram() {
        return accumulated(new HistogramStatistic().accumulator());
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Object quartiles() {
        return accumulated(quartiles.accumulator());
    }

    private <V> V accumulated(Accumulator<V> accumulator) {
        for (int from = 0; from < VALUES; from += BLOCK) {
            accumulator.add(values, from, from + BLOCK);
        }
        return accumulator.result();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double plain() {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double x : values) {
            sum += x;
            if (x < min) {
                min = x;
            }
            if (x > max) {
                max = x;
            }
        }
        return sum + min + max;
    }
}
