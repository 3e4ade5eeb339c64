package org.tare.stat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Values to try, and what their quantiles are by definition. */
final class Samples {
    private Samples() {}

    /** What is hard about doubles: random bit patterns, neighbors, repeated values, the ends of the range, no values. */
    static Arbitrary<double[]> values() {
        Arbitrary<Double> special =
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0);
        Arbitrary<Double> finite = Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                Arbitraries.doubles().between(-1000, 1000),
                Arbitraries.integers()
                        .between(-20, 20)
                        .map(i -> Double.longBitsToDouble(Double.doubleToRawLongBits(1.7e9) + i)),
                Arbitraries.integers().between(-5, 5).map(Integer::doubleValue),
                Arbitraries.integers().between(-5, 5).map(i -> i * Double.MIN_VALUE),
                Arbitraries.of(Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p1023, -0x1p1023));
        return Arbitraries.frequencyOf(Tuple.of(9, finite), Tuple.of(1, special))
                .array(double[].class)
                .ofMinSize(0)
                .ofMaxSize(60);
    }

    static double[] draw(int n, ToDoubleFunction<Random> distribution) {
        Random random = new Random(n);
        return IntStream.range(0, n)
                .mapToDouble(i -> distribution.applyAsDouble(random))
                .toArray();
    }

    /** Finite doubles of any exponent and sign. */
    static double anyBits(Random random) {
        double x = Double.NaN;
        while (!Double.isFinite(x)) {
            x = Double.longBitsToDouble(random.nextLong());
        }
        return x;
    }

    static double[] shuffled(double[] x, Random random) {
        List<Double> all = Arrays.asList(Arrays.stream(x).boxed().toArray(Double[]::new));
        Collections.shuffle(all, random);
        return all.stream().mapToDouble(v -> v).toArray();
    }

    static double[] sortedFinite(double[] x) {
        return Arrays.stream(x)
                .filter(Double::isFinite)
                .map(v -> v + 0.0)
                .sorted()
                .toArray();
    }

    /** NumPy's quantile of sorted values. */
    static double quantile(double[] sorted, double q) {
        double[] ones = new double[sorted.length];
        Arrays.fill(ones, 1);
        return quantile(sorted, ones, q);
    }

    /** The same where each value stands as many times as it weighs. */
    static double quantile(double[] sorted, double[] weights, double q) {
        BigDecimal sum = Arrays.stream(weights).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() == 0) {
            return Double.NaN;
        }
        double position = Math.max(0, sum.subtract(BigDecimal.ONE).doubleValue()) * q;
        double a = at(sorted, weights, Math.floor(position));
        double b = at(sorted, weights, Math.ceil(position));
        double t = position - Math.floor(position);
        double scale = Double.isInfinite(b - a) ? 2 : 1;
        a /= scale;
        b /= scale;
        return scale * (t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t));
    }

    private static double at(double[] sorted, double[] weights, double rank) {
        BigDecimal before = BigDecimal.ZERO;
        double last = Double.NaN;
        for (int i = 0; i < sorted.length; i++) {
            before = before.add(new BigDecimal(weights[i]));
            last = weights[i] > 0 ? sorted[i] : last;
            if (before.compareTo(new BigDecimal(rank)) > 0) {
                return sorted[i];
            }
        }
        return last;
    }
}
