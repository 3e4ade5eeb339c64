package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every input, with no tolerance. */
class MomentsLawsTest {
    @Property
    void empty_is_the_identity(@ForAll("values") double[] x) {
        Moments m = MomentsStatistic.of(x);
        assertThat(m.merge(Moments.empty())).isEqualTo(m);
        assertThat(Moments.empty().merge(m)).isEqualTo(m);
    }

    @Property
    void merge_commutes_and_associates(
            @ForAll("values") double[] x, @ForAll("values") double[] y, @ForAll("values") double[] z) {
        Moments a = MomentsStatistic.of(x);
        Moments b = MomentsStatistic.of(y);
        Moments c = MomentsStatistic.of(z);
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property
    void any_cut_and_any_order_give_the_same(@ForAll("values") double[] x, @ForAll Random random) {
        Moments whole = MomentsStatistic.of(x);
        int cut = random.nextInt(x.length + 1);
        assertThat(MomentsStatistic.of(Arrays.copyOf(x, cut))
                        .merge(MomentsStatistic.of(Arrays.copyOfRange(x, cut, x.length))))
                .isEqualTo(whole);
        MomentsAccumulator inBlocks = new MomentsAccumulator();
        inBlocks.add(x, 0, cut);
        inBlocks.add(x, cut, x.length);
        assertThat(inBlocks.result()).isEqualTo(whole);
        List<Double> shuffled = Arrays.asList(Arrays.stream(x).boxed().toArray(Double[]::new));
        Collections.shuffle(shuffled, random);
        assertThat(MomentsStatistic.of(shuffled.stream().mapToDouble(v -> v).toArray()))
                .isEqualTo(whole);
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x).forEach(oneByOne::add);
        assertThat(oneByOne.result()).isEqualTo(whole);
    }

    /** So many that every way of summing them is taken, and left again: values of one scale, then of another. */
    @Property(tries = 60)
    void long_blocks_give_the_same_as_values_one_by_one(@ForAll Random random) {
        double[] x = new double[random.nextInt(100_000)];
        int end = 0;
        while (end < x.length) {
            int from = end;
            end = Math.min(x.length, from + 1 + random.nextInt(40_000));
            double spread = random.nextInt(4) * random.nextInt(100);
            double center = (random.nextInt(5) - 2) * 400;
            for (int i = from; i < end; i++) {
                x[i] = Math.scalb(random.nextGaussian(), (int) (center + spread * random.nextGaussian()));
            }
        }
        for (int i = 0; i < x.length; i += 1 + random.nextInt(2_000)) {
            x[i] = new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE}
                    [random.nextInt(5)];
        }
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x).forEach(oneByOne::add);
        assertThat(MomentsStatistic.of(x)).isEqualTo(oneByOne.result());
    }

    /** Weights that are whole, fractions, of all magnitudes, and 0, beside values of which some fit no window. */
    @Property(tries = 200)
    void blocks_with_weights_give_the_same_as_rows_one_by_one(@ForAll Random random) {
        double[] x = new double[random.nextInt(5_000)];
        double[] weights = new double[x.length];
        int kind = random.nextInt(5);
        double spread = random.nextInt(3) * random.nextInt(60);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextInt(50) == 0
                    ? Samples.anyBits(random)
                    : Math.scalb(random.nextGaussian(), (int) (spread * random.nextGaussian()));
            weights[i] = switch (kind) {
                case 0 -> random.nextInt(4);
                case 1 -> random.nextDouble();
                case 2 -> random.nextInt(1_000) * 0x1p-1074;
                case 3 -> Math.abs(Samples.anyBits(random));
                default -> Math.scalb(1.0, random.nextInt(64) - 1);
            };
        }
        for (int i = 0; i < x.length; i += 1 + random.nextInt(500)) {
            x[i] = new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE}
                    [random.nextInt(5)];
        }
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        for (int i = 0; i < x.length; i++) {
            oneByOne.add(x[i], weights[i]);
        }
        MomentsAccumulator inBlocks = new MomentsAccumulator();
        int cut = random.nextInt(x.length + 1);
        inBlocks.add(x, weights, 0, cut);
        inBlocks.add(x, weights, cut, x.length);
        assertThat(inBlocks.result()).isEqualTo(oneByOne.result());
    }

    /** Values and weights that fill all bits of their windows, and the first beyond them. */
    @Property(tries = 200)
    void weights_and_values_at_the_ends_of_their_windows_keep_all_digits(@ForAll Random random) {
        double[] ends = {0x1p62, 0x1p63, -0x1p63, 0x1.fffffffffffffp62, -0x1.fffffffffffffp62, 0x1p64, 1, -1, 3};
        double[] x = new double[300];
        double[] weights = new double[x.length];
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        for (int i = 0; i < x.length; i++) {
            x[i] = ends[random.nextInt(ends.length)];
            weights[i] = Math.abs(ends[random.nextInt(ends.length)]);
            oneByOne.add(x[i], weights[i]);
        }
        MomentsAccumulator inBlocks = new MomentsAccumulator();
        inBlocks.add(x, weights, 0, x.length);
        assertThat(inBlocks.result()).isEqualTo(oneByOne.result());
    }

    /** A weight twice as large as those before it ends just beyond their window. */
    @Example
    void weights_that_grow_beyond_those_of_earlier_blocks_keep_all_digits() {
        double[] x = Samples.draw(4_000, Random::nextGaussian);
        double[] weights = Samples.draw(4_000, random -> 0.5 + random.nextDouble() / 2);
        for (int i = 2_000; i < x.length; i += 100) {
            weights[i] = 2;
        }
        requireSame(x, weights);
    }

    /** In the highest window an infinity equals what its integer is scaled back to. */
    @Example
    void infinities_of_weight_zero_are_not_there_beside_the_largest_values() {
        double[] x = Samples.draw(2_000, random -> random.nextBoolean() ? Double.MAX_VALUE : Double.POSITIVE_INFINITY);
        double[] weights =
                Arrays.stream(x).map(value -> Double.isInfinite(value) ? 0 : 2).toArray();
        requireSame(x, weights);
    }

    private static void requireSame(double[] x, double[] weights) {
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        for (int i = 0; i < x.length; i++) {
            oneByOne.add(x[i], weights[i]);
        }
        MomentsAccumulator inBlocks = new MomentsAccumulator();
        inBlocks.add(x, weights, 0, x.length);
        assertThat(inBlocks.result()).isEqualTo(oneByOne.result());
    }

    @Example
    void a_weight_that_is_none_is_refused_in_blocks_too() {
        double[] x = Samples.draw(100, Random::nextGaussian);
        for (double wrong : new double[] {-1, -0x1p62, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] weights = Samples.draw(100, Random::nextDouble);
            weights[50] = wrong;
            assertThatThrownBy(() -> new MomentsAccumulator().add(x, weights, 0, 100))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Double.toString(wrong));
        }
    }

    /** The largest integers there are, beside others that no window holds with them. */
    @Example
    void squares_of_many_large_integers_do_not_overflow() {
        double[] x = new double[250_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 4 == 0 ? 0x1p-300 : Math.nextDown(32.0);
        }
        MomentsAccumulator oneByOne = new MomentsAccumulator();
        Arrays.stream(x).forEach(oneByOne::add);
        assertThat(MomentsStatistic.of(x)).isEqualTo(oneByOne.result());
    }

    @Property
    void infinities_among_the_largest_values_are_no_values(@ForAll("infinities") double infinity) {
        double[] finite = {Double.MAX_VALUE, -Double.MAX_VALUE, 0x1p1023, -0x1p1023, 1, 3, 5, 7, 9};
        double[] all = Arrays.copyOf(finite, finite.length + 1);
        all[finite.length] = infinity;
        Moments m = MomentsStatistic.of(all);
        assertThat(m.infinite()).isEqualTo(1);
        assertThat(m.count()).isEqualTo(finite.length);
        assertThat(m.min()).isEqualTo(-Double.MAX_VALUE);
        assertThat(m.max()).isEqualTo(Double.MAX_VALUE);
        assertThatResultsAreNearest(m, finite, Exactly.ones(finite));
    }

    @Provide
    Arbitrary<Double> infinities() {
        return Arbitraries.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Property
    void results_are_the_nearest_doubles_to_the_exact_rationals(@ForAll("finite") double[] x) {
        assertThatResultsAreNearest(MomentsStatistic.of(x), x, Exactly.ones(x));
    }

    @Property
    void weighted_results_are_the_nearest_doubles(@ForAll("finite") double[] x, @ForAll Random random) {
        double[] w = random.doubles(x.length, 0, 8).toArray();
        MomentsAccumulator weighted = new MomentsAccumulator();
        for (int i = 0; i < x.length; i++) {
            weighted.add(x[i], w[i]);
        }
        assertThatResultsAreNearest(weighted.result(), x, w);
    }

    private static void assertThatResultsAreNearest(Moments m, double[] x, double[] w) {
        assertThat(m.mean()).isEqualTo(Exactly.mean(x, w));
        BigDecimal[] population = Exactly.variance(x, w, false);
        assertThat(m.populationVariance()).isEqualTo(Exactly.nearest(population[0], population[1]));
        assertThat(Exactly.isNearestRoot(m.standardDeviation(), population[0], population[1]))
                .isTrue();
        BigDecimal[] sample = Exactly.variance(x, w, true);
        if (sample[1].signum() > 0) {
            assertThat(m.sampleVariance()).isEqualTo(Exactly.nearest(sample[0], sample[1]));
            assertThat(Exactly.isNearestRoot(m.sampleStandardDeviation(), sample[0], sample[1]))
                    .isTrue();
        } else {
            assertThat(m.sampleVariance()).isNaN();
        }
    }

    @Property
    void integer_weights_equal_repeated_rows(@ForAll("values") double[] x, @ForAll Random random) {
        MomentsAccumulator weighted = new MomentsAccumulator();
        MomentsAccumulator repeated = new MomentsAccumulator();
        for (double value : x) {
            int times = random.nextInt(4);
            weighted.add(value, times);
            for (int i = 0; i < times; i++) {
                repeated.add(value);
            }
        }
        Moments w = weighted.result();
        Moments r = repeated.result();
        assertThat(new double[] {
                    w.sumOfWeights(), w.sum(), w.mean(), w.populationVariance(), w.sampleVariance(), w.min(), w.max()
                })
                .containsExactly(
                        r.sumOfWeights(),
                        r.sum(),
                        r.mean(),
                        r.populationVariance(),
                        r.sampleVariance(),
                        r.min(),
                        r.max());
    }

    @Property
    void both_forms_read_back_to_an_equal_value(@ForAll("values") double[] x) {
        Moments m = MomentsStatistic.of(x);
        assertThat(Moments.fromBytes(m.toBytes())).isEqualTo(m);
        assertThat(Moments.parse(m.toText())).isEqualTo(m);
    }

    @Property
    void without_sums_all_else_is_the_same(@ForAll("values") double[] x) {
        Moments m = MomentsStatistic.of(x);
        Moments without = m.withoutSums();
        assertThat(without.hasSums()).isEqualTo(m.count() == 0);
        assertThat(without.equals(m)).isEqualTo(m.count() == 0);
        assertThat(allButSums(without)).isEqualTo(allButSums(m));
        assertThat(without.withoutSums()).isEqualTo(without).hasSameHashCodeAs(without);
        assertThat(Moments.fromBytes(without.toBytes())).isEqualTo(without);
        assertThat(Moments.parse(without.toText())).isEqualTo(without);
    }

    private static List<Number> allButSums(Moments m) {
        return List.of(m.count(), m.missing(), m.infinite(), m.sumOfWeights(), m.min(), m.max());
    }

    /** Sums of some values are of no use for all; and no values bring their sums with them. */
    @Property
    void sums_are_lost_to_a_merge_and_nothing_else_is(@ForAll("values") double[] x, @ForAll("values") double[] y) {
        Moments a = MomentsStatistic.of(x);
        Moments b = MomentsStatistic.of(y);
        Moments both = a.merge(b).withoutSums();
        assertThat(a.withoutSums().merge(b.withoutSums())).isEqualTo(both);
        assertThat(a.withoutSums().merge(b)).isEqualTo(a.count() == 0 ? a.merge(b) : both);
        assertThat(b.merge(a.withoutSums())).isEqualTo(a.withoutSums().merge(b));
        assertThat(a.withoutSums().merge(Moments.empty())).isEqualTo(a.withoutSums());
    }

    @Property
    void a_range_is_values_without_sums(@ForAll("finite") double[] x) {
        Moments m = MomentsStatistic.of(x);
        assertThat(Moments.ofRange(x.length, m.min(), m.max())).isEqualTo(m.withoutSums());
        assertThat(Moments.ofRange(0, Double.NaN, Double.NaN)).isEqualTo(Moments.empty());
    }

    @Property
    void constant_means_one_value_and_variance_zero(@ForAll("finite") double[] x) {
        double[] same = new double[x.length];
        Arrays.fill(same, x[0]);
        assertThat(MomentsStatistic.of(same).isConstant()).isTrue();
        assertThat(MomentsStatistic.of(same).populationVariance()).isZero();
        assertThat(MomentsStatistic.of(x).isConstant())
                .isEqualTo(Arrays.stream(x).map(v -> v + 0.0).distinct().count() == 1);
    }

    @Provide
    static Arbitrary<double[]> values() {
        Arbitrary<Double> special =
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0);
        return Arbitraries.frequencyOf(Tuple.of(9, anyFinite()), Tuple.of(1, special))
                .array(double[].class)
                .ofMinSize(0)
                .ofMaxSize(60);
    }

    @Provide
    static Arbitrary<double[]> finite() {
        return anyFinite().array(double[].class).ofMinSize(1).ofMaxSize(12);
    }

    /** Random bit patterns, ordinary numbers, small integers and the ends of the range. */
    private static Arbitrary<Double> anyFinite() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                Arbitraries.doubles().between(-1000, 1000),
                Arbitraries.integers().between(-5, 5).map(Integer::doubleValue),
                Arbitraries.of(
                        Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1e16, 1e16 + 2));
    }
}
