package org.tare.job.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ColumnListTest {
    @Test
    void names_stand_between_commas_and_blanks_around_them_do_not_count() {
        assertThat(ColumnList.parse(" delay ,distance,Total amount (USD)").names())
                .containsExactly("delay", "distance", "Total amount (USD)");
    }

    @Test
    void a_name_in_quotes_may_hold_commas_and_quotes() {
        assertThat(ColumnList.parse("\"amount, in USD\", x,\" 5\"\" disk\"").names())
                .containsExactly("amount, in USD", "x", " 5\" disk");
    }

    @Test
    void one_name_is_a_list_too() {
        assertThat(ColumnList.parse("a.b").array()).containsExactly("a.b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",a", "a,", "a,,b", "\"\"", "\"a", "\"a\"b"})
    void what_is_no_list_is_refused(String text) {
        assertThatThrownBy(() -> ColumnList.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
