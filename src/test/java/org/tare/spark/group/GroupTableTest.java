package org.tare.spark.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.tare.TestSpark;

/** A key finds its row, whether the table is on the driver or not. */
class GroupTableTest {
    private static final Object[][] KEYS = {
        {"int(id)", 5L, true},
        {"int(id)", 5.0, true},
        {"int(id)", 5.5, false},
        {"int(id)", 1L << 40, false},
        {"int(id)", "five", false},
        {"IF(id = 5, NULL, id)", null, true},
        {"IF(id = 5, NULL, id)", "five", false},
        {"string(id)", "5", true},
        {"concat('key', id)", 5, false},
        {"CAST(id AS decimal(20, 2))", new BigDecimal("5"), true},
        {"CAST(id AS decimal(20, 2))", new BigDecimal("5.001"), false},
        {"date_add(DATE'2026-01-01', int(id))", LocalDate.of(2026, 1, 6), true},
        {"date_add(DATE'2026-01-01', int(id))", Date.valueOf("2026-01-06"), true},
        {"date_add(DATE'2026-01-01', int(id))", LocalDate.of(2026, 1, 31), false},
        {"timestamp_seconds(id)", Instant.ofEpochSecond(5), true},
        {"timestamp_seconds(id)", new Timestamp(5000), true},
        {"timestamp_seconds(id)", Instant.ofEpochSecond(5, 1000), false},
    };

    static final List<Arguments> CASES = Arrays.stream(KEYS).map(Arguments::of).toList();

    @ParameterizedTest
    @FieldSource("CASES")
    void a_key_finds_its_row(String column, Object key, boolean isThere) {
        Dataset<Row> rows = TestSpark.session().range(10).selectExpr(column + " AS k", "id AS state");
        GroupTable table = GroupTable.of(rows);
        for (GroupTable either : new GroupTable[] {table, table.held(10)}) {
            assertThat(either.find(key).map(row -> row.getLong(1)))
                    .isEqualTo(isThere ? Optional.of(5L) : Optional.empty());
        }
    }
}
