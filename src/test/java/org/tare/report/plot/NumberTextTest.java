package org.tare.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "6.59889, 6.599",
        "123456, '123,456'",
        "12345.6, '12,346'",
        "-0.00002, -2e-5",
        "3.40959e-6, 3.41e-6",
        "1699562371.5, 1.69956e9",
        "1.7976931348623157E308, 1.79769e308",
        "NaN, ''",
        "Infinity, ∞"
    })
    void numbers(double value, String text) {
        assertThat(NumberText.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 100 %", "0.0312, 3.12 %", "1e-9, < 0.01 %", "0.999999, > 99.99 %", "NaN, ''"})
    void shares(double share, String text) {
        assertThat(NumberText.percent(share)).isEqualTo(text);
    }

    @Test
    void ticks_are_round_and_have_room() {
        assertThat(labels(-0.3, 10.2, 200)).isEqualTo(List.of("0", "5", "10"));
        assertThat(labels(0, 0.00042, 200)).contains("2e-4");
        assertThat(labels(1.699e9, 1.701e9, 60)).hasSizeLessThan(3);
        assertThat(labels(-3e-320, 5e-320, 200)).contains("0");
        assertThat(labels(-1.5e308, 1.6e307, 200)).contains("-1e308", "0");
    }

    private static List<String> labels(double from, double to, double room) {
        return Ticks.of(from, to, room, SvgElement.LETTER).stream()
                .map(Ticks.Tick::label)
                .toList();
    }
}
