package org.tare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.stat.HistogramStatistic;

/** Days whose files were read with other types, as inferred ones are. */
class TypesOfDaysTest {
    private static final Dataset<Row> DATA =
            TestSpark.session().range(40).selectExpr("id % 2 AS x", "id < 20 AS first");

    private static DatasetStatistics scan(Dataset<Row> data) {
        return Scan.of(data, "x").with(new HistogramStatistic()).run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tinyint", "int", "decimal(12, 3)", "float", "double", "boolean"})
    void they_merge_to_the_statistics_of_doubles(String type) {
        DatasetStatistics whole = scan(DATA.selectExpr("double(x) AS x"));
        DatasetStatistics first = scan(DATA.where("first").selectExpr("CAST(x AS " + type + ") AS x"));
        DatasetStatistics second = scan(DATA.where("NOT first"));
        assertThat(first.merge(second)).isEqualTo(whole).isEqualTo(second.merge(first));
        assertThat(first.merge(first).column("x").type())
                .isEqualTo(first.column("x").type());
    }

    @Test
    void arrays_of_floats_and_doubles_merge_too() {
        DatasetStatistics floats = scan(DATA.selectExpr("array(float(x), 1F) AS x"));
        DatasetStatistics doubles = scan(DATA.selectExpr("array(double(x), 1D) AS x"));
        assertThat(floats.merge(doubles)).isEqualTo(doubles.merge(doubles)).isEqualTo(doubles.merge(floats));
        assertThat(List.of(floats.merge(doubles).column("x").type()))
                .containsExactly(DataTypes.createArrayType(DataTypes.DoubleType));
    }
}
