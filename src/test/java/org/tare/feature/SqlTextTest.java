package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.curve.SqlDialect;

/** A model as SQL gives what the model gives, in Spark and in another database. */
class SqlTextTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(60)
            .selectExpr(
                    "id AS n",
                    "IF(id % 7 = 0, NULL, sqrt(id) - 3) AS `a \"b`",
                    "id % 5 = 0 AS flag",
                    "CAST(id * id AS decimal(10, 2)) / 4 AS price");

    private static final ScalerModel MODEL = new ColumnScaler()
            .add(new Imputer().setInputCols("a \"b").setStrategy("median").setMissingIndicator(true))
            .add(new StandardScaler().setInputCols("n", "a \"b").setClipQuantiles(0.1, 0.9))
            .add(new MinMaxScaler()
                    .setInputCols("n", "price", "flag")
                    .setOutputCols("ends", "p", "f")
                    .setMax(0.1)
                    .setMin(-1)
                    .setClip(true))
            .add(new KBinsDiscretizer().setInputCols("n").setOutputCols("bin"))
            .add(new QuantileTransformer()
                    .setInputCols("n")
                    .setOutputCols("rank")
                    .setNumQuantiles(11))
            .fit(DATA);

    @TempDir
    Path folder;

    @Test
    void spark_reads_it() {
        List<Row> expected = results(MODEL.transform(DATA));
        List<Row> found = DATA.selectExpr(MODEL.toSql(SqlDialect.SPARK).toArray(String[]::new))
                .collectAsList();
        for (int i = 0; i < expected.size(); i++) {
            requireEqual(expected.get(i), i, column -> found.get(column.row).getDouble(column.index));
        }
    }

    private static List<Row> results(Dataset<Row> transformed) {
        String[] all = transformed.columns();
        return transformed
                .selectExpr(java.util.Arrays.stream(all)
                        .skip(DATA.columns().length)
                        .map(name -> "`" + name + "`")
                        .toArray(String[]::new))
                .collectAsList();
    }

    private record Cell(int row, int index) {}

    private interface Found {
        double at(Cell cell) throws SQLException;
    }

    private static void requireEqual(Row expected, int row, Found found) {
        for (int c = 0; c < expected.size(); c++) {
            double value;
            try {
                value = found.at(new Cell(row, c));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            // Only within a piece may a result be rounded otherwise: an ulp of a rank.
            assertThat(value).as("row %d, column %d", row, c).isCloseTo(expected.getDouble(c), within(Math.ulp(1.0)));
        }
    }

    @Test
    void a_database_that_knows_no_spark_reads_it() throws SQLException {
        String table = folder.resolve("table").toString();
        DATA.coalesce(1).write().parquet(table);
        List<Row> expected = results(MODEL.transform(TestSpark.session().read().parquet(table)));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT " + String.join(", ", MODEL.toSql(SqlDialect.ANSI))
                        + " FROM '" + table + "/*.parquet'")) {
            for (int i = 0; found.next(); i++) {
                requireEqual(expected.get(i), i, cell -> found.getDouble(cell.index + 1));
            }
        }
    }

    @Test
    void what_has_no_plain_form_is_told_by_name() {
        assertThatThrownBy(
                        () -> new PowerTransformer().setInputCols("n").fit(DATA).toSql(SqlDialect.ANSI))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageMatching(
                        "Column 'n': The curve yeoJohnson\\(.* has no form in plain SQL; export the scalers of other"
                                + " features, or this one otherwise\\.");
        assertThatThrownBy(() -> new StandardScaler()
                        .setInputCols("v")
                        .fit(DATA.selectExpr("array(1D, n) AS v"))
                        .toSql(SqlDialect.SPARK))
                .hasMessage(
                        "Column 'v' is no plain column of numbers, which alone have a form in SQL; select the columns that are.");
    }

    @Test
    void nulls_stay_null_and_nan_stays_nan_in_spark() {
        Dataset<Row> data = Data.column(1.0, null, Double.NaN, 3.0);
        ScalerModel model = new MinMaxScaler().setInputCol("x").setClip(true).fit(data);
        assertThat(Data.doubles(data.selectExpr(model.toSql(SqlDialect.SPARK).get(0)), "x_scaled"))
                .isEqualTo(Data.doubles(model.transform(data), "x_scaled"));
    }
}
