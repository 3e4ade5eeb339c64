package org.tare.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

/** What leaves says which group it is of, whatever the group's name holds. */
class ModelOfGroupTest {
    private final SparkSession spark = TestSpark.session();

    private ScalerModel byGroup(String group) {
        Dataset<Row> data =
                spark.range(8).selectExpr("id * 1.0D AS x", "id % 2 AS n").withColumn("g", functions.lit(group));
        return new StandardScaler().setInputCols("x").setGroupCols("g", "n").fit(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATL",
                "a\nDROP TABLE t; --",
                "a\r\nx",
                "ends in \\",
                "*/ /* '",
                "\u2028\u0085\u0000",
                "\uD83D\uDE80",
                ""
            })
    void its_sql_says_so_in_one_line(String group) throws SQLException {
        ScalerModel one = byGroup(group).group(group, 1);
        String told = "-- Of the group g = " + group.replaceAll("[\\p{Cntrl}\u0085\u2028]", "?") + ", n = 1.\n";
        spark.range(1).selectExpr("3.0D AS x").createOrReplaceTempView("one_row");
        double expected = one.apply(3.0)[0];
        String sparks = ModelExport.toSql(one, "spark", "one_row", null);
        assertThat(sparks).startsWith(told);
        assertThat((Double) spark.sql(sparks).head().getAs("x_scaled")).isEqualTo(expected);
        String view = ModelExport.toSql(one, "duckdb", "one_row", "scaled");
        assertThat(view).startsWith("CREATE VIEW scaled AS\n" + told);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE one_row AS SELECT CAST(3 AS DOUBLE) AS x");
            statement.execute(view);
            try (ResultSet found = statement.executeQuery("SELECT x_scaled FROM scaled")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getDouble(1)).isEqualTo(expected);
            }
        }
    }

    @Test
    void queries_within_each_other_say_so_each() {
        ScalerModel one = byGroup("ATL").group("ATL", 1);
        ScalerModel two = byGroup("LAX").group("LAX", 0);
        String sql =
                ModelExport.toSql(new PipelineModel("both", new Transformer[] {one, two}), "spark", "one_row", null);
        assertThat(sql).startsWith("-- Of the group g = LAX, n = 0.\n").contains("  -- Of the group g = ATL, n = 1.\n");
        assertThat(ModelExport.toSql(new StandardScaler().setInputCols("id").fit(spark.range(3)), "spark", "t", null))
                .doesNotContain("--");
    }

    @Test
    void it_says_so_itself_and_after_it_was_saved(@TempDir Path folder) throws IOException {
        ScalerModel all = byGroup("ATL");
        ScalerModel one = all.group("ATL", 1);
        String path = folder.resolve("one").toString();
        one.save(path);
        for (ScalerModel of : new ScalerModel[] {one, ScalerModel.load(path), one.select("x"), one.inverse()}) {
            assertThat(of.toString()).contains(", of the group g = ATL, n = 1\n");
            assertThat(StagePlans.of(of).about()).containsEntry("group", "g = ATL, n = 1");
        }
        assertThat(all.setGroupKey("[\"ATL\", 0]").toString()).contains(", of the group g = ATL, n = 0\n");
    }
}
