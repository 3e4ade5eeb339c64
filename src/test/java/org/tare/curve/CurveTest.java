package org.tare.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void the_text_says_what_the_curve_does() {
        assertThat(new Clipped(new Affine(3, 1.5, 0, 1), -1, 1).toText())
                .isEqualTo("affine(x0=3.0, dx=1.5, y0=0.0, dy=1.0) clip(min=-1.0, max=1.0)");
    }

    @Test
    void a_range_whose_ends_do_not_add_up_is_pinned_and_others_are_plain_lines() {
        assertThat(-1 + (0.1 - -1)).isNotEqualTo(0.1);
        assertThat(Curves.through(0, -1, 5, 0.1)).isInstanceOf(Pinned.class);
        assertThat(Curves.through(0, -1, 5, 1)).isInstanceOf(Affine.class);
    }

    @Test
    void a_pinned_line_goes_on_beyond_its_ends() {
        Curve curve = Curves.through(0, -1, 5, 0.1);
        // One ulp: the line itself misses 0.1 by less than that of 1.1.
        assertThat(curve.apply(10)).isCloseTo(1.2, within(Math.ulp(1.2)));
        assertThat(curve.apply(-5)).isCloseTo(-2.1, within(Math.ulp(2.1)));
    }

    @Test
    void the_widest_range_is_halved_on_the_way() {
        Curve curve = Curves.through(-1.7e308, 0, 1.7e308, 1);
        assertThat(DoubleStream.of(-1.7e308, 0, 1.7e308).map(curve::apply)).containsExactly(0.0, 0.5, 1.0);
        assertThat(curve.inverse().apply(1)).isEqualTo(1.7e308);
    }

    @Test
    void the_inverse_of_a_clipped_curve_reads_values_beyond_the_range() {
        Curve curve = new Clipped(Curves.through(0, 0, 10, 1), 0, 1);
        assertThat(curve.apply(20)).isEqualTo(1);
        assertThat(curve.inverse().apply(2)).isEqualTo(20);
    }

    @Test
    void numbers_that_make_no_curve_are_refused() {
        assertThatThrownBy(() -> new Affine(0, 0, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "affine(x0=0.0, dx=0.0, y0=0.0, dy=1.0) is no curve; all numbers must be finite and dx not 0.");
        assertThatThrownBy(() -> new Affine(Double.NaN, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Curves.through(2, 0, 1, 1))
                .hasMessage("No rising line goes through (2.0, 0.0) and (1.0, 1.0); give the lower point first.");
        assertThatThrownBy(() -> new Clipped(new Affine(0, 1, 0, 1), 1, 1))
                .hasMessage("clip(min=1.0, max=1.0) is empty; min must be less than max.");
    }

    @Test
    void a_text_that_is_no_curve_is_refused() {
        for (String text : new String[] {
            "",
            "clip(min=0.0, max=1.0)",
            "affine(x0=1, dx=2, y0=0)",
            "affine(x0=1, dx=2, y0=0, y1=1)",
            "affine(x0=1, dx=two, y0=0, dy=1)",
            "affine(x0=1, dx=2, y0=0, dy=1) and more",
            "spline(x0=1, dx=2, y0=0, dy=1)"
        }) {
            assertThatThrownBy(() -> Curves.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'" + text + "' is no curve; expected steps such as 'affine(");
        }
    }
}
