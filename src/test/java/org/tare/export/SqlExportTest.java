package org.tare.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tare.TestSpark;
import org.tare.curve.SqlDialect;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Imputer;
import org.tare.feature.KBinsDiscretizer;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.PowerTransformer;
import org.tare.feature.QuantileTransformer;
import org.tare.feature.RobustScaler;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

/** A pipeline of scalers as one statement gives the bits of transform in Spark, DuckDB and PostgreSQL. */
class SqlExportTest {
    private static final String HOSTILE = "x\"; DROP TABLE rows; -- `'";

    private static final Dataset<Row> ROWS = TestSpark.session()
            .range(0, 200, 1, 1)
            .selectExpr(
                    "id",
                    "CASE WHEN id % 7 = 0 THEN NULL WHEN id % 11 = 0 THEN double('NaN') ELSE sqrt(id) - 3 END AS `"
                            + HOSTILE.replace("`", "``") + "`",
                    "id % 5 = 0 AS flag",
                    "CAST(id * id AS decimal(10, 2)) / 4 AS price",
                    "CAST(id % 9 / 7 AS float) AS f",
                    "IF(id = 9, -0D, 50 - id * 0.1D) AS `d.o.t`",
                    "named_struct('x', CAST(id / 3 AS float), 'y.z', -id) AS `inner`");

    /** Of some rows, so that others lie beyond what was seen. */
    private static final PipelineModel MODEL = new Pipeline()
            .setStages(new PipelineStage[] {
                new ColumnScaler()
                        .add(new Imputer()
                                .setInputCols(HOSTILE)
                                .setStrategy("median")
                                .setMissingIndicator(true))
                        .add(new StandardScaler().setInputCols("id", HOSTILE).setClipQuantiles(0.1, 0.9))
                        .add(new MinMaxScaler()
                                .setInputCols("id", "price", "flag", "inner.x")
                                .setOutputCols("ends", "p", "g", "inner x")
                                .setMax(0.1)
                                .setMin(-1)
                                .setClip(true))
                        .add(new KBinsDiscretizer().setInputCols("id").setOutputCols("bin"))
                        .add(new QuantileTransformer()
                                .setInputCols("id", "price")
                                .setOutputCols("rank", "rank of p")
                                .setNumQuantiles(11))
                        .add(new RobustScaler().setInputCols("d.o.t").setOutputCols("d o t"))
                        .add(new MaxAbsScaler().setInputCols("inner.`y.z`", "f").setOutputCols("yz", "ff")),
                new StandardScaler().setInputCols("p", "d o t").setOutputCols("p again", "dot again")
            })
            .fit(ROWS.where("id BETWEEN 20 AND 150"));

    private static final List<String> OUTPUTS =
            List.of(MODEL.transform(ROWS).drop(ROWS.columns()).columns());

    @TempDir
    Path folder;

    private static String sql(SqlDialect dialect, String table) {
        return new SqlExport(dialect, table, null, ROWS.schema()).of(MODEL).replaceAll(";\\s*$", "");
    }

    private static List<Row> expected() {
        return MODEL.transform(ROWS).orderBy("id").collectAsList();
    }

    private static void requireEqual(List<Row> found) {
        List<Row> expected = expected();
        assertThat(found).hasSameSizeAs(expected);
        for (int r = 0; r < found.size(); r++) {
            for (String output : OUTPUTS) {
                Double value = expected.get(r).getAs(output);
                assertThat((Double) found.get(r).getAs(output))
                        .as("%s of row %d", output, r)
                        .isEqualTo(value);
            }
        }
    }

    private static void requireEqual(ResultSet found) throws SQLException {
        List<Row> expected = expected();
        int rows = 0;
        for (; found.next(); rows++) {
            for (String output : OUTPUTS) {
                double value = found.getDouble(output);
                assertThat(found.wasNull() ? null : (Double) value)
                        .as("%s of row %d", output, rows)
                        .isEqualTo(expected.get(rows).getAs(output));
            }
        }
        assertThat(rows).isEqualTo(expected.size());
    }

    @Test
    void spark_reads_it() {
        ROWS.createOrReplaceTempView("rows");
        requireEqual(TestSpark.session()
                .sql(sql(SqlDialect.SPARK, "rows"))
                .orderBy("id")
                .collectAsList());
    }

    @Test
    void duckdb_reads_it() throws SQLException {
        String table = folder.resolve("table").toString();
        ROWS.write().parquet(table);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows AS SELECT * FROM '" + table + "/*.parquet'");
            statement.execute(new SqlExport(SqlDialect.DUCKDB, "rows", "scaled", ROWS.schema()).of(MODEL));
            try (ResultSet found = statement.executeQuery("SELECT * FROM scaled ORDER BY id")) {
                requireEqual(found);
            }
        }
    }

    @Test
    void postgresql_reads_it() throws SQLException, IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TYPE pair AS (x real, \"y.z\" bigint)");
            statement.execute(
                    "CREATE TABLE rows (id bigint, " + SqlDialect.POSTGRESQL.quoted(HOSTILE)
                            + " double precision, flag boolean, price numeric, f real, \"d.o.t\" double precision, \"inner\" pair)");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ROW(?, ?)::pair)")) {
                for (Row row : ROWS.collectAsList()) {
                    List<Object> cells = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        cells.add(row.get(i));
                    }
                    cells.addAll(Arrays.asList(
                            row.getStruct(6).get(0), row.getStruct(6).get(1)));
                    for (int i = 0; i < cells.size(); i++) {
                        insert.setObject(i + 1, cells.get(i));
                    }
                    insert.execute();
                }
            }
            statement.execute(new SqlExport(SqlDialect.POSTGRESQL, "rows", "scaled", ROWS.schema()).of(MODEL));
            try (ResultSet found = statement.executeQuery("SELECT * FROM scaled ORDER BY id")) {
                requireEqual(found);
            }
        }
    }

    /** A result's own name has dots where the column's has. */
    @Test
    void a_later_scaler_reads_a_name_with_dots() {
        Dataset<Row> data = TestSpark.session().range(5).selectExpr("id * 2D AS `a.b`");
        ScalerModel first = new StandardScaler().setInputCols("a.b").fit(data);
        ScalerModel second = new MinMaxScaler()
                .setInputCols("a.b_scaled", "a.b")
                .setOutputCols("y", "z")
                .fit(first.transform(data));
        PipelineModel model = new PipelineModel("pipeline", new Transformer[] {first, second});
        data.createOrReplaceTempView("dotted");
        String sql = new SqlExport(SqlDialect.SPARK, "dotted", null, data.schema()).of(model);
        assertThat(TestSpark.session().sql(sql.replace(";", "")).collectAsList())
                .isEqualTo(model.transform(data).collectAsList());
    }

    @ParameterizedTest
    @EnumSource(
            value = SqlDialect.class,
            names = {"SPARK", "DUCKDB", "BIGQUERY"})
    void a_result_in_the_place_of_a_column_replaces_it(SqlDialect dialect) throws SQLException {
        Dataset<Row> data = TestSpark.session().range(5).selectExpr("id", "id * 2D AS x");
        String sql = new SqlExport(dialect, "data")
                .of(new StandardScaler().setInputCols("x").setOutputCols("x").fit(data));
        assertThat(sql).contains(dialect == SqlDialect.SPARK ? "* EXCEPT (`x`)" : "* REPLACE (");
        if (dialect == SqlDialect.DUCKDB) {
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE data AS SELECT range AS id, range * 2::DOUBLE AS x FROM range(5)");
                try (ResultSet found = statement.executeQuery(sql)) {
                    assertThat(found.getMetaData().getColumnCount()).isEqualTo(2);
                    found.next();
                    assertThat(found.getDouble("x")).isEqualTo(-4 / Math.sqrt(8));
                }
            }
        } else if (dialect == SqlDialect.SPARK) {
            data.createOrReplaceTempView("data");
            assertThat(TestSpark.session().sql(sql.replace(";", "")).columns()).containsExactly("id", "x");
        }
    }

    @Test
    void what_a_dialect_lacks_is_told_by_name() {
        Dataset<Row> data = TestSpark.session()
                .range(5)
                .selectExpr("id AS x", "id AS `a.b`", "id AS " + "n".repeat(64), "array(id * 1D) AS v");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.POSTGRESQL, "t")
                        .of(new StandardScaler()
                                .setInputCols("x")
                                .setOutputCols("x")
                                .fit(data)))
                .hasMessage(
                        "The results \"x\" take the place of columns, for which POSTGRESQL has no words; give them other"
                                + " names by outputCols.");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.POSTGRESQL, "t")
                        .of(new StandardScaler().setInputCols("n".repeat(64)).fit(data)))
                .hasMessage(
                        "The name '" + "n".repeat(64)
                                + "' is longer than the 63 bytes that PostgreSQL keeps of one; give a shorter one by outputCols.");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.BIGQUERY, "t", null, data.schema())
                        .of(new StandardScaler().setInputCols("a.b").fit(data)))
                .hasMessageStartingWith("The name 'a.b' has one of the characters ");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.BIGQUERY, "t")
                        .of(new StandardScaler()
                                .setInputCols("x")
                                .setOutputCols("a\nb")
                                .fit(data)))
                .hasMessageContaining(" or a line break or tab, which no column of BigQuery may have;");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.ANSI, "t")
                        .of(new StandardScaler().setInputCols("v").fit(data)))
                .hasMessageStartingWith("Column 'v' is no plain column of numbers");
        assertThatThrownBy(() -> new SqlExport(SqlDialect.ANSI, "t")
                        .of(new PowerTransformer().setInputCols("x").fit(data)))
                .hasMessageStartingWith("Column 'x': The curve yeoJohnson(");
        VectorAssembler assembler = new VectorAssembler("va").setInputCols(new String[] {"x"});
        assertThatThrownBy(() -> new SqlExport(SqlDialect.ANSI, "t").of(assembler))
                .hasMessage(
                        "The stage 'va', a VectorAssembler, has no form in SQL; export a pipeline of scalers over plain"
                                + " columns, or the whole as ONNX.");
    }

    /** The table still has the columns that the inverse gives, with other values. */
    @Test
    void an_inverse_never_leaves_an_old_column_under_its_name() throws SQLException {
        Dataset<Row> data = TestSpark.session().range(1, 6).selectExpr("id", "id * 2D AS a");
        ScalerModel model = new StandardScaler().setInputCols("a").fit(data);
        Dataset<Row> scaled = model.transform(data).withColumn("a", functions.lit(99D));
        Dataset<Row> expected = model.inverse().transform(scaled).orderBy("id");
        scaled.createOrReplaceTempView("old");
        for (StructType schema : Arrays.asList(scaled.schema(), null)) {
            Dataset<Row> found =
                    TestSpark.session().sql(statement(SqlDialect.SPARK, schema, model.inverse()) + " ORDER BY a");
            assertThat(found.select("a").collectAsList())
                    .isEqualTo(expected.select("a").collectAsList());
        }
        assertThatThrownBy(() -> statement(SqlDialect.POSTGRESQL, scaled.schema(), model.inverse()))
                .hasMessageContaining("take the place of columns");
    }

    @Test
    void a_later_inverse_keeps_the_columns_that_are_known() {
        Dataset<Row> data = TestSpark.session().range(1, 6).selectExpr("id", "id * 2D AS a");
        ScalerModel model = new StandardScaler().setInputCols("a").fit(data);
        ScalerModel second =
                new MinMaxScaler().setInputCols("a").setOutputCols("b").fit(data);
        PipelineModel there = new PipelineModel("there", new Transformer[] {model, model.inverse(), second});
        data.createOrReplaceTempView("old");
        assertThat(TestSpark.session()
                        .sql(statement(SqlDialect.SPARK, data.schema(), there))
                        .select("id", "a", "a_scaled", "b")
                        .collectAsList())
                .isEqualTo(
                        there.transform(data).select("id", "a", "a_scaled", "b").collectAsList());
        // What an inverse of unknown columns leaves is known.
        PipelineModel back = new PipelineModel("back", new Transformer[] {model.inverse(), second, second.inverse()});
        model.transform(data).createOrReplaceTempView("old");
        assertThat(TestSpark.session()
                        .sql(statement(SqlDialect.SPARK, null, back))
                        .columns())
                .containsExactlyInAnyOrder("a", "b");
    }

    private static String statement(SqlDialect dialect, StructType schema, Transformer model) {
        return new SqlExport(dialect, "old", null, schema).of(model).replaceAll(";\\s*$", "");
    }

    @Test
    void a_field_in_place_is_refused_by_name() {
        ScalerModel model = new StandardScaler()
                .setInputCols("inner.x")
                .setOutputCols("inner.x")
                .fit(ROWS);
        assertThatThrownBy(() -> statement(SqlDialect.DUCKDB, ROWS.schema(), model))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("'inner.x' is a field");
    }
}
