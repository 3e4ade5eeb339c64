package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RangeTableTest {
    @Provide
    static Arbitrary<double[]> values() {
        return Samples.values();
    }

    private static void check(double[] least, double[] greatest, double[] x) {
        RangeTable table = new RangeTable(least, greatest);
        double[] near = Stream.of(least, greatest, x, new double[] {Double.NaN, -0.0, 0, -1 / 0.0, 1 / 0.0})
                .flatMapToDouble(Arrays::stream)
                .toArray();
        for (double v : near) {
            for (double value : new double[] {v, Math.nextUp(v), Math.nextDown(v)}) {
                int expected = IntStream.range(0, least.length)
                        .filter(r -> least[r] <= value && value <= greatest[r])
                        .findFirst()
                        .orElse(-1);
                assertThat(table.find(value)).as("%s", value).isEqualTo(expected);
            }
        }
    }

    /** Ranges that have little to do with each other. */
    @Property
    void a_value_is_found_in_its_range(@ForAll("values") double[] ends, @ForAll("values") double[] x) {
        double[] sorted = Arrays.stream(Samples.sortedFinite(ends)).distinct().toArray();
        int ranges = sorted.length / 2;
        check(
                IntStream.range(0, ranges).mapToDouble(r -> sorted[2 * r]).toArray(),
                IntStream.range(0, ranges).mapToDouble(r -> sorted[2 * r + 1]).toArray(),
                x);
    }

    /** Ranges of two hundred neighboring doubles, and one of nearly all. */
    @Test
    void ranges_may_be_narrow_or_wide() {
        for (double from : new double[] {1, -1, 1e300, Double.MIN_VALUE}) {
            double[] least = IntStream.range(0, 100)
                    .mapToDouble(r -> from + 2_048.0 * r * Math.ulp(from))
                    .toArray();
            check(least, Arrays.stream(least).map(x -> x + 200 * Math.ulp(from)).toArray(), new double[] {
                from + 100 * Math.ulp(from), from + 1_000 * Math.ulp(from)
            });
        }
        check(new double[] {-1e308, 1.5e308}, new double[] {1e308, 1.6e308}, new double[] {0, 1.2e308});
    }

    /** Ranges that are much alike, and some of them close together. */
    @Test
    void a_value_is_found_in_its_bucket() {
        for (double center : new double[] {0, 10, -1.7e9, 1e-300}) {
            double[] x = Samples.draw(10_000, r -> center * (1 + r.nextGaussian() / 3) + r.nextGaussian());
            List<ValueRange> buckets = HistogramStatistic.of(x)
                    .quantiles()
                    .unresolved(new Random(1).doubles(200).toArray());
            assertThat(buckets).hasSizeGreaterThan(50);
            check(
                    buckets.stream().mapToDouble(ValueRange::least).toArray(),
                    buckets.stream().mapToDouble(ValueRange::greatest).toArray(),
                    Arrays.copyOf(x, 200));
        }
    }
}
