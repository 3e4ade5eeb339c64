package org.tare.spark.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.scan.ColumnStatistics;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;

/** Columns and features go by the names that users know them by. */
class NameIndexTest {
    private static final SparkSession SPARK = TestSpark.session();

    @Test
    void a_name_is_found_as_it_stands_then_in_backticks_then_in_other_letter_case() {
        NameIndex names = new NameIndex(List.of("a.b", "b", "`b`", "Delay", "x`y", "z", "Z"), false);
        assertThat(names.indexOf("a.b")).isZero();
        assertThat(names.indexOf("`a.b`")).isZero();
        assertThat(names.indexOf("`b`")).isEqualTo(2);
        assertThat(names.indexOf("dELAY")).isEqualTo(3);
        assertThat(names.indexOf("`x``y`")).isEqualTo(4);
        assertThat(names.indexOf("Z")).isEqualTo(6);
    }

    @Test
    void letter_case_counts_where_the_session_says_so() {
        assertThatThrownBy(() -> new NameIndex(List.of("Delay"), true).indexOf("delay"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no column 'delay'; the nearest name is 'Delay'.");
        assertThat(new NameIndex(List.of("Delay"), true).sameAs("delay")).isEmpty();
        assertThat(new NameIndex(List.of("Delay"), false).sameAs("delay")).contains("Delay");
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest() {
        assertThatThrownBy(() -> new NameIndex(List.of("carrier", "distance", "delay", "day"), false).indexOf("dely"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no column 'dely'; the nearest names are 'delay', 'day'.");
    }

    /** A guess at none of them would send a reader elsewhere. */
    @Test
    void an_unknown_name_that_is_near_to_none_is_answered_with_all() {
        assertThatThrownBy(() -> new NameIndex(List.of("origin", "distance", "origin"), false).indexOf("price"))
                .hasMessage("There is no column 'price'; there are 'origin', 'distance'.");
        List<String> many = IntStream.range(0, 13).mapToObj(i -> "column" + i).toList();
        assertThatThrownBy(() -> new NameIndex(many, false).indexOf("price"))
                .hasMessage(
                        "There is no column 'price'; there are 'column0', 'column1', 'column2', 'column3', 'column4',"
                                + " 'column5', 'column6', 'column7', 'column8', 'column9' and 3 more.");
    }

    @Test
    void a_name_that_holds_the_unknown_one_is_near() {
        assertThatThrownBy(() -> new NameIndex(List.of("rise", "Arrival delay in minutes"), false).indexOf("delay"))
                .hasMessage("There is no column 'delay'; the nearest name is 'Arrival delay in minutes'.");
    }

    @Test
    void a_name_of_two_columns_is_refused() {
        assertThatThrownBy(() -> new NameIndex(List.of("x", "x"), false).indexOf("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 columns are named 'x'; rename all but one of them.");
    }

    @Test
    void dots_and_backticks_in_names_are_scanned() {
        Dataset<Row> data = SPARK.range(3).selectExpr("id AS `a.b`", "-id AS `x``y`");
        DatasetStatistics statistics = Scan.of(data, "x`y", "A.B").run();
        assertThat(statistics.columns()).extracting(ColumnStatistics::name).containsExactly("x`y", "a.b");
        assertThat(statistics.column("a.b").feature().moments().max()).isEqualTo(2);
        assertThat(statistics.column("x`y").feature().moments().min()).isEqualTo(-2);
    }

    @Test
    void a_column_named_twice_is_scanned_once() {
        DatasetStatistics statistics =
                Scan.of(SPARK.range(3).toDF(), "id", "ID", "`id`").run();
        assertThat(statistics.columns()).hasSize(1);
        assertThat(statistics.select("id", "id")).isEqualTo(statistics);
    }

    @Test
    void elements_go_by_the_names_of_their_ml_attributes() {
        Dataset<Row> data = SPARK.range(3).selectExpr("id AS delay", "id AS distance", "array(1D, 2D) AS pair");
        Dataset<Row> assembled = new VectorAssembler()
                .setInputCols(new String[] {"delay", "distance"})
                .setOutputCol("features")
                .transform(data);
        DatasetStatistics statistics =
                Scan.of(assembled, "features", "pair", "delay").run();
        assertThat(statistics
                        .toDataset(SPARK)
                        .select("feature")
                        .as(org.apache.spark.sql.Encoders.STRING())
                        .collectAsList())
                .containsExactly("delay", "distance", "pair[0]", "pair[1]", "delay");
    }
}
