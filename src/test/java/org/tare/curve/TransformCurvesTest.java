package org.tare.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Curves that are no lines, beside their definitions. */
class TransformCurvesTest {
    private static final Curve STEPS =
            new Knots(new double[] {1, 1, 2, 2, 2, 4, 4}, new double[] {0, 1, 2, 3, 4, 5, 6});

    @Test
    void knots_are_joined_by_lines_and_end_as_they_do() {
        Curve curve = new Knots(new double[] {0, 1, 3}, new double[] {10, 20, 24});
        assertThat(DoubleStream.of(-5, 0, 0.25, 1, 2, 3, 1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                        .map(curve::apply))
                .containsExactly(10.0, 10.0, 12.5, 20.0, 22.0, 24.0, 24.0, 24.0, 10.0);
    }

    @Test
    void a_jump_is_answered_in_its_middle_but_at_the_ends() {
        assertThat(DoubleStream.of(1, 1.5, 2, 3, 4).map(STEPS::apply)).containsExactly(0.0, 1.5, 3.0, 4.5, 6.0);
        assertThat(STEPS.inverse().inverse()).isEqualTo(STEPS);
        assertThat(STEPS.inverse().apply(2.9)).isEqualTo(2);
        // A flat piece comes back from its middle.
        assertThat(new Knots(new double[] {0, 1, 2, 3}, new double[] {0, 5, 5, 6})
                        .inverse()
                        .apply(5))
                .isEqualTo(1.5);
    }

    @Test
    void one_knot_is_a_constant_and_the_widest_range_does_not_overflow() {
        assertThat(new Knots(new double[] {3}, new double[] {7}).apply(-1)).isEqualTo(7);
        Curve wide = new Knots(new double[] {-1.7e308, 1.7e308}, new double[] {0, 1});
        assertThat(wide.apply(0)).isEqualTo(0.5);
        assertThat(wide.inverse().apply(0.5)).isZero();
    }

    @Test
    void bins_hold_their_lower_edge_and_the_ends_all_beyond() {
        Bins bins = new Bins(0, 1, 5, 6);
        assertThat(DoubleStream.of(-9, 0, 0.9, 1, 5, 6, 99).map(bins::apply))
                .containsExactly(0.0, 0.0, 0.0, 1.0, 2.0, 2.0, 2.0);
        assertThat(DoubleStream.of(0, 1, 2).map(bins.inverse()::apply)).containsExactly(0.5, 3.0, 5.5);
        assertThatThrownBy(() -> new Bins(1, 1))
                .hasMessage("Edge 1 of the bins is 1.0 after 1.0; give finite numbers, each above the one before.");
    }

    /** The formulas as they were published; (x^λ - 1)/λ loses digits by the cancellation, which 1e-12 of the larger term covers. */
    @Property
    void powers_are_those_of_their_authors(
            @ForAll @DoubleRange(min = 0.01, max = 1e3) double x,
            @ForAll @DoubleRange(min = -3, max = 3) double lambda) {
        double boxCox = lambda == 0 ? Math.log(x) : (Math.pow(x, lambda) - 1) / lambda;
        double positive = lambda == 0 ? Math.log1p(x) : (Math.pow(x + 1, lambda) - 1) / lambda;
        double mirrored = 2 - lambda;
        double negative = mirrored == 0 ? -Math.log1p(x) : -(Math.pow(x + 1, mirrored) - 1) / mirrored;
        requireNear(new Power(PowerMethod.BOX_COX, lambda), x, boxCox, lambda, Math.pow(x, lambda - 1));
        requireNear(new Power(PowerMethod.YEO_JOHNSON, lambda), x, positive, lambda, Math.pow(1 + x, lambda - 1));
        requireNear(new Power(PowerMethod.YEO_JOHNSON, lambda), -x, negative, mirrored, Math.pow(1 + x, mirrored - 1));
    }

    private static void requireNear(Curve curve, double x, double expected, double lambda, double slope) {
        double terms = Math.abs(expected) + 1 / Math.max(Math.abs(lambda), 1e-3);
        assertThat(curve.apply(x)).as(curve.toText() + " at " + x).isCloseTo(expected, within(1e-12 * terms));
        // The way back divides what a few ulps of the result and of 1/λ are by the slope.
        assertThat(curve.inverse().apply(curve.apply(x)))
                .isCloseTo(x, within(1e-15 * terms / slope + 16 * Math.ulp(x)));
    }

    /** Both are monotone maps with the same likelihood: one is a line over the other. */
    @Property
    void another_origin_only_shifts_and_stretches(
            @ForAll @DoubleRange(min = -3, max = 3) double lambda,
            @ForAll @DoubleRange(min = 0.5, max = 40) double origin) {
        for (PowerMethod method : PowerMethod.values()) {
            Curve plain = new Power(method, lambda);
            Curve moved = new Power(method, lambda, origin, false);
            double shift = plain.apply(origin);
            double unit = method == PowerMethod.BOX_COX ? Math.pow(origin, lambda) : Math.pow(1 + origin, lambda);
            for (double x : new double[] {method == PowerMethod.BOX_COX ? 0.1 : -7, origin, 3, 50}) {
                double expected = (plain.apply(x) - shift) / unit;
                double size = (Math.abs(plain.apply(x)) + Math.abs(shift)) / unit;
                assertThat(moved.apply(x)).as(moved.toText() + " at " + x).isCloseTo(expected, within(1e-12 * size));
            }
        }
    }

    @Test
    void years_keep_their_digits_whatever_the_power() {
        Curve curve = new Power(PowerMethod.YEO_JOHNSON, -300, 1990, false);
        // To first order (x - origin) / (1 + origin), then (λ - 1) / 2 of its square.
        double step = 0x1p-20 / 1991;
        assertThat(curve.apply(1990 + 0x1p-20)).isCloseTo(step * (1 - 150.5 * step), within(1e-9 * step));
        assertThat(curve.apply(1990)).isZero();
    }

    @Test
    void a_value_that_no_transform_reaches_is_an_error_on_the_way_back() {
        assertThatThrownBy(() -> new Power(PowerMethod.BOX_COX, -0.5).inverse().apply(2.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "2.5 is beyond what boxCox(lambda=-0.5, origin=1.0) reaches, so no value becomes it; take back"
                                + " only what the transform can give.");
        assertThatThrownBy(() -> new Power(PowerMethod.YEO_JOHNSON, 3).inverse().apply(-1.5))
                .hasMessageStartingWith("-1.5 is beyond what yeoJohnson(lambda=3.0, origin=0.0) reaches");
        assertThat(new Power(PowerMethod.BOX_COX, -0.5).inverse().apply(Double.NaN))
                .isNaN();
    }

    @Test
    void the_normal_quantiles_are_those_of_scipy() throws IOException {
        JsonNode golden = golden().get("normal");
        // AS 241 promises 16 digits, and SciPy's Cephes as many: a few ulps of either.
        requireEqual(new Normal(false), golden.get("p"), golden.get("quantile"), 1e-14);
        // The library sums a series until its terms are below 1e-15 of the sum, some dozens of them.
        requireEqual(new Normal(true), golden.get("x"), golden.get("cumulative"), 1e-13);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in = TransformCurvesTest.class.getResourceAsStream("/golden/transforms.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static void requireEqual(Curve curve, JsonNode x, JsonNode y, double relative) {
        for (int i = 0; i < x.size(); i++) {
            double expected = y.get(i).doubleValue();
            assertThat(curve.apply(x.get(i).doubleValue()))
                    .as(curve.toText() + " at " + x.get(i))
                    .isCloseTo(expected, within(relative * Math.abs(expected) + 1e-16));
        }
    }

    @Test
    void the_ends_of_the_unit_interval_are_finite_and_come_back() {
        Curve normal = new Normal(false);
        for (double p : List.of(0.0, 1.0)) {
            assertThat(normal.apply(p)).isEqualTo(p == 0 ? -5.199337582605575 : 5.19933758270342);
            assertThat(normal.inverse().apply(normal.apply(p))).isEqualTo(p);
        }
        assertThat(normal.apply(0.5)).isZero();
    }

    /** Each function over its inverse is off by the rounding of both; 8 ulps of the larger number seen. */
    @Property
    void elementary_functions_come_back(@ForAll @DoubleRange(min = -0.9, max = 300) double x) {
        for (Elementary function : Elementary.values()) {
            double back = function.inverse().apply(function.apply(x));
            assertThat(back).isCloseTo(x, within(8 * Math.ulp(x) * Math.max(1, Math.abs(x))));
        }
        assertThat(Elementary.ASINH.apply(-x)).isEqualTo(-Elementary.ASINH.apply(x));
        assertThat(Elementary.ASINH.apply(1e300)).isCloseTo(Math.log(2) + Math.log(1e300), within(1e-12));
    }
}
