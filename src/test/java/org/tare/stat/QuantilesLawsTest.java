package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further scans make quantiles exact. */
class QuantilesLawsTest {
    private static final double[] WANTED = {0, 0.001, 0.25, 1.0 / 3, 0.5, 0.75, 0.99, 1};

    @Provide
    static Arbitrary<double[]> values() {
        return Samples.values();
    }

    private static <V> V scan(Statistic<V> kind, double[] x) {
        Accumulator<V> one = kind.accumulator();
        Accumulator<V> two = kind.accumulator();
        for (int from = 0; from < x.length; from += 1000) {
            (from % 3000 == 0 ? one : two).add(x, from, Math.min(x.length, from + 1000));
        }
        return kind.merge(one.result(), two.result());
    }

    /** Scans until the quantiles are exact; in how many scans they were. */
    private static int scansUntilExact(double[] x, int buckets, int bucketsWithin) {
        Quantiles quantiles = scan(new HistogramStatistic(buckets), x).quantiles();
        int scans = 1;
        for (List<ValueRange> ranges = quantiles.unresolved(WANTED);
                !ranges.isEmpty();
                ranges = quantiles.unresolved(WANTED)) {
            HistogramsWithin finer = new HistogramsWithin(ranges, bucketsWithin);
            List<Histogram> found = scan(finer, x);
            quantiles = finer.refine(quantiles, found);
            scans++;
        }
        double[] sorted = Samples.sortedFinite(x);
        for (double q : WANTED) {
            double expected = Samples.quantile(sorted, q);
            assertThat(quantiles.quantile(q)).isEqualTo((Double) expected);
            assertThat(quantiles.bounds(q)).isEqualTo(new Bounds(expected, expected));
        }
        return scans;
    }

    @Property
    void further_scans_make_quantiles_exact(
            @ForAll("values") double[] x, @ForAll @IntRange(min = 2, max = 40) int buckets) {
        scansUntilExact(x, buckets, 2);
    }

    /** As a fit does: each range a kind of its own, and only so much memory for all of them. */
    @ParameterizedTest
    @ValueSource(longs = {0, 100_000, 1_000_000, Long.MAX_VALUE})
    void quantiles_become_exact_in_any_memory(long bytes) {
        double[] x = Samples.draw(400_000, Random::nextGaussian);
        Quantiles quantiles = scan(new HistogramStatistic(8), x).quantiles();
        for (List<HistogramsWithin> wanted = HistogramsWithin.unresolved(quantiles, WANTED);
                !wanted.isEmpty();
                wanted = HistogramsWithin.unresolved(quantiles, WANTED)) {
            Map<ValueRange, Histogram> found = new HashMap<>();
            for (HistogramsWithin kind : wanted) {
                HistogramsWithin affordable = kind.within(bytes / wanted.size());
                found.put(affordable.ranges().get(0), scan(affordable, x).get(0));
            }
            quantiles = HistogramsWithin.refine(quantiles, found);
        }
        double[] sorted = Samples.sortedFinite(x);
        for (double q : WANTED) {
            assertThat(quantiles.quantile(q)).isEqualTo((Double) Samples.quantile(sorted, q));
        }
    }

    @Test
    void less_memory_means_fewer_buckets() {
        HistogramsWithin kind = new HistogramsWithin(List.of(new ValueRange(0, 1), new ValueRange(2, 3)));
        assertThat(kind.within(Long.MAX_VALUE)).isEqualTo(kind);
        assertThat(kind.within(2 * 48 * 5000)).isEqualTo(new HistogramsWithin(kind.ranges(), 4096));
        assertThat(kind.within(0)).isEqualTo(new HistogramsWithin(kind.ranges(), 16));
    }

    @Test
    void as_few_values_as_buckets_take_only_their_own_room() {
        double[] x = Samples.draw(100_000, Random::nextDouble);
        List<HistogramsWithin> wanted =
                HistogramsWithin.unresolved(scan(new HistogramStatistic(8), x).quantiles(), 0.5);
        assertThat(wanted).allSatisfy(kind -> {
            assertThat(kind.within(8L * x.length)).isEqualTo(kind);
            assertThat(kind.within(8)).isNotEqualTo(kind);
        });
    }

    @Property
    void a_scan_takes_the_logarithm_of_its_buckets_off_the_level(
            @ForAll("values") double[] x, @ForAll @IntRange(min = 2, max = 8) int buckets) {
        int logarithm = 2;
        Histogram first = scan(new HistogramStatistic(buckets), x);
        int level = first.level();
        Quantiles quantiles = first.quantiles();
        while (!quantiles.unresolved(WANTED).isEmpty()) {
            HistogramsWithin finer = new HistogramsWithin(quantiles.unresolved(WANTED), 1 << logarithm);
            List<Histogram> found = scan(finer, x);
            int most = Math.max(0, level - logarithm);
            assertThat(found).allSatisfy(h -> assertThat(h.level()).isLessThanOrEqualTo(most));
            level = most;
            quantiles = finer.refine(quantiles, found);
        }
    }

    /** Four times 18 bits are more than the level at which 1,024 buckets hold all numbers, and 18 more. */
    @Test
    void four_scans_always_suffice() {
        int highest = 54;
        assertThat(2 * (Double.MAX_EXPONENT - Double.MIN_EXPONENT + 2)).isLessThanOrEqualTo(4 * 1024);
        assertThat(highest - 3 * 18).isZero();
        assertThat(scansUntilExact(Samples.draw(300_000, Samples::anyBits), 1024, 1 << 18))
                .isLessThanOrEqualTo(4);
        assertThat(scan(new HistogramStatistic(1024), Samples.draw(300_000, Samples::anyBits))
                        .level())
                .isLessThanOrEqualTo(highest);
    }

    @Tag("long")
    @Test
    void two_scans_suffice_for_millions_of_values() {
        assertThat(scansUntilExact(Samples.draw(5_000_000, Random::nextGaussian), 2048, 1 << 15))
                .isEqualTo(2);
        assertThat(scansUntilExact(Samples.draw(1_000_000, r -> 1.7e9 + 1e5 * r.nextGaussian()), 2048, 1 << 15))
                .isEqualTo(2);
    }

    @Property
    void only_values_within_a_range_are_seen(@ForAll("values") double[] x, @ForAll("values") double[] ends) {
        double[] sorted = Samples.sortedFinite(ends);
        List<ValueRange> ranges = IntStream.range(0, sorted.length / 2)
                .mapToObj(i -> new ValueRange(sorted[2 * i], sorted[2 * i + 1]))
                .toList();
        List<Histogram> expected = ranges.stream()
                .map(range -> HistogramStatistic.of(
                        Arrays.stream(x).filter(range::contains).toArray()))
                .toList();
        double[] near = Arrays.stream(sorted)
                .flatMap(v -> DoubleStream.of(Math.nextDown(v), Math.nextUp(v)))
                .toArray();
        assertThat(scan(new HistogramsWithin(ranges, 2048), x)).isEqualTo(expected);
        assertThat(scan(new HistogramsWithin(ranges, 2048), near))
                .isEqualTo(ranges.stream()
                        .map(range -> HistogramStatistic.of(
                                Arrays.stream(near).filter(range::contains).toArray()))
                        .toList());
    }

    @Property
    void values_that_changed_between_the_scans_are_noticed(@ForAll("values") double[] x) {
        Quantiles quantiles = scan(new HistogramStatistic(2), x).quantiles();
        HistogramsWithin finer = new HistogramsWithin(quantiles.unresolved(0.5));
        if (!finer.ranges().isEmpty()) {
            double[] more = Arrays.copyOf(x, x.length + 1);
            more[x.length] = finer.ranges().get(0).least();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> finer.refine(quantiles, scan(finer, more)))
                    .withMessageContaining("the data changed between them");
        }
    }
}
