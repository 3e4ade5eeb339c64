package org.tare.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

class ConsoleTableTest {
    @Test
    void texts_stand_left_and_numbers_right_to_six_digits() {
        ConsoleTable table = new ConsoleTable("feature", "count", "mean")
                .add(List.of("delay", 3_000_000L, 6.667868))
                .add(Arrays.asList("distance to the airport", 7L, null))
                .add(List.of("tiny", 0L, -1.23456789e-9));
        assertThat(table.print(3).lines())
                .containsExactly(
                        "feature                      count         mean",
                        "delay                    3,000,000      6.66787",
                        "distance to the airport          7",
                        "tiny                             0  -1.23457E-9");
    }

    @Test
    void a_preview_shows_keys_and_decimals_as_they_are() {
        String preview = Preview.table(TestSpark.session()
                        .sql("SELECT 2001L AS year, 1234 AS gate, 0.5f AS share, 1.50BD AS price, 'x' AS note"))
                .print(9);
        assertThat(preview.lines().skip(1)).containsExactly("2001  1234    0.5   1.50  x");
    }

    @Test
    void a_preview_says_how_many_columns_it_drops() {
        String columns = IntStream.range(0, 11).mapToObj(i -> i + " AS x" + i).collect(Collectors.joining(", "));
        assertThat(preview("SELECT " + columns)).hasSize(3).endsWith("... 3 more columns");
        assertThat(preview("SELECT " + columns.replaceFirst(".*? AS x1, ", ""))).endsWith("... 1 more column");
        assertThat(preview("SELECT 1 AS x")).containsExactly("x", "1");
    }

    @Test
    void a_preview_shows_what_an_inverse_restored_in_the_place_where_it_was() {
        String columns = IntStream.range(0, 11).mapToObj(i -> i + " AS x" + i).collect(Collectors.joining(", "));
        Dataset<Row> rows = TestSpark.session().sql("SELECT 3 AS first, " + columns);
        ScalerModel model = new StandardScaler().setInputCols("first").fit(rows);
        Dataset<Row> back = model.inverse().transform(model.transform(rows));
        assertThat(Preview.table(back, model.inverse()).print(9).lines().findFirst())
                .hasValueSatisfying(
                        head -> assertThat(head).startsWith("first ").endsWith(" first_scaled"));
    }

    private static List<String> preview(String query) {
        return Preview.table(TestSpark.session().sql(query)).print(9).lines().toList();
    }

    @Test
    void rows_beyond_the_most_are_counted() {
        ConsoleTable table = new ConsoleTable("n");
        for (long n = 0; n < 1_003; n++) {
            table.add(List.of(n));
        }
        assertThat(table.print(2).lines()).containsExactly("n", "0", "1", "and 1,001 more");
    }

    @Test
    void whole_zero_and_non_finite_numbers_read_as_they_are() {
        ConsoleTable table = new ConsoleTable("x")
                .add(List.of(-1116.0))
                .add(List.of(0.0))
                .add(List.of(Double.NaN))
                .add(List.of(Double.POSITIVE_INFINITY))
                .add(List.of(1e20));
        assertThat(table.print(9).lines().map(String::strip))
                .containsExactly("x", "-1116", "0", "NaN", "Infinity", "1E+20");
    }
}
