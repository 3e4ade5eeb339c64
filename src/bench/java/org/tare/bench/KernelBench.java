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
import org.tare.stat.MomentsAccumulator;

/** Nanoseconds a value: exact sums against plain ones, both with minimum and maximum, in blocks of 4,096. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBench {
    private static final int BLOCKS = 64;
    private static final int BLOCK = 4096;
    private static final int VALUES = BLOCKS * BLOCK;

    @Param({"uniform", "normal", "minutes", "lognormal"})
    public String data;

    private double[] values;
    private MomentsAccumulator exact;

    @Setup
    public void fill() {
        ToDoubleFunction<Random> draw =
                switch (data) {
                    case "uniform" -> Random::nextDouble;
                    case "normal" -> Random::nextGaussian;
                    case "minutes" -> r -> Math.rint(30 * r.nextGaussian());
                    default -> r -> Math.exp(3 * r.nextGaussian());
                };
        Random random = new Random(1);
        values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = draw.applyAsDouble(random);
        }
        exact = new MomentsAccumulator();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public MomentsAccumulator exact() {
        for (int from = 0; from < VALUES; from += BLOCK) {
            exact.add(values, from, from + BLOCK);
        }
        return exact;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double plain() {
        double sum = 0;
        double squares = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double x : values) {
            sum += x;
            squares += x * x;
            if (x < min) {
                min = x;
            }
            if (x > max) {
                max = x;
            }
        }
        return sum + squares + min + max;
    }
}
