package org.tare.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    @Test
    void two_neighbors_of_1e16_have_sample_variance_2() {
        Moments m = MomentsStatistic.of(1e16, 1e16 + 2);
        assertThat(m.populationVariance()).isEqualTo(1);
        assertThat(m.sampleVariance()).isEqualTo(2);
    }

    /** Data on which one-pass formulas lose half of their digits or all of them. */
    static Stream<Arguments> hard() {
        Random random = new Random(1);
        return Map.of(
                        "offset 7e14, deviation 1e4",
                        random.doubles(100).map(u -> 7e14 + 1e4 * u).toArray(),
                        "1e9 + [0, 1e-3)",
                        random.doubles(2000).map(u -> 1e9 + 1e-3 * u).toArray(),
                        "normal about 1e6",
                        DoubleStream.generate(random::nextGaussian)
                                .limit(2000)
                                .map(z -> 1e6 + z)
                                .toArray(),
                        "three scales in one block",
                        DoubleStream.generate(random::nextGaussian)
                                .limit(1500)
                                .map(z -> Math.exp(40 * z))
                                .toArray(),
                        "5000 times 1e8, then log(1e-5)",
                        DoubleStream.concat(
                                        DoubleStream.generate(() -> 1e8).limit(500),
                                        DoubleStream.generate(() -> Math.log(1e-5))
                                                .limit(500))
                                .toArray())
                .entrySet()
                .stream()
                .map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hard")
    void hard_data_keep_every_digit_in_any_number_of_parts(String name, double[] x) {
        BigDecimal[] variance = Exactly.variance(x, Exactly.ones(x), false);
        Moments whole = MomentsStatistic.of(x);
        assertThat(whole.mean()).isEqualTo(Exactly.mean(x, Exactly.ones(x)));
        assertThat(whole.populationVariance()).isEqualTo(Exactly.nearest(variance[0], variance[1]));
        for (int parts : new int[] {4, 16, 200}) {
            Moments merged = Moments.empty();
            for (int p = 0; p < parts; p++) {
                merged = merged.merge(
                        MomentsStatistic.of(Arrays.copyOfRange(x, x.length * p / parts, x.length * (p + 1) / parts)));
            }
            assertThat(merged).isEqualTo(whole);
        }
    }

    static Stream<Arguments> nist() throws IOException {
        try (InputStream json = MomentsTest.class.getResourceAsStream("/golden/nist.json")) {
            return new ObjectMapper()
                    .readTree(json).get("datasets").properties().stream()
                            .map(e -> Arguments.of(e.getKey(), e.getValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nist")
    void the_certified_values_of_nist_are_met(String name, JsonNode set) {
        double[] x = StreamSupport.stream(set.get("data").spliterator(), false)
                .mapToDouble(text -> Double.parseDouble(text.asText()))
                .toArray();
        Moments m = MomentsStatistic.of(x);
        double mean = Double.parseDouble(set.get("mean").asText());
        double deviation = Double.parseDouble(set.get("standardDeviation").asText());
        // The certified values are of the decimal data, each of which lies within half an ulp of its double; moving
        // every
        // value by h moves mean and deviation by h at most. They are given to 15 digits.
        double h = Arrays.stream(x).map(Math::ulp).max().orElseThrow();
        assertThat(Math.abs(m.mean() - mean)).isLessThanOrEqualTo(h + 1e-15 * Math.abs(mean));
        assertThat(Math.abs(m.sampleStandardDeviation() - deviation)).isLessThanOrEqualTo(h + 1e-15 * deviation);
    }

    @Test
    void a_weighted_constant_has_no_variance() {
        MomentsAccumulator accumulator = new MomentsAccumulator();
        new Random(1).doubles(100).forEach(w -> accumulator.add(14.62, w));
        Moments m = accumulator.result();
        assertThat(m.mean()).isEqualTo(14.62);
        assertThat(m.populationVariance()).isZero();
        assertThat(m.isConstant()).isTrue();
    }

    @Test
    void values_that_are_no_numbers_are_counted_apart() {
        Moments m = MomentsStatistic.of(
                1, Double.NaN, Double.POSITIVE_INFINITY, 3, Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN);
        assertThat(m.count()).isEqualTo(2);
        assertThat(m.missing()).isEqualTo(3);
        assertThat(m.infinite()).isEqualTo(2);
        assertThat(m.mean()).isEqualTo(2);
        assertThat(m.min()).isEqualTo(1);
        assertThat(m.max()).isEqualTo(3);
    }

    @Test
    void nothing_is_known_of_no_values() {
        Moments m = MomentsStatistic.of(Double.NaN);
        assertThat(new double[] {
                    m.mean(), m.populationVariance(), m.sampleVariance(), m.standardDeviation(), m.min(), m.max()
                })
                .containsOnly(Double.NaN);
        assertThat(m.sumOfWeights()).isZero();
        assertThat(m.isConstant()).isFalse();
    }

    @Test
    void zeros_that_sparse_vectors_leave_out_are_zeros() {
        MomentsAccumulator sparse = new MomentsAccumulator();
        sparse.add(5);
        sparse.addZeros(3);
        assertThat(sparse.result()).isEqualTo(MomentsStatistic.of(0, 5, 0, 0));
    }

    @Test
    void weighted_zeros_are_what_the_rows_weigh_less_what_is_present() {
        Weights rows = new Weights();
        Weights present = new Weights();
        MomentsAccumulator sparse = new MomentsAccumulator();
        MomentsAccumulator dense = new MomentsAccumulator();
        double[] w = {0.1, 0.2, 0, 0.7};
        double[] x = {0, 3, 0, 0};
        for (int i = 0; i < w.length; i++) {
            rows.add(w[i]);
            dense.add(x[i], w[i]);
        }
        present.add(w[1]);
        sparse.add(x[1], w[1]);
        sparse.addZeros(rows.minus(present));
        assertThat(sparse.result()).isEqualTo(dense.result());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_that_is_none_is_refused(double weight) {
        assertThatThrownBy(() -> new MomentsAccumulator().add(1, weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("weight is " + weight);
    }

    @Test
    void other_formats_and_cut_bytes_are_refused() {
        byte[] bytes = MomentsStatistic.of(1, 2).toBytes();
        assertThatThrownBy(() -> Moments.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("cut short");
        bytes[0] = 9;
        assertThatThrownBy(() -> Moments.fromBytes(bytes)).hasMessageContaining("format version 9");
        assertThatThrownBy(() -> Moments.parse("9 1 0")).hasMessageContaining("format version 9");
        assertThatThrownBy(() -> Moments.parse("1 2 3")).hasMessageContaining("'1 2 3' is no statistic");
        // Two such sums could only be added as numbers of so many bits.
        assertThatThrownBy(() -> Moments.parse("1 1 0 0 1.0 1.0 1p0 1p2147483647 1p0"))
                .hasMessageContaining("1p2147483647 1p0' is no statistic");
    }

    @Test
    void what_needs_sums_is_refused_without_them() {
        Moments without = MomentsStatistic.of(1, 2, 4).withoutSums();
        Map<String, ToDoubleFunction<Moments>> numbers = Map.of(
                "sum", Moments::sum,
                "mean", Moments::mean,
                "variance", Moments::populationVariance,
                "standard deviation", Moments::standardDeviation);
        numbers.forEach((name, number) -> assertThatThrownBy(() -> number.applyAsDouble(without))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The " + name
                        + " is not known, as the statistics were taken without sums; take them again with" + " sums."));
        assertThatThrownBy(without::sampleVariance).hasMessageStartingWith("The variance is not known");
        assertThatThrownBy(without::sampleStandardDeviation)
                .hasMessageStartingWith("The standard deviation is not known");
        assertThat(without.orNan(Moments::mean)).isNaN();
        assertThat(MomentsStatistic.of(1, 2, 4).orNan(Moments::sum)).isEqualTo(7);
        assertThat(without).hasToString("Moments(count=3, missing=0, infinite=0, min=1.0, max=4.0)");
    }

    /** What versions before them wrote and read. */
    @Test
    void the_form_with_sums_is_the_first_one_and_that_without_another() {
        Moments m = MomentsStatistic.of(1, 2, 4, Double.NaN);
        assertThat(m.toText()).isEqualTo("1 3 1 0 1.0 4.0 3p0 7p0 15p0");
        assertThat(HexFormat.of().formatHex(m.toBytes()))
                .isEqualTo("01" + "0000000000000003" + "0000000000000001" + "0000000000000000" + "3ff0000000000000"
                        + "4010000000000000" + "0000000103" + "0000000107" + "0000000115");
        assertThat(m.withoutSums().toText()).isEqualTo("2 3 1 0 1.0 4.0 3p0");
        assertThat(m.withoutSums().toBytes()[0]).isEqualTo((byte) 2);
        assertThatThrownBy(() -> Moments.parse("2 3 1 0 1.0 4.0")).hasMessageContaining("is no statistic");
    }

    @Test
    void carries_change_no_digit() {
        Random random = new Random(1);
        ExactSum carried = new ExactSum();
        ExactSum plain = new ExactSum();
        for (int i = 0; i < 5000; i++) {
            double x = random.nextGaussian() * Math.scalb(1.0, random.nextInt(200) - 100);
            carried.add(x);
            plain.add(x);
            if (i % 7 == 0) {
                carried.carry();
            }
        }
        assertThat(carried.toDyadic()).isEqualTo(plain.toDyadic());
    }
}
