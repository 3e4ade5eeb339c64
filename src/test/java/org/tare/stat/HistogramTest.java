package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a person may ask, and what is refused. */
class HistogramTest {
    @Test
    void nothing_has_no_quantiles() {
        Histogram empty = new HistogramStatistic().empty();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.sumOfWeights()).isZero();
        assertThat(new double[] {empty.min(), empty.max(), empty.quantile(0.5), empty.cdf(1)})
                .containsOnly(Double.NaN);
        assertThat(empty.quantileBounds(0).isExact()).isFalse();
        assertThat(empty.quantiles().unresolved(0, 0.5, 1)).isEmpty();
        assertThat(HistogramStatistic.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isEqualTo(empty);
    }

    @Test
    void quantiles_lie_on_lines_between_neighbors() {
        Histogram h = HistogramStatistic.of(4, 1, 3, 2);
        assertThat(h.quantile(0.25)).isEqualTo(1.75);
        assertThat(h.quantile(0)).isEqualTo(h.min()).isEqualTo(1);
        assertThat(h.quantile(1)).isEqualTo(h.max()).isEqualTo(4);
        assertThat(h.cdf(2.5)).isEqualTo(0.5);
        assertThat(h.rank(3)).isEqualTo(3);
    }

    @Test
    void negative_zero_is_zero() {
        Histogram h = HistogramStatistic.of(-0.0);
        assertThat(h).isEqualTo(HistogramStatistic.of(0.0));
        assertThat(Double.doubleToRawLongBits(h.min())).isZero();
        assertThat(h.rank(-0.0)).isEqualTo(1);
    }

    @Test
    void ends_of_the_range_do_not_overflow() {
        Histogram h = HistogramStatistic.of(-Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(h.quantile(0.5)).isZero();
        assertThat(h.quantile(0.25)).isEqualTo(-Double.MAX_VALUE / 2);
        Histogram coarse = new HistogramStatistic(2)
                .merge(histogram(2, -Double.MAX_VALUE, -1, 1), histogram(2, Double.MAX_VALUE, 2));
        assertThat(coarse.rank(1e308)).isBetween(3.0, 5.0);
    }

    private static Histogram histogram(int buckets, double... x) {
        Accumulator<Histogram> accumulator = new HistogramStatistic(buckets).accumulator();
        accumulator.add(x, 0, x.length);
        return accumulator.result();
    }

    @Test
    void weights_of_any_size_are_exact() {
        Accumulator<Histogram> accumulator = new HistogramStatistic().accumulator();
        accumulator.add(1, 0x1p-1074);
        accumulator.add(2, 0x1p70);
        accumulator.add(3, 0);
        accumulator.addZeros(Long.MAX_VALUE);
        accumulator.addZeros(Long.MAX_VALUE);
        Histogram h = accumulator.result();
        assertThat(h.rank(0)).isEqualTo(0x1p64);
        assertThat(h.rankBounds(1).lower()).isEqualTo(0x1p64);
        assertThat(h.max()).isEqualTo(2);
        assertThat(h.quantile(0.9)).isEqualTo(2);
        Accumulator<Histogram> backwards = new HistogramStatistic().accumulator();
        backwards.addZeros(Long.MAX_VALUE);
        backwards.add(2, 0x1p69);
        backwards.add(1, 0x1p-1074);
        backwards.addZeros(Long.MAX_VALUE);
        backwards.add(2, 0x1p69);
        assertThat(backwards.result()).isEqualTo(h);
    }

    @Test
    void other_numbers_of_buckets_do_not_merge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> histogram(4, 1).merge(histogram(8, 1)))
                .withMessageContaining("4 and of 8 buckets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistogramStatistic(4).toText(histogram(8, 1)))
                .withMessageContaining("histogram(buckets=8)");
    }

    @Test
    void what_is_no_quantile_or_weight_is_refused() {
        Histogram h = HistogramStatistic.of(1, 2);
        for (double q : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> h.quantile(q)).withMessageContaining("" + q);
        }
        for (double w : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HistogramStatistic().accumulator().add(1, w))
                    .withMessageContaining("" + w);
        }
    }

    @Test
    void a_level_rises_exactly_when_a_bucket_too_many_is_filled() {
        double[] x = new double[2049];
        Arrays.setAll(x, i -> i);
        assertThat(histogram(2048, Arrays.copyOf(x, 2048)).level()).isZero();
        assertThat(histogram(2048, x).level()).isPositive();
        assertThat(histogram(2048, x))
                .isEqualTo(histogram(2048, Arrays.copyOf(x, 2048)).merge(histogram(2048, 2048)));
    }
}
