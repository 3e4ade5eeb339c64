package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlicedSumsTest {
    /** The largest slices of either sign in every lane and row, where sums come nearest to 2^53 units. */
    @Property(tries = 300)
    void what_fits_is_summed_as_value_by_value(
            @ForAll @IntRange(min = 1, max = SlicedSums.MOST) int size,
            @ForAll @IntRange(min = -300, max = 300) int top,
            @ForAll Random random) {
        double[] largest = {
            Math.nextDown(1.0),
            1 - 0x1p-24,
            1 - 0x1p-25,
            0x1p-1 + 0x1p-25 + 0x1p-49,
            0x1p-25 + 0x1p-49 - 0x1p-72,
            0x1p-72,
            0
        };
        boolean isOneSign = random.nextBoolean();
        int kinds = 1 + random.nextInt(largest.length);
        double[] x = Samples.draw(size, any -> {
            double magnitude = largest[random.nextInt(kinds)];
            return Math.scalb(isOneSign || random.nextBoolean() ? magnitude : -magnitude, top);
        });
        x[random.nextInt(size)] = Math.scalb(Math.nextDown(1.0), top);
        double[] among = new double[size + 7];
        Arrays.fill(among, Double.NaN);
        System.arraycopy(x, 0, among, 3, size);
        assertSummedAsOneByOne(among, 3, 3 + size);
    }

    private static void assertSummedAsOneByOne(double[] x, int from, int to) {
        SlicedSums sums = SlicedSums.ofThread();
        assertThat(sums.take(x, from, to)).isTrue();
        ExactSum weight = new ExactSum();
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        sums.addTo(weight, sum, squares);
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x, from, to).forEach(oneByOne::add);
        assertThat(new Moments(
                        sums.count(),
                        0,
                        0,
                        new MomentSums(weight.toDyadic(), sum.toDyadic(), squares.toDyadic()),
                        sums.min(),
                        sums.max()))
                .isEqualTo(oneByOne.result());
    }

    @Property(tries = 200)
    void one_value_that_does_not_fit_is_seen_wherever_it_stands(
            @ForAll @IntRange(min = 2, max = SlicedSums.MOST) int size, @ForAll Random random) {
        double[] x = Samples.draw(size, any -> 0.5 + random.nextDouble() / 2);
        assertThat(SlicedSums.ofThread().take(x, 0, size)).isTrue();
        double[] others = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0x1p-73,
            -0x1.8p-72,
            Double.MIN_VALUE,
            0x1p301,
            -0x1p301
        };
        x[random.nextInt(size)] = others[random.nextInt(others.length)];
        assertThat(SlicedSums.ofThread().take(x, 0, size)).isFalse();
    }

    /** Squares of the largest values and products of the last slices are beyond double's range at the ends of it. */
    @Property(tries = 100)
    void at_any_scale_a_block_is_summed_as_value_by_value(
            @ForAll @IntRange(min = -1_073, max = 1_023) int exponent, @ForAll Random random) {
        double[] x = Samples.draw(SlicedSums.MOST, any -> Math.scalb(1 + random.nextDouble(), exponent));
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x).forEach(oneByOne::add);
        assertThat(MomentsStatistic.of(x)).isEqualTo(oneByOne.result());
    }

    @Example
    void zeros_are_one_zero() {
        double[] x = new double[1_000];
        Arrays.fill(x, 0, 500, -0.0);
        assertSummedAsOneByOne(x, 500, 1_000);
        SlicedSums sums = SlicedSums.ofThread();
        assertThat(sums.take(x, 0, 1_000)).isTrue();
        assertThat(Double.doubleToRawLongBits(sums.min())).isZero();
        assertThat(Double.doubleToRawLongBits(sums.max())).isZero();
    }
}
