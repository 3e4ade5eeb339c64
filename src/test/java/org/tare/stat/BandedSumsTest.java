package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BandedSumsTest {
    /** The words of the sum, before those of squares with their count. */
    private static final int SUM = 2;

    private static final int[] WIDTHS = {SUM, 4};

    @Property
    void bands_have_the_exact_sums_of_all_values(@ForAll List<Double> values) {
        Moments expected = MomentsStatistic.of(
                values.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(sums(ofBands(values, BandedSumsTest::squares))).isEqualTo(sums(expected));
        Moments withoutSquares = ofBands(values, BandedSumsTest::counted);
        assertThat(withoutSquares.sum()).isEqualTo(expected.sum());
        assertThat(withoutSquares.count()).isEqualTo(expected.count());
    }

    /** Values that were added in two places make the sums of both. */
    @Property
    void sums_of_two_parts_are_those_of_all_values(@ForAll List<Double> values, @ForAll List<Double> others) {
        List<Double> all = new ArrayList<>(values);
        all.addAll(others);
        Map<Integer, List<Double>> bands = all.stream().collect(Collectors.groupingBy(BandedSums::band));
        bands.keySet()
                .forEach(band -> assertThat(plus(squares(in(band, values)), squares(in(band, others))))
                        .isEqualTo(squares(bands.get(band))));
    }

    private static List<Double> in(int band, List<Double> values) {
        return values.stream().filter(x -> BandedSums.band(x) == band).toList();
    }

    private static Moments ofBands(List<Double> values, Function<List<Double>, long[]> words) {
        return values.stream().collect(Collectors.groupingBy(BandedSums::band)).entrySet().stream()
                .map(band -> BandedSums.moments(band.getKey(), words.apply(band.getValue())))
                .reduce(Moments.empty(), Moments::merge);
    }

    /** Count, weight, sum and squares, all exact. */
    private static List<String> sums(Moments moments) {
        String[] words = moments.toText().split(" ", -1);
        return List.of(words[1], words[6], words[7], words[8]);
    }

    private static long[] counted(List<Double> values) {
        long[] s = squares(values);
        long count = 0;
        for (double x : values) {
            count = BandedSums.addCount(count, x);
        }
        return new long[] {s[0], s[1], count};
    }

    private static long[] squares(List<Double> values) {
        long[] s = new long[6];
        for (double x : values) {
            s = new long[] {
                BandedSums.addValue(s[0], x),
                BandedSums.addValue(s[0], s[1], x),
                BandedSums.addSquare(s[2], x),
                BandedSums.addSquare(s[2], s[3], x),
                BandedSums.addSquare(s[2], s[3], s[4], x),
                BandedSums.addSquare(s[2], s[3], s[4], s[5], x)
            };
        }
        return s;
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
            long[] words = squares(List.of(x));
            Moments expected = MomentsStatistic.of(x);
            for (int i = 0; i < 40; i++) {
                words = plus(words, words);
                expected = expected.merge(expected);
            }
            assertThat(sums(BandedSums.moments(BandedSums.band(x), words))).isEqualTo(sums(expected));
        }
    }
}
