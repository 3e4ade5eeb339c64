package org.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
