package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SlicedSumsTest {
    private static final double[] ONES = Samples.draw(SlicedSums.MOST + 7, any -> 1);

    /** The largest slices of either sign in every lane and row, where sums come nearest to 2^53 units. */
    @Property(tries = 300)
    void what_fits_is_summed_as_value_by_value(
            @ForAll @IntRange(min = 1, max = SlicedSums.MOST) int size,
            @ForAll @IntRange(min = -300, max = 300) int top,
            @ForAll Random random) {
        double[] among = among(largest(random, size, top, 24, 3));
        assertThat(SlicedSums.of(among, 3, 3 + size))
                .satisfies(sums -> requireOneByOne(sums, among, ONES, 3, 3 + size));
    }

    @Property(tries = 300)
    void what_fits_is_summed_as_often_as_its_weight_says(
            @ForAll @IntRange(min = 1, max = SlicedSums.MOST) int size,
            @ForAll @IntRange(min = -300, max = 300) int top,
            @ForAll @IntRange(min = 1, max = 256) int leastWeight,
            @ForAll Random random) {
        double[] among = among(largest(random, size, top, 20, 4));
        double[] weights = among(Samples.draw(size, any -> random.nextInt(leastWeight, 257)));
        assertThat(WeightedSlicedSums.of(among, weights, 3, 3 + size))
                .satisfies(sums -> requireOneByOne(sums, among, weights, 3, 3 + size));
    }

    /** Values in which slices of so many bits are as large as they may be. */
    private static double[] largest(Random random, int size, int top, int bits, int slices) {
        double bit = Math.scalb(1.0, -bits);
        double last = Math.scalb(1.0, -bits * slices);
        double[] largest = {
            Math.nextDown(1.0),
            1 - bit,
            1 - bit / 2,
            0.5 + bit / 2 + bit * bit / 2,
            bit / 2 + bit * bit / 2 - last,
            bit * bit / 2 - last,
            last,
            0
        };
        boolean isOneSign = random.nextBoolean();
        int kinds = 1 + random.nextInt(largest.length);
        double[] x = Samples.draw(size, any -> {
            double magnitude = largest[random.nextInt(kinds)];
            return Math.scalb(isOneSign || random.nextBoolean() ? magnitude : -magnitude, top);
        });
        x[random.nextInt(size)] = Math.scalb(Math.nextDown(1.0), top);
        return x;
    }

    /** Between numbers that are not to be seen. */
    private static double[] among(double... x) {
        double[] among = new double[x.length + 7];
        Arrays.fill(among, Double.NaN);
        System.arraycopy(x, 0, among, 3, x.length);
        return among;
    }

    private static void requireOneByOne(BlockSums sums, double[] x, double[] weights, int from, int to) {
        ExactSum weight = new ExactSum();
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        sums.addTo(weight, sum, squares);
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        for (int i = from; i < to; i++) {
            oneByOne.add(x[i], weights[i]);
        }
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
        double[] weights = Samples.draw(size, any -> random.nextInt(1, 257));
        assertThat(SlicedSums.of(x, 0, size)).isNotNull();
        assertThat(WeightedSlicedSums.of(x, weights, 0, size)).isNotNull();
        double[] others = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0x1p-81,
            -0x1.8p-80,
            Double.MIN_VALUE,
            0x1p301,
            -0x1p301
        };
        x[random.nextInt(size)] = others[random.nextInt(others.length)];
        assertThat(SlicedSums.of(x, 0, size)).isNull();
        assertThat(WeightedSlicedSums.of(x, weights, 0, size)).isNull();
    }

    @Property(tries = 200)
    void one_weight_that_does_not_fit_is_seen_wherever_it_stands(
            @ForAll @IntRange(min = 1, max = SlicedSums.MOST) int size, @ForAll Random random) {
        double[] x = Samples.draw(size, any -> random.nextDouble() - 0.5);
        double[] weights = Samples.draw(size, any -> random.nextInt(1, 257));
        double[] others = {0, 257, 1.5, 256 - 0x1p-45, 1 + 0x1p-52, 0x1p-1074, 0x1p60, 1e308};
        weights[random.nextInt(size)] = others[random.nextInt(others.length)];
        assertThat(WeightedSlicedSums.of(x, weights, 0, size)).isNull();
    }

    /** Squares of the largest values and products of the last slices are beyond double's range at the ends of it. */
    @Property(tries = 100)
    void at_any_scale_a_block_is_summed_as_value_by_value(
            @ForAll @IntRange(min = -1_073, max = 1_023) int exponent, @ForAll Random random) {
        double[] x = Samples.draw(SlicedSums.MOST, any -> Math.scalb(1 + random.nextDouble(), exponent));
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x).forEach(oneByOne::add);
        assertThat(MomentsStatistic.of(x)).isEqualTo(oneByOne.result());
        double[] weights = Samples.draw(SlicedSums.MOST, any -> random.nextInt(1, 6));
        MomentsAccumulator weighted = new MomentsAccumulator();
        weighted.add(x, weights, 0, x.length);
        MomentsAccumulator weightedOneByOne = new MomentsAccumulator();
        IntStream.range(0, x.length).forEach(i -> weightedOneByOne.add(x[i], weights[i]));
        assertThat(weighted.result()).isEqualTo(weightedOneByOne.result());
    }

    @Example
    void zeros_are_one_zero() {
        double[] x = new double[1_000];
        Arrays.fill(x, 0, 500, -0.0);
        requireOneByOne(SlicedSums.of(x, 500, 1_000), x, ONES, 500, 1_000);
        for (BlockSums sums : List.of(SlicedSums.of(x, 0, 1_000), WeightedSlicedSums.of(x, ONES, 0, 1_000))) {
            assertThat(Double.doubleToRawLongBits(sums.min())).isZero();
            assertThat(Double.doubleToRawLongBits(sums.max())).isZero();
        }
    }
}
