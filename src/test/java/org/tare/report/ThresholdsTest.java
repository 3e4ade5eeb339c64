package org.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;

/** A number that is reached is not passed, however its quotients are rounded. */
class ThresholdsTest {
    @ParameterizedTest
    @ValueSource(ints = {100, 200, 300, 700, 900})
    void as_many_values_as_the_threshold_allows_are_not_too_many(int rows) {
        Dataset<Row> reference = TestSpark.session().range(rows).selectExpr("double(id) AS x");
        int beyond = rows / 100;
        assertThat(findings(reference, rows, beyond)).doesNotContain(Measure.BEYOND);
        assertThat(findings(reference, rows, beyond + 1)).contains(Measure.BEYOND);
    }

    /** Two means whose difference is beyond double: that of -m and m, each of two values 0.25m apart from it. */
    @Test
    void means_at_both_ends_of_double_shift_by_standard_errors() {
        double large = 0x1p1023;
        assertThat(shift(large)).isEqualTo(shift(0x1p900)).isFinite().isNegative();
        assertThat(shift(-0x1p900)).isEqualTo(-shift(0x1p900));
    }

    private static double shift(double mean) {
        return Comparison.of(around(mean), around(-mean)).features().get(0).meanShift();
    }

    private static DatasetStatistics around(double mean) {
        return scan(TestSpark.session().range(2).selectExpr("(0.75D + 0.5D * id) * double('" + mean + "') AS x"));
    }

    /** Of one row there is no standard error, and without a histogram nobody knows how many lie beyond. */
    @Test
    void what_is_not_known_is_told_of_features_with_values() {
        Dataset<Row> many = TestSpark.session().range(9).selectExpr("double(id) AS x", "double(NULL) AS none");
        Dataset<Row> one = TestSpark.session().range(1).selectExpr("-1.5D AS x", "double(NULL) AS none");
        Comparison comparison = Comparison.of(
                Scan.of(many, "x", "none").run(), Scan.of(one, "x", "none").run());
        for (Measure measure : Measure.values()) {
            assertThat(comparison.unjudged(measure)).hasSize(measure == Measure.MISSING ? 0 : 1);
        }
        Comparison same = Comparison.of(scan(many), scan(many));
        assertThat(Measure.values()).allMatch(measure -> same.unjudged(measure).isEmpty());
    }

    /** With half of the values beyond at either end. */
    private static List<Measure> findings(Dataset<Row> reference, int rows, int beyond) {
        int below = beyond / 2;
        int above = rows - (beyond - below);
        Dataset<Row> current = reference.selectExpr("CASE WHEN x < " + below + " THEN -1 - x WHEN x >= " + above
                + " THEN x + " + rows + " ELSE x END AS x");
        return Thresholds.usual()
                .passed(Comparison.of(scan(reference), scan(current)).features().get(0));
    }

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, "x").with(new HistogramStatistic()).run();
    }
}
