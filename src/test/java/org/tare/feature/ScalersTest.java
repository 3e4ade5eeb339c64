package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tare.curve.Curve;
import org.tare.scan.FeatureStatistics;
import org.tare.stat.Moments;
import org.tare.stat.MomentsStatistic;

/** The formulas, and the policies of each scaler. */
class ScalersTest {
    @Test
    void a_constant_feature_is_shifted_and_not_stretched() {
        Moments sevens = MomentsStatistic.of(7, 7, 7);
        assertThat(values(new StandardScaler().curve(of(sevens)), 7, 9)).containsExactly(0, 2);
        assertThat(values(new StandardScaler().setWithMean(false).curve(of(sevens)), 7, 9))
                .containsExactly(7, 9);
        assertThat(values(new MinMaxScaler().setMin(-1).curve(of(sevens)), 7, 7.5))
                .containsExactly(-1, -0.5);
        assertThat(values(new MinMaxScaler().setMin(-1).setClip(true).curve(of(sevens)), 7, 12, 0))
                .containsExactly(-1, 1, -1);
        assertThat(values(new MaxAbsScaler().curve(of(MomentsStatistic.of(0, -0.0))), 0, 3))
                .containsExactly(0, 3);
    }

    @Test
    void a_constant_feature_is_all_zero_like_in_spark_and_comes_back_as_its_value() {
        Curve curve = StandardScaler.likeSpark().curve(of(MomentsStatistic.of(7, 7)));
        assertThat(values(curve, 7, 9)).containsExactly(0, 0);
        assertThat(curve.inverse().apply(0)).isEqualTo(7);
        assertThat(StandardScaler.likeSpark()
                        .setWithStd(false)
                        .curve(of(MomentsStatistic.of(7, 7)))
                        .apply(9))
                .isEqualTo(9);
    }

    @Property
    void a_constant_of_any_size_is_told_from_one_that_differs_in_its_last_bit(@ForAll("finite") double x) {
        Moments constant = MomentsStatistic.of(x, x, x);
        assertThat(new StandardScaler().curve(of(constant)).apply(x)).isZero();
        assertThat(new MinMaxScaler().curve(of(constant)).apply(x)).isZero();
        double next = Math.nextUp(x);
        Curve curve = new StandardScaler().curve(of(MomentsStatistic.of(x, next)));
        // The mean lies between the two and rounds to one of them, which scales to 0.
        assertThat(curve.apply(next)).isGreaterThan(curve.apply(x)).isFinite();
    }

    /** scikit-learn's near-constant grid: averages times scales, where a threshold would call many of them constant. */
    @Test
    void near_constant_features_have_deviation_1_afterwards_as_far_as_their_values_can_tell() {
        for (double average : new double[] {1e-10, 1, 1e10}) {
            for (int exponent = -16; exponent <= 19; exponent += 5) {
                double scale = Math.pow(10, exponent);
                double[] x = {average - scale, average + scale};
                Moments moments = MomentsStatistic.of(x);
                if (x[0] == x[1]) {
                    assertThat(moments.isConstant()).isTrue();
                    assertThat(new StandardScaler().curve(of(moments)).apply(x[0]))
                            .isZero();
                } else {
                    // Two values scale to -1 and 1; the mean is rounded by half an ulp, a share of the distance.
                    double share = Math.ulp(moments.mean()) / moments.standardDeviation();
                    assertThat(new StandardScaler().curve(of(moments)).apply(x[1]))
                            .isCloseTo(1, within(share + 4e-16));
                }
            }
        }
    }

    @Test
    void features_full_of_one_tiny_or_huge_value_become_0() {
        for (double x : new double[] {Math.log(1e-5), 1e-100, 1e100, 1.7e308, Double.MIN_VALUE}) {
            double[] full = new double[100];
            Arrays.fill(full, x);
            assertThat(new StandardScaler().curve(of(MomentsStatistic.of(full))).apply(x))
                    .isZero();
        }
    }

    @Test
    void a_deviation_too_small_for_a_double_still_scales() {
        double[] x = new double[1000];
        x[0] = Double.MIN_VALUE;
        assertThat(MomentsStatistic.of(x).standardDeviation()).isZero();
        assertThat(values(new StandardScaler().curve(of(MomentsStatistic.of(x))), 0, Double.MIN_VALUE))
                .containsExactly(0, 1);
    }

    @Test
    void the_widest_data_scales_without_overflow() {
        Moments widest = MomentsStatistic.of(-1.7e308, -1.7e308, -1.7e308, 1.7e308);
        Curve standard = new StandardScaler().curve(of(widest));
        // Mean -0.85e308 and deviation 0.5 √3 · 1.7e308: three values at -1/√3 and one at √3.
        assertThat(standard.apply(-1.7e308)).isCloseTo(-1 / Math.sqrt(3), within(1e-15));
        assertThat(standard.apply(1.7e308)).isCloseTo(Math.sqrt(3), within(1e-15));
        assertThat(values(new MinMaxScaler().curve(of(widest)), -1.7e308, 0, 1.7e308))
                .containsExactly(0, 0.5, 1);
        assertThat(values(new MaxAbsScaler().curve(of(widest)), -1.7e308)).containsExactly(-1);
    }

    @Test
    void the_smallest_data_scales_too() {
        Moments moments = MomentsStatistic.of(1e-100, 3e-100);
        assertThat(values(new StandardScaler().curve(of(moments)), 1e-100, 3e-100))
                .containsExactly(-1, 1);
        assertThat(values(new MinMaxScaler().curve(of(MomentsStatistic.of(0, Double.MIN_VALUE))), 0, Double.MIN_VALUE))
                .containsExactly(0, 1);
    }

    @Property
    void minmax_meets_both_ends_exactly_and_stays_within(@ForAll("samples") double[] x) {
        Moments moments = MomentsStatistic.of(x);
        for (MinMaxScaler scaler :
                List.of(new MinMaxScaler(), new MinMaxScaler().setMin(-1).setMax(0.1))) {
            Curve curve = scaler.curve(of(moments));
            assertThat(curve.apply(moments.min())).isEqualTo(scaler.getMin());
            if (!moments.isConstant()) {
                assertThat(curve.apply(moments.max())).isEqualTo(scaler.getMax());
            }
            assertThat(Arrays.stream(x).map(curve::apply).allMatch(y -> y >= scaler.getMin() && y <= scaler.getMax()))
                    .isTrue();
        }
    }

    @Property
    void clip_holds_unseen_values_in_the_range(@ForAll("samples") double[] x, @ForAll("finite") double unseen) {
        assertThat(new MinMaxScaler()
                        .setMin(-1)
                        .setMax(0.1)
                        .setClip(true)
                        .curve(of(MomentsStatistic.of(x)))
                        .apply(unseen))
                .isBetween(-1.0, 0.1);
        assertThat(new MaxAbsScaler()
                        .setClip(true)
                        .curve(of(MomentsStatistic.of(x)))
                        .apply(unseen))
                .isBetween(-1.0, 1.0);
    }

    @Test
    void minmax_goes_on_beyond_what_was_seen_unless_clipped() {
        assertThat(values(new MinMaxScaler().curve(of(MomentsStatistic.of(0, 10))), -5, 20))
                .containsExactly(-0.5, 2);
    }

    @Property
    void maxabs_divides_by_the_largest_magnitude_and_keeps_zero(@ForAll("samples") double[] x) {
        Curve curve = new MaxAbsScaler().curve(of(MomentsStatistic.of(x)));
        double largest = Arrays.stream(x).map(Math::abs).max().orElseThrow();
        assertThat(curve.apply(0)).isZero();
        if (largest > 0) {
            assertThat(Arrays.stream(x).map(curve::apply).map(Math::abs).max().orElseThrow())
                    .isEqualTo(1);
        }
    }

    @Test
    void standard_scaler_gives_mean_0_and_deviation_1() {
        double[] x = new Random(5).doubles(1000, 1e6, 1e6 + 1).toArray();
        Curve curve = new StandardScaler().curve(of(MomentsStatistic.of(x)));
        Moments scaled = MomentsStatistic.of(Arrays.stream(x).map(curve::apply).toArray());
        // The mean is rounded by half an ulp of 1e6, which is 6e-11, and divided by a deviation of 0.29.
        assertThat(scaled.mean()).isCloseTo(0, within(6e-11 / 0.28));
        assertThat(scaled.standardDeviation()).isCloseTo(1, within(1e-15));
    }

    @Test
    void sample_variance_divides_by_one_less() {
        Moments moments = MomentsStatistic.of(1, 2, 3, 4, 5);
        assertThat(new StandardScaler().setVariance("sample").curve(of(moments)).apply(5))
                .isEqualTo(2 / Math.sqrt(2.5));
        assertThat(new StandardScaler().curve(of(moments)).apply(5)).isEqualTo(2 / Math.sqrt(2));
    }

    private static double[] values(Curve curve, double... x) {
        return DoubleStream.of(x).map(curve::apply).toArray();
    }

    @Provide
    static Arbitrary<Double> finite() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .map(Double::longBitsToDouble)
                        .filter(x -> Math.abs(x) <= 1e308)
                        .map(x -> x + 0.0),
                Arbitraries.doubles().between(-1000, 1000).map(x -> x + 0.0),
                Arbitraries.of(0.0, Double.MIN_VALUE, -1e308, 1e308));
    }

    @Provide
    static Arbitrary<double[]> samples() {
        return finite().array(double[].class).ofMinSize(1).ofMaxSize(12);
    }

    private static FeatureStatistics of(Moments moments) {
        return FeatureStatistics.of("x", moments);
    }
}
