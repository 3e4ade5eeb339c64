package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.AskingScaler;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.TestSpark;

/** How often a fit reads the data, and whose wishes it grants. */
class FittingTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(0, 100, 1, 2)
            .selectExpr("double(id) AS x", "array(sqrt(id), -double(id)) AS a", "id % 7 AS k");

    private static AskingScaler asking(String... columns) {
        return new AskingScaler("a").setInputCols(columns);
    }

    @Test
    void a_scan_takes_what_a_feature_still_lacks_and_the_last_is_that_of_the_neediest() {
        try (LogLines log = new LogLines(Fitting.class, Level.INFO)) {
            ScalerModel model = asking("a", "x").fit(DATA);
            assertThat(log.lines()).containsExactly("Scanned 2 columns 3 times.");
            assertThat(model.apply(6, 6, 6)).containsExactly(6, 2, 6);
            new ColumnScaler()
                    .add(
                            asking("a"),
                            new RobustScaler().setInputCols("a").setOutputCols("b"),
                            new MaxAbsScaler().setInputCols("k"))
                    .fit(DATA);
            assertThat(log.lines()).last().isEqualTo("Scanned 2 columns 3 times.");
            new StandardScaler().setInputCols("x", "a", "k").fit(DATA);
            assertThat(log.lines()).last().isEqualTo("Scanned 3 columns 1 times.");
        }
    }

    @Test
    void each_statistic_of_a_scan_for_scalers_belongs_to_the_feature_that_asked() {
        Map<String, Integer> kinds = Map.of("x", 1, "a[0]", 1, "a[1]", 3);
        asking("x", "a").scan(DATA).columns().stream()
                .flatMap(column -> column.features().stream())
                .forEach(feature ->
                        assertThat(feature.kinds()).as(feature.name()).hasSize(kinds.get(feature.name())));
    }

    @Test
    void no_rows_and_no_values_are_one_sentence() {
        assertThatThrownBy(() -> asking("x").fit(DATA.limit(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are no rows to fit to; give data with at least one.");
        assertThatThrownBy(() -> new RobustScaler().setInputCols("a").fit(DATA.selectExpr("IF(x < 0, a, NULL) AS a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Column 'a' has no values: all 100 rows are null; leave it out or fill it in.");
    }
}
