package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for every input, with no tolerance; few buckets, so that levels rise. */
class HistogramLawsTest {
    @Provide
    static Arbitrary<double[]> values() {
        return Samples.values();
    }

    private static Histogram of(int buckets, double... x) {
        Accumulator<Histogram> accumulator = new HistogramStatistic(buckets).accumulator();
        accumulator.add(x, 0, x.length);
        return accumulator.result();
    }

    private static Histogram weighted(int buckets, double[] x, double[] w) {
        Accumulator<Histogram> accumulator = new HistogramStatistic(buckets).accumulator();
        for (int i = 0; i < x.length; i++) {
            accumulator.add(x[i], w[i]);
        }
        return accumulator.result();
    }

    @Property
    void empty_is_the_identity(@ForAll("values") double[] x, @ForAll @IntRange(min = 2, max = 40) int buckets) {
        Histogram h = of(buckets, x);
        Histogram empty = new HistogramStatistic(buckets).empty();
        assertThat(h.merge(empty)).isEqualTo(h);
        assertThat(empty.merge(h)).isEqualTo(h);
    }

    @Property
    void merge_commutes_and_associates(
            @ForAll("values") double[] x,
            @ForAll("values") double[] y,
            @ForAll("values") double[] z,
            @ForAll @IntRange(min = 2, max = 40) int buckets) {
        Histogram a = of(buckets, x);
        Histogram b = of(buckets, y);
        Histogram c = of(buckets, z);
        assertThat(a.merge(b)).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    }

    @Property
    void any_cut_and_any_order_give_the_same(
            @ForAll("values") double[] x, @ForAll Random random, @ForAll @IntRange(min = 2, max = 40) int buckets) {
        Histogram whole = of(buckets, x);
        int cut = random.nextInt(x.length + 1);
        assertThat(of(buckets, Arrays.copyOf(x, cut)).merge(of(buckets, Arrays.copyOfRange(x, cut, x.length))))
                .isEqualTo(whole);
        Accumulator<Histogram> inBlocks = new HistogramStatistic(buckets).accumulator();
        inBlocks.add(x, 0, cut);
        inBlocks.result();
        inBlocks.add(x, cut, x.length);
        assertThat(inBlocks.result()).isEqualTo(whole);
        assertThat(of(buckets, Samples.shuffled(x, random))).isEqualTo(whole);
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);
        assertThat(weighted(buckets, x, ones)).isEqualTo(whole);
    }

    @Property
    void integer_weights_equal_repeated_rows(
            @ForAll("values") double[] x, @ForAll Random random, @ForAll @IntRange(min = 2, max = 40) int buckets) {
        double[] w = Arrays.stream(x).map(v -> random.nextInt(4)).toArray();
        Accumulator<Histogram> repeated = new HistogramStatistic(buckets).accumulator();
        for (int i = 0; i < x.length; i++) {
            double[] same = new double[(int) w[i]];
            Arrays.fill(same, x[i]);
            repeated.add(same, 0, same.length);
        }
        assertThat(weighted(buckets, x, w)).isEqualTo(repeated.result());
    }

    @Property
    void fractional_weights_in_any_cut_and_order_give_the_same(
            @ForAll("values") double[] x, @ForAll Random random, @ForAll @IntRange(min = 2, max = 40) int buckets) {
        double[] w = Arrays.stream(x)
                .map(v -> Math.scalb((double) random.nextInt(9), random.nextInt(400) - 200))
                .toArray();
        Histogram whole = weighted(buckets, x, w);
        int cut = random.nextInt(x.length + 1);
        Histogram head = weighted(buckets, Arrays.copyOf(x, cut), w);
        Histogram tail = weighted(buckets, Arrays.copyOfRange(x, cut, x.length), Arrays.copyOfRange(w, cut, x.length));
        assertThat(tail.merge(head)).isEqualTo(whole);
        Accumulator<Histogram> backwards = new HistogramStatistic(buckets).accumulator();
        for (int i = x.length - 1; i >= 0; i--) {
            backwards.add(x[i], w[i]);
        }
        assertThat(backwards.result()).isEqualTo(whole);
    }

    @Property
    void zeros_left_out_equal_zeros_given(@ForAll("values") double[] x, @ForAll Random random) {
        Accumulator<Histogram> sparse = new HistogramStatistic(8).accumulator();
        Accumulator<Histogram> dense = new HistogramStatistic(8).accumulator();
        Weights rows = new Weights();
        Weights present = new Weights();
        for (double value : x) {
            double weight = random.nextInt(9) / 4.0;
            rows.add(weight);
            dense.add(value, weight);
            if (value != 0) {
                present.add(weight);
                sparse.add(value, weight);
            }
        }
        sparse.addZeros(rows.minus(present));
        assertThat(sparse.result()).isEqualTo(dense.result());
        sparse.addZeros(3);
        dense.add(new double[] {0, -0.0, 0}, 0, 3);
        assertThat(sparse.result()).isEqualTo(dense.result());
    }

    @Property
    void what_fits_the_buckets_is_held_exactly(@ForAll("values") double[] x, @ForAll @DoubleRange(max = 1) double q) {
        double[] sorted = Samples.sortedFinite(x);
        int distinct = (int) Arrays.stream(sorted).distinct().count();
        Histogram h = of(Math.max(2, distinct), x);
        assertThat(h.quantile(q)).isEqualTo((Double) Samples.quantile(sorted, q));
        assertThat(h.quantileBounds(q)).isEqualTo(new Bounds(h.quantile(q), h.quantile(q)));
        assertThat(h.quantiles().unresolved(q)).isEmpty();
        assertThat(h.rank(q))
                .isEqualTo((double) Arrays.stream(sorted).filter(v -> v <= q).count());
        assertThat(h.sumOfWeights()).isEqualTo(sorted.length);
    }

    @Property
    void weighted_quantiles_are_those_of_values_that_stand_as_often_as_they_weigh(
            @ForAll("values") double[] x, @ForAll Random random, @ForAll @DoubleRange(max = 1) double q) {
        double[] sorted = Samples.sortedFinite(x);
        double[] w = random.doubles(sorted.length, 0, 8).toArray();
        assertThat(weighted(60, sorted, w).quantile(q)).isEqualTo((Double) Samples.quantile(sorted, w, q));
    }

    @Property
    void bounds_hold_and_estimates_stay_within(
            @ForAll("values") double[] x,
            @ForAll Random random,
            @ForAll @DoubleRange(max = 1) double q,
            @ForAll @IntRange(min = 2, max = 40) int buckets) {
        double[] sorted = Samples.sortedFinite(x);
        for (boolean fractional : new boolean[] {false, true}) {
            double[] w = Arrays.stream(sorted)
                    .map(v -> fractional ? random.nextInt(5) / 2.0 : 1)
                    .toArray();
            Histogram h = weighted(buckets, sorted, w);
            double exact = Samples.quantile(sorted, w, q);
            if (h.isEmpty()) {
                assertThat(h.quantile(q)).isNaN();
                assertThat(h.quantileBounds(q)).isEqualTo(new Bounds(exact, exact));
            } else {
                Bounds bounds = h.quantileBounds(q);
                assertThat(exact).isBetween(bounds.lower(), bounds.upper());
                assertThat(h.quantile(q)).isBetween(bounds.lower(), bounds.upper());
            }
            double at = sorted.length == 0 ? q : sorted[random.nextInt(sorted.length)];
            double below = 0;
            for (int i = 0; i < sorted.length; i++) {
                below += sorted[i] <= at ? w[i] : 0;
            }
            assertThat(below)
                    .isBetween(h.rankBounds(at).lower(), h.rankBounds(at).upper());
            assertThat(h.rank(at))
                    .isBetween(h.rankBounds(at).lower(), h.rankBounds(at).upper());
            assertThat(h.rank(Double.MAX_VALUE)).isEqualTo(h.sumOfWeights());
        }
    }
}
