package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTest {
    /** Parts of the weight are quotients of whole numbers, and their difference is rounded once more. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    @Provide
    static Arbitrary<double[]> values() {
        return Samples.values();
    }

    private static Quantiles quantiles(int buckets, double... x) {
        Accumulator<Histogram> accumulator = new HistogramStatistic(buckets).accumulator();
        accumulator.add(x, 0, x.length);
        return accumulator.result().quantiles();
    }

    /** By the definition, from the values themselves. */
    private static double expected(double[] a, double[] b) {
        double[] x = Samples.sortedFinite(a);
        double[] y = Samples.sortedFinite(b);
        return DoubleStream.concat(Arrays.stream(x), Arrays.stream(y))
                .map(at -> Math.abs(upTo(at, x) - upTo(at, y)))
                .max()
                .orElse(Double.NaN);
    }

    private static double upTo(double at, double[] x) {
        return (double) Arrays.stream(x).filter(value -> value <= at).count() / x.length;
    }

    @Property
    void it_is_exact_where_each_bucket_is_one_value(@ForAll("values") double[] a, @ForAll("values") double[] b) {
        KolmogorovSmirnov found = KolmogorovSmirnov.between(quantiles(2048, a), quantiles(1024, b));
        if (Samples.sortedFinite(a).length == 0 || Samples.sortedFinite(b).length == 0) {
            assertThat(found.lower() + found.distance() + found.upper()).isNaN();
            return;
        }
        assertThat(found.distance()).isEqualTo(expected(a, b), within(ROUNDING));
        assertThat(found.lower()).isEqualTo(found.distance());
        assertThat(found.upper()).isEqualTo(found.distance());
    }

    @Property
    void its_bounds_hold_however_coarse_the_buckets_are(@ForAll("values") double[] a, @ForAll("values") double[] b) {
        for (int buckets : new int[] {2, 3, 8}) {
            KolmogorovSmirnov found = KolmogorovSmirnov.between(quantiles(buckets, a), quantiles(buckets + 1, b));
            if (Double.isNaN(found.distance())) {
                continue;
            }
            double exact = expected(a, b);
            assertThat(exact).isBetween(found.lower() - ROUNDING, found.upper() + ROUNDING);
            assertThat(found.distance()).isBetween(found.lower(), found.upper());
            assertThat(KolmogorovSmirnov.between(quantiles(buckets + 1, b), quantiles(buckets, a)))
                    .isEqualTo(found);
        }
    }

    @Test
    void many_values_are_bounded_closely() {
        double[] a = Samples.draw(100_000, Random::nextGaussian);
        double[] b = Samples.draw(80_000, random -> 0.1 + random.nextGaussian());
        KolmogorovSmirnov found = KolmogorovSmirnov.between(quantiles(2048, a), quantiles(2048, b));
        double exact = exactly(a, b);
        assertThat(exact).isBetween(found.lower(), found.upper());
        // A bucket has the more than thousandth part of the values at most, on either side.
        assertThat(found.upper() - found.lower()).isLessThan(0.005);
        assertThat(found.distance()).isEqualTo(exact, within(0.001));
    }

    /** As expected, in one pass over both. */
    private static double exactly(double[] a, double[] b) {
        double[] x = Samples.sortedFinite(a);
        double[] y = Samples.sortedFinite(b);
        double most = 0;
        int j = 0;
        for (int i = 0; i < x.length; i++) {
            while (j < y.length && y[j] <= x[i]) {
                most = Math.max(most, Math.abs((double) i / x.length - (double) ++j / y.length));
            }
            most = Math.max(most, Math.abs((i + 1.0) / x.length - (double) j / y.length));
        }
        return most;
    }

    @Test
    void weights_count() {
        Accumulator<Histogram> heavy = new HistogramStatistic().accumulator();
        heavy.add(1, 2.5);
        heavy.add(2, 7.5);
        assertThat(KolmogorovSmirnov.between(heavy.result().quantiles(), quantiles(2048, 2)))
                .isEqualTo(new KolmogorovSmirnov(0.25, 0.25, 0.25));
    }
}
