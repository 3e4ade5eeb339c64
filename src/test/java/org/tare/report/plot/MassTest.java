package org.tare.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.tare.curve.Affine;
import org.tare.curve.Fill;
import org.tare.stat.Histogram;
import org.tare.stat.HistogramStatistic;
import org.tare.stat.Moments;
import org.tare.stat.MomentsAccumulator;

class MassTest {
    /** Of sums of some thousand parts of a whole. */
    private static final double ROUNDING = 1e-9;

    private static List<Mass> of(double... x) {
        Histogram histogram = HistogramStatistic.of(x);
        return Mass.of(histogram.quantiles(), PlotRange.of(histogram));
    }

    private static double weight(List<Mass> masses) {
        return masses.stream().mapToDouble(Mass::weight).sum();
    }

    @Test
    void bars_keep_the_weight_that_lies_between_their_ends() {
        List<Mass> masses =
                of(new Random(1).doubles(5000, -1, 1).map(x -> x * x * x).toArray());
        assertThat(weight(Mass.bars(masses, -1, 1, 37))).isEqualTo(5000, within(ROUNDING));
        assertThat(weight(Mass.bars(masses, 0, 1, 37)) + weight(Mass.bars(masses, -1, 0, 11)))
                .isEqualTo(5000, within(ROUNDING));
    }

    @Test
    void whole_numbers_that_are_equally_frequent_make_level_bars() {
        double[] numbers = DoubleStream.iterate(0, x -> x + 1).limit(70).toArray();
        List<Mass> bars = Mass.bars(of(numbers), -0.5, 69.5, 51);
        assertThat(bars).allSatisfy(bar -> assertThat(bar.weight()).isEqualTo(70.0 / 51, within(ROUNDING)));
    }

    @Test
    void few_values_stand_apart() {
        List<Mass> masses = of(1, 2, 2, 5);
        assertThat(masses).extracting(Mass::weight).containsExactly(1.0, 2.0, 1.0);
        assertThat(masses.get(0).to()).isLessThan(masses.get(1).from());
        assertThat(masses.get(0).from())
                .isLessThan(1)
                .isEqualTo(2 - masses.get(0).to(), within(ROUNDING));
    }

    @Test
    void missing_values_come_to_where_they_are_filled_in() {
        MomentsAccumulator accumulator = new MomentsAccumulator();
        accumulator.add(new double[] {1, 2, Double.NaN, Double.NaN, Double.NaN}, 0, 5);
        Moments moments = accumulator.result();
        assertThat(Mass.through(new Fill(9), of(1, 2), moments)).contains(new Mass(9, 9, 3));
        List<Mass> falling = Mass.through(new Affine(0, 1, 0, -1), List.of(new Mass(1, 2, 4)), moments);
        assertThat(falling).containsExactly(new Mass(-2, -1, 4));
    }
}
