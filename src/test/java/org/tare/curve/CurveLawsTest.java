package org.tare.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every curve. */
class CurveLawsTest {
    /** 16 is the sum of the roundings' bounds; numbers between 2^-100 and 2^100 under- and overflow nowhere. */
    @Property
    void the_inverse_gives_the_value_back_within_16_ulps_of_the_largest_number_involved(
            @ForAll("moderate") double x,
            @ForAll("moderate") double x0,
            @ForAll("moderate") double dx,
            @ForAll("moderate") double y0,
            @ForAll("moderate") double dy) {
        Affine curve = new Affine(x0, dx, y0, dy);
        double scale = Math.max(Math.max(Math.abs(x), Math.abs(x0)), Math.abs(y0 / dy * dx));
        assertThat(Math.abs(curve.inverse().apply(curve.apply(x)) - x)).isLessThanOrEqualTo(16 * Math.ulp(scale));
        assertThat(curve.inverse().inverse()).isEqualTo(curve);
    }

    @Property
    void a_flat_line_knows_the_only_value_seen(@ForAll("moderate") double seen, @ForAll("moderate") double x) {
        Affine flat = new Affine(seen, 1, 0, 0);
        assertThat(flat.apply(x)).isZero();
        assertThat(flat.inverse().apply(x)).isEqualTo(seen);
        assertThat(flat.inverse().inverse()).isEqualTo(flat);
    }

    /** Compared by ==, for which 0 and -0 are one value. */
    @Property
    void a_line_through_two_points_meets_both_exactly_and_back(
            @ForAll("finite") double a,
            @ForAll("finite") double b,
            @ForAll("finite") double c,
            @ForAll("finite") double d) {
        Assume.that(a != b && c != d);
        double x0 = Math.min(a, b);
        double x1 = Math.max(a, b);
        double y0 = Math.min(c, d);
        double y1 = Math.max(c, d);
        Curve curve = Curves.through(x0, y0, x1, y1);
        assertThat(curve.apply(x0) == y0).isTrue();
        assertThat(curve.apply(x1) == y1).isTrue();
        assertThat(curve.inverse().apply(y0) == x0).isTrue();
    }

    @Property
    void a_line_through_two_points_is_monotone_and_stays_between_them(
            @ForAll("finite") double a,
            @ForAll("finite") double b,
            @ForAll("finite") double c,
            @ForAll("finite") double d,
            @ForAll("finite") double p,
            @ForAll("finite") double q) {
        Assume.that(a != b && c != d);
        double x0 = Math.min(a, b);
        double x1 = Math.max(a, b);
        double y0 = Math.min(c, d);
        double y1 = Math.max(c, d);
        Curve curve = Curves.through(x0, y0, x1, y1);
        assertThat(curve.apply(Math.min(p, q))).isLessThanOrEqualTo(curve.apply(Math.max(p, q)));
        double inside = Math.min(Math.max(p, x0), x1);
        assertThat(y0 <= curve.apply(inside) && curve.apply(inside) <= y1).isTrue();
        double clipped = new Clipped(curve, y0, y1).apply(p);
        assertThat(y0 <= clipped && clipped <= y1).isTrue();
    }

    @Property
    void the_text_reads_back_to_an_equal_curve(@ForAll("curves") Curve curve) {
        assertThat(Curves.parse(curve.toText())).isEqualTo(curve);
        assertThat(Curves.parse(curve.inverse().toText())).isEqualTo(curve.inverse());
    }

    @Property
    void nan_stays_nan_unless_it_is_filled_in(@ForAll("curves") Curve curve) {
        assertThat(Double.isNaN(curve.apply(Double.NaN))).isEqualTo(!curve.fillsMissing());
        assertThat(curve.fillsMissing()).isEqualTo(curve.toText().contains("fill("));
    }

    @Property
    void curves_never_fall(@ForAll("curves") Curve curve, @ForAll("finite") double a, @ForAll("finite") double b) {
        Assume.that(!curve.toText().contains("affine"));
        double low = curve.apply(Math.min(a, b));
        double high = curve.apply(Math.max(a, b));
        // A power that is not defined for both is no part of this law, nor is the last bit of a library's function.
        Assume.that(!Double.isNaN(low) && !Double.isNaN(high));
        assertThat(low <= high || low - high <= 4 * Math.ulp(low)).isTrue();
    }

    @Property
    void a_chain_is_one_curve_after_the_other(
            @ForAll("curves") Curve first, @ForAll("curves") Curve next, @ForAll("finite") double x) {
        // Boxed, as NaN is to equal NaN.
        assertThat(Chain.of(first, next).apply(x)).isEqualTo((Double) next.apply(first.apply(x)));
        assertThat(Curves.parse(Chain.of(first, next).toText())).isEqualTo(Chain.of(first, next));
    }

    @Property
    void a_line_that_reaches_its_data_never_overflows(
            @ForAll("finite") double a, @ForAll("finite") double b, @ForAll("finite") double x0) {
        double min = Math.min(a, b);
        double max = Math.max(a, b);
        Curve curve = new Affine(x0, 1e300, 0, 1).reaching(min, max);
        assertThat(curve.apply(min)).isFinite();
        assertThat(curve.apply(max)).isFinite();
    }

    @Property
    void lines_give_the_bits_of_each_line(
            @ForAll("finite") double x, @ForAll("moderate") double dx, @ForAll("finite") double y0) {
        List<Affine> lines = List.of(new Affine(0, dx, 0, 1), new Affine(x, dx, y0, 1), new Affine(0, 1, -0.0, -1));
        double[] row = {x, -0.0, x};
        double[] expected = {
            lines.get(0).apply(x), lines.get(1).apply(-0.0), lines.get(2).apply(x)
        };
        new AffineKernel(lines).apply(row);
        // Compared as boxed numbers, which tells -0 from 0.
        assertThat(row).containsExactly(expected);
    }

    @Provide
    static Arbitrary<Double> moderate() {
        return Combinators.combine(
                        Arbitraries.doubles().between(1, 2),
                        Arbitraries.integers().between(-100, 100),
                        Arbitraries.of(-1.0, 1.0))
                .as((digits, exponent, sign) -> sign * Math.scalb(digits, exponent));
    }

    @Provide
    static Arbitrary<Double> finite() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                Arbitraries.doubles().between(-10, 10),
                Arbitraries.integers().between(-5, 5).map(Integer::doubleValue),
                Arbitraries.of(
                        0.0, -0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1.7e308));
    }

    @Provide
    static Arbitrary<Curve> curves() {
        Arbitrary<Curve> affine = Combinators.combine(moderate(), moderate(), moderate(), moderate())
                .as(Affine::new);
        Arbitrary<Curve> through = Combinators.combine(finite(), finite())
                .filter((a, b) -> a < b)
                .as((a, b) -> Curves.through(a, -1, b, 0.1));
        Arbitrary<Curve> wide = finite().filter(x -> x > -1e300).map(x -> Curves.through(-1.7e308, -2, 1.7e308, 7));
        Arbitrary<Curve> any = Arbitraries.oneOf(affine, through, wide, others(), others());
        return Arbitraries.oneOf(any, any.map(curve -> new Clipped(curve, -1, 0.1)));
    }

    private static Arbitrary<Curve> others() {
        Arbitrary<double[]> rising = finite().array(double[].class).ofSize(6).map(values -> {
            Arrays.sort(values);
            return values;
        });
        Arbitrary<Double> lambda =
                Arbitraries.oneOf(Arbitraries.doubles().between(-5, 5), Arbitraries.of(0.0, 1.0, 2.0));
        return Arbitraries.oneOf(
                finite().map(Fill::new),
                Combinators.combine(rising, rising).as(Knots::new),
                rising.map(edges -> Arrays.stream(edges)
                                .map(x -> x + 0.0)
                                .distinct()
                                .toArray())
                        .filter(edges -> edges.length > 1)
                        .map(Bins::new),
                Combinators.combine(lambda, Arbitraries.of(0.0, 0.0, 3.5, -20.0))
                        .as((power, origin) -> new Power(PowerMethod.YEO_JOHNSON, power, origin, false)),
                Combinators.combine(lambda, Arbitraries.of(1.0, 1.0, 0.25, 1e300))
                        .as((power, origin) -> new Power(PowerMethod.BOX_COX, power, origin, false)),
                Arbitraries.of(new Normal(false), new Normal(true)),
                Arbitraries.of(Elementary.values()));
    }
}
