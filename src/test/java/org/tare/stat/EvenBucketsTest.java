package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of many ranges, counted in buckets of one level. */
class EvenBucketsTest {
    private static final double[] WANTED =
            IntStream.rangeClosed(0, 300).mapToDouble(i -> i / 300.0).toArray();
    private static final int BUCKETS = 16;

    private static HistogramsWithin even(double[] x) {
        Quantiles first = HistogramStatistic.of(x).quantiles();
        return new HistogramsWithin(first.unresolved(WANTED), BUCKETS).with(Map.of("even", "true"));
    }

    private static List<Histogram> scan(HistogramsWithin kind, double[] x) {
        Accumulator<List<Histogram>> accumulator = kind.accumulator();
        accumulator.add(x, 0, x.length);
        return accumulator.result();
    }

    /** Neighbors differ in their last bit, so that a bucket ends where its greatest value is and not near it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_range_has_its_own_values_whatever_the_cut_and_the_order(boolean areNeighbors) {
        double[] x = Samples.draw(
                50_000, r -> areNeighbors ? 10 + r.nextInt(50_000) * Math.ulp(10.0) : 3 * r.nextGaussian());
        HistogramsWithin kind = even(x);
        List<Histogram> whole = scan(kind, x);
        int level = whole.get(0).level();
        for (int r = 0; r < whole.size(); r++) {
            ValueRange range = kind.ranges().get(r);
            Histogram expected = HistogramStatistic.of(
                    Arrays.stream(x).filter(range::contains).toArray());
            assertThat(whole.get(r)).isEqualTo(new Histogram(BUCKETS, level, expected.quantiles()));
        }
        double[] shuffled = Samples.shuffled(x, new Random(2));
        List<Histogram> merged = kind.merge(
                scan(kind, Arrays.copyOf(shuffled, 70)), scan(kind, Arrays.copyOfRange(shuffled, 70, x.length)));
        assertThat(merged).isEqualTo(whole);
    }

    @Test
    void a_weight_of_two_is_the_row_twice_and_zeros_that_are_not_written_are_zeros() {
        double[] x = Samples.draw(20_000, r -> r.nextInt(10) == 0 ? 0 : r.nextGaussian());
        HistogramsWithin kind = even(x);
        Accumulator<List<Histogram>> weighted = kind.accumulator();
        Accumulator<List<Histogram>> implicit = kind.accumulator();
        for (double value : x) {
            weighted.add(value, 2);
            if (value == 0) {
                implicit.addZeros(1);
            } else {
                implicit.add(new double[] {value}, 0, 1);
            }
        }
        List<Histogram> once = scan(kind, x);
        assertThat(weighted.result()).isEqualTo(kind.merge(once, once));
        assertThat(implicit.result()).isEqualTo(once);
    }

    /** With room for hardly anything more scans do, and not one of them too many. */
    @ParameterizedTest
    @ValueSource(longs = {0, 60_000, 1 << 23})
    void quantiles_become_exact(long bytes) {
        double[] x = Samples.draw(40_000, r -> Math.exp(3 * r.nextGaussian()));
        Quantiles quantiles = HistogramStatistic.of(x).quantiles();
        int scans = 1;
        for (List<HistogramsWithin> wanted = HistogramsWithin.unresolved(quantiles, WANTED);
                !wanted.isEmpty();
                wanted = HistogramsWithin.unresolved(quantiles, WANTED)) {
            HistogramsWithin joined = HistogramsWithin.joined(wanted, bytes);
            quantiles = joined.refine(quantiles, scan(joined, x));
            scans++;
        }
        double[] sorted = Samples.sortedFinite(x);
        for (double q : WANTED) {
            assertThat(quantiles.quantile(q)).isEqualTo((Double) Samples.quantile(sorted, q));
        }
        assertThat(scans).isLessThanOrEqualTo(bytes == 0 ? 14 : 3);
    }

    @Test
    void it_comes_back_from_its_text_and_wants_ranges_apart() {
        HistogramsWithin kind = even(Samples.draw(5_000, Random::nextGaussian));
        assertThat(kind.toString()).endsWith(", buckets=16, even=true)");
        assertThat(Statistic.of(kind.toString())).isEqualTo(kind);
        List<ValueRange> overlapping = List.of(new ValueRange(0, 2), new ValueRange(1, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistogramsWithin(overlapping).with(Map.of("even", "true")))
                .withMessageContaining("overlap");
        assertThat(new HistogramsWithin()
                        .with(Map.of("even", "true"))
                        .accumulator()
                        .result())
                .isEmpty();
    }

    @Test
    void more_buckets_than_memory_holds_are_refused() {
        List<ValueRange> ranges = IntStream.range(0, 129)
                .mapToObj(i -> new ValueRange(i, i + 0.5))
                .toList();
        HistogramsWithin kind = new HistogramsWithin(ranges, 1 << 18);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.with(Map.of("even", "true")))
                .withMessage("129 ranges of 262144 even buckets have more than the 33554432 that all may have;"
                        + " choose fewer buckets.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.with(Map.of("even", "yes")))
                .withMessage("even is 'yes'; choose true or false.");
        assertThat(kind.with(Map.of("even", "true", "buckets", "" + (1 << 17))).ranges())
                .hasSize(129);
    }
}
