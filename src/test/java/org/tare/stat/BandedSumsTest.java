package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BandedSumsTest {
    private static final int[] WIDTHS = {1, 2, 4};

    @Property
    void bands_have_the_exact_sums_of_all_values(@ForAll List<Double> values) {
        Moments expected = MomentsStatistic.of(
                values.stream().mapToDouble(Double::doubleValue).toArray());
        Map<Integer, List<Double>> bands = values.stream().collect(Collectors.groupingBy(BandedSums::band));
        Moments merged = bands.entrySet().stream()
                .map(band -> BandedSums.moments(band.getKey(), words(band.getValue())))
                .reduce(Moments.empty(), Moments::merge);
        assertThat(sums(merged)).isEqualTo(sums(expected));
        Moments withoutSquares = bands.entrySet().stream()
                .map(band -> BandedSums.moments(
                        band.getKey(),
                        IntStream.range(0, 3)
                                .mapToLong(w -> words(band.getValue())[w])
                                .toArray()))
                .reduce(Moments.empty(), Moments::merge);
        assertThat(withoutSquares.sum()).isEqualTo(expected.sum());
    }

    /** Count, weight, sum and squares, all exact. */
    private static List<String> sums(Moments moments) {
        String[] words = moments.toText().split(" ", -1);
        return List.of(words[1], words[6], words[7], words[8]);
    }

    private static long[] words(List<Double> values) {
        return values.stream()
                .map(x -> IntStream.range(0, 7)
                        .mapToLong(k -> BandedSums.word(x, k))
                        .toArray())
                .reduce(new long[7], BandedSumsTest::plus);
    }

    private static long[] plus(long[] a, long[] b) {
        long[] sum = new long[a.length];
        int start = 0;
        for (int width : WIDTHS) {
            for (int last = start; last < start + width; last++) {
                sum[last] = last(a, b, start, last);
            }
            start += width;
        }
        return sum;
    }

    private static long last(long[] a, long[] b, int s, int last) {
        return switch (last - s) {
            case 0 -> BandedSums.plus(a[s], b[s]);
            case 1 -> BandedSums.plus(a[s], a[s + 1], b[s], b[s + 1]);
            case 2 -> BandedSums.plus(a[s], a[s + 1], a[s + 2], b[s], b[s + 1], b[s + 2]);
            default -> BandedSums.plus(a[s], a[s + 1], a[s + 2], a[s + 3], b[s], b[s + 1], b[s + 2], b[s + 3]);
        };
    }

    /** The largest values of a band, doubled until there were 2^40 of them. */
    @Example
    void a_band_holds_trillions_of_values() {
        for (double x :
                new double[] {Math.nextDown(0x1p20), -Math.nextDown(0x1p20), Double.MAX_VALUE, Double.MIN_VALUE}) {
            long[] words = words(List.of(x));
            Moments expected = MomentsStatistic.of(x);
            for (int i = 0; i < 40; i++) {
                words = plus(words, words);
                expected = expected.merge(expected);
            }
            assertThat(sums(BandedSums.moments(BandedSums.band(x), words))).isEqualTo(sums(expected));
        }
    }
}
