package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PopulationStabilityTest {
    private static Quantiles of(double... x) {
        return HistogramStatistic.of(x).quantiles();
    }

    /** Σ (q - p) ln(q / p), from the shares. */
    private static double index(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (Math.max(q[i], 1e-4) - Math.max(p[i], 1e-4))
                    * Math.log(Math.max(q[i], 1e-4) / Math.max(p[i], 1e-4));
        }
        return sum;
    }

    @Test
    void the_bins_are_the_deciles_of_the_reference() {
        double[] reference = DoubleStream.iterate(1, x -> x + 1).limit(1000).toArray();
        double[] current = Samples.draw(5000, random -> 1 + random.nextInt(600) + random.nextInt(600));
        double[] shares = new double[10];
        for (double x : current) {
            shares[(int) Math.min(9, Math.max(0, Math.ceil(x / 100) - 1))] += 1.0 / current.length;
        }
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        // Sums of 5,000 parts, and differences of sums.
        assertThat(PopulationStability.index(of(reference), of(current)))
                .isEqualTo(index(tenths, shares), within(1e-11));
    }

    @Test
    void equal_distributions_have_none_of_it() {
        double[] x = Samples.draw(20_000, Random::nextGaussian);
        assertThat(PopulationStability.index(of(x), of(x))).isZero();
        assertThat(PopulationStability.index(of(0, 0, 0, 1), of(0, 0, 0, 0, 0, 0, 1, 1)))
                .isZero();
    }

    @Test
    void a_value_that_is_several_deciles_is_one_bin() {
        assertThat(PopulationStability.index(of(0, 0, 0, 1), of(0, 1, 1, 1)))
                .isEqualTo(index(new double[] {0.75, 0.25}, new double[] {0.25, 0.75}), within(1e-15));
    }

    @Test
    void a_constant_that_moves_is_seen() {
        double gone = index(new double[] {0, 1, 0}, new double[] {0, 0, 1});
        assertThat(PopulationStability.index(of(5, 5), of(7, 7))).isEqualTo(gone);
        assertThat(PopulationStability.index(of(5, 5), of(3))).isEqualTo(gone);
        assertThat(PopulationStability.index(of(5, 5), of(5))).isZero();
    }

    @Test
    void without_values_it_is_not_known() {
        assertThat(PopulationStability.index(of(), of(1))).isNaN();
        assertThat(PopulationStability.index(of(1), of(Double.NaN))).isNaN();
    }
}
