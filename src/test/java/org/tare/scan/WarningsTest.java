package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.TestSpark;

/** What a scan leaves out or rounds, it says once, by name. */
class WarningsTest {
    private static final SparkSession SPARK = TestSpark.session();

    private final LogLines log = new LogLines(Scan.class, Level.WARN);

    @AfterEach
    void leave() {
        log.close();
    }

    @Test
    void infinities_are_named_once_for_all_features() {
        Scan.of(
                        SPARK.sql("SELECT double('Infinity') AS x, array(1D, double('-Infinity')) AS a FROM range(3)"),
                        "x",
                        "a")
                .run();
        assertThat(log.lines()).containsExactly("Infinite values were not counted in 'x' (3), 'a[1]' (3).");
    }

    @Test
    void whole_numbers_that_are_no_doubles_are_counted_by_column() {
        Scan.of(
                        SPARK.sql(
                                "SELECT 9007199254740992 + id AS l, CAST(9007199254740993 + id AS DECIMAL(30,0)) AS d,"
                                        + " CAST(0.1 AS DECIMAL(9,1)) AS tenth FROM range(5)"),
                        "l",
                        "d",
                        "tenth")
                .run();
        assertThat(log.lines())
                .containsExactly(
                        "Column 'l' has 2 whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's cast"
                                + " to double does.",
                        "Column 'd' has 3 whole numbers beyond 2^53 that are no doubles and were rounded, as Spark's cast"
                                + " to double does.");
    }

    @Test
    void the_largest_long_is_rounded() {
        Scan.of(SPARK.sql("SELECT 9223372036854775807 AS l"), "l").run();
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void ordinary_data_are_scanned_in_silence() {
        Scan.of(SPARK.range(5).selectExpr("id", "id / 3 AS x"), "id", "x").run();
        assertThat(log.lines()).isEmpty();
    }
}
