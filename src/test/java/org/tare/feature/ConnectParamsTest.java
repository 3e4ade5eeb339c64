package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.export.ModelExport;
import org.tare.export.StagePlans;
import org.tare.report.HtmlReport;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;

/** What a client that can only set parameters and transform gets of a model is what its methods give. */
class ConnectParamsTest {
    private static final Dataset<Row> DATA = TestSpark.session().range(100).selectExpr("id", "sqrt(id) AS x");

    @Test
    void a_transform_returns_what_the_methods_return() {
        ScalerModel model = new RobustScaler().setInputCols("x").fit(DATA);
        Dataset<Row> scaled = model.transform(DATA).drop("x");
        ScalerModel inverse = model.inverse();
        ScalerModel inverted = model.copy(ParamMap.empty()).setInverted(true);
        assertThat(inverted.transform(scaled).collectAsList())
                .isEqualTo(inverse.transform(scaled).collectAsList());
        assertThat(inverted.transformSchema(scaled.schema())).isEqualTo(inverse.transformSchema(scaled.schema()));
        assertThat(inverted.apply(0.5)).isEqualTo(inverse.apply(0.5));
        assertThat(inverted.inverse().transform(DATA).collectAsList())
                .isEqualTo(model.transform(DATA).collectAsList());
        assertThat(inverted.setReturns("summary").transform(DATA).collectAsList())
                .isEqualTo(inverse.summary(TestSpark.session()).collectAsList());
        inverted.setReturns("scaled");
        assertThat(StagePlans.of(inverted).steps())
                .isEqualTo(StagePlans.of(inverse).steps());
        assertThat(ModelExport.toSql(inverted, "duckdb", "t", null))
                .isEqualTo(ModelExport.toSql(inverse, "duckdb", "t", null));
        Dataset<Row> summary = model.setReturns("summary").transform(DATA.limit(0));
        assertThat(summary.collectAsList())
                .isEqualTo(model.summary(TestSpark.session()).collectAsList());
        assertThat(model.transformSchema(DATA.schema())).isEqualTo(summary.schema());
        assertThatThrownBy(() -> StagePlans.of(model, Map.of())).hasMessageContaining("has returns=summary");
        assertThatThrownBy(() -> model.setReturns("learned"))
                .hasMessageContaining("returns")
                .hasMessageContaining("learned");
    }

    @Test
    void a_transform_returns_what_apply_gives_of_rows() {
        ScalerModel model = new ColumnScaler()
                .add(new KBinsDiscretizer().setInputCols("x").setNumBins(3).setEncode("onehot"))
                .add(new PowerTransformer().setInputCols("id"))
                .fit(DATA);
        Dataset<Row> rows = TestSpark.session().range(5).selectExpr("array(sqrt(id), double(id)) AS row");
        List<double[]> expected = rows.collectAsList().stream()
                .map(row -> model.apply(row.<Double>getList(0).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()))
                .toList();
        ScalerModel asked = model.copy(ParamMap.empty()).setReturns("applied");
        Dataset<Row> table = asked.transform(rows);
        assertThat(asked.transformSchema(rows.schema())).isEqualTo(table.schema());
        assertThat(table.collectAsList().stream().map(row -> row.<Double>getList(0)))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(expected.stream()
                        .map(row -> DoubleStream.of(row).boxed().toList())
                        .toList());
        assertThatThrownBy(() -> asked.transform(rows.selectExpr("slice(row, 1, 1)")))
                .hasMessageContaining("1");
        ScalerModel byGroup = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("id")
                .fit(DATA)
                .setReturns("applied");
        assertThatThrownBy(() -> byGroup.transform(rows)).hasMessageContaining("by group(...)");
    }

    @Test
    void a_transform_returns_texts_that_other_packages_make() {
        ScalerModel model = new StandardScaler().setInputCols("x").fit(DATA);
        assertThat(text(model, "json")).isEqualTo(ModelExport.toJsonText(model));
        assertThat(text(model, "html")).isEqualTo(HtmlReport.of(model).html());
    }

    @Test
    void a_transform_returns_the_columns_that_are_read_and_made_and_the_model_to_read() {
        ScalerModel model = new StandardScaler().setInputCols("x", "id").fit(DATA);
        assertThat(columns(model)).containsExactly("x:x_scaled", "id:id_scaled");
        assertThat(text(model, "text")).isEqualTo(model.toString());
        ScalerModel chosen = model.copy(ParamMap.empty()).setInputCols("id");
        assertThat(columns(chosen)).containsExactly("id:id_scaled");
        assertThat(text(chosen, "text")).isEqualTo(chosen.toString()).contains("1 columns");
        assertThat(columns(chosen.setInverted(true))).containsExactly("id_scaled:id");
        ScalerModel together = model.copy(ParamMap.empty()).setVectorCol("v");
        assertThat(columns(together)).containsExactly("x:v", "id:v");
        assertThat(columns(together.setInverted(true))).containsExactly("v:x", "v:id");
    }

    private static List<String> columns(ScalerModel model) {
        ScalerModel asked = model.copy(ParamMap.empty()).setReturns("columns");
        Dataset<Row> table = asked.transform(DATA.limit(0));
        assertThat(asked.transformSchema(DATA.schema())).isEqualTo(table.schema());
        return table.collectAsList().stream().map(row -> row.mkString(":")).toList();
    }

    @Test
    void the_key_of_a_group_crosses_as_text() {
        Dataset<Row> data = TestSpark.session()
                .range(60)
                .selectExpr(
                        "sqrt(id) AS x",
                        "CASE id % 3 WHEN 0 THEN 'a' WHEN 1 THEN '1' END AS `by.text`",
                        "DATE '2024-02-29' + CAST(id % 2 AS int) AS day",
                        "IF(id % 5 = 0, double('NaN'), -0D) AS number");
        ScalerModel model = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("by.text", "day", "number")
                .fit(data);
        ScalerModel one = model.copy(ParamMap.empty()).setGroupKey("[\"a\", \"2024-03-01\", 0]");
        ScalerModel expected = model.group("a", Date.valueOf("2024-03-01"), 0.0);
        assertThat(one.apply(3)).isEqualTo(expected.apply(3));
        assertThat(one.transform(data).collectAsList())
                .isEqualTo(expected.transform(data).collectAsList());
        assertThat(one.numGroups()).isZero();
        assertThat(one.inverse().apply(1)).isEqualTo(expected.inverse().apply(1));
        assertThat(one.select("x").apply(3)).isEqualTo(expected.apply(3));
        assertThat(one).hasToString(expected.toString());
        assertThat(model.copy(ParamMap.empty())
                        .setGroupKey("[null, \"2024-02-29\", \"NaN\"]")
                        .apply(3))
                .isEqualTo(model.group(null, Date.valueOf("2024-02-29"), Double.NaN)
                        .apply(3));
        assertThat(model.copy(ParamMap.empty())
                        .setGroupKey("[1, \"2024-03-01\", 0.0]")
                        .apply(3))
                .isEqualTo(model.group("1", Date.valueOf("2024-03-01"), 0.0).apply(3));
        assertThatThrownBy(() -> model.copy(ParamMap.empty())
                        .setGroupKey("[\"a\", \"soon\", 0]")
                        .fitted())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'soon' for the group column 'day', which is of type date");
        assertThatThrownBy(() ->
                        model.copy(ParamMap.empty()).setGroupKey("[\"a\"]").fitted())
                .hasMessageContaining("There are 1 values for the group columns");
        for (String bad : new String[] {"a", "{}", "[[1], 2, 3]"}) {
            assertThatThrownBy(
                            () -> model.copy(ParamMap.empty()).setGroupKey(bad).fitted())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("groupKey is '" + bad + "'; give a JSON array");
        }
        assertThatThrownBy(() -> new StandardScaler()
                        .setInputCols("x")
                        .fit(data)
                        .setGroupKey("[1]")
                        .fitted())
                .hasMessageContaining("fitted without groups");
    }

    @Test
    void a_report_draws_the_statistics_that_are_the_data() {
        StandardScaler scaler = new StandardScaler().setInputCols("x");
        DatasetStatistics statistics =
                Scan.of(DATA, "x").with(new HistogramStatistic()).run();
        ScalerModel model = scaler.fit(statistics);
        Dataset<Row> table = statistics.toDataset(TestSpark.session());
        assertThat(model.copy(ParamMap.empty())
                        .setReturns("html")
                        .transform(table)
                        .head()
                        .getString(0))
                .isEqualTo(HtmlReport.of(model).with(statistics).html());
    }

    private static String text(ScalerModel model, String form) {
        ScalerModel asked = model.copy(ParamMap.empty()).setReturns(form);
        Dataset<Row> table = asked.transform(DATA);
        assertThat(asked.transformSchema(DATA.schema())).isEqualTo(table.schema());
        return table.collectAsList().get(0).getAs(form);
    }

    @Test
    void scalers_cross_as_the_json_in_which_they_are_saved() {
        ColumnScaler scaler = new ColumnScaler()
                .add(new Imputer().setInputCols("x").setStrategy("median"))
                .add(new MinMaxScaler().setInputCols("x").setMin(-1).setMax(1));
        String json = scaler.scalers().jsonEncode(scaler.getScalers());
        ScalerModel crossed = new ColumnScaler().setScalersJson(json).fit(DATA);
        assertThat(crossed.apply(3)).containsExactly(scaler.fit(DATA).apply(3));
        for (String bad : new String[] {"[1]", "{}", "[{\"class\": \"org.tare.feature.MinMaxScaler\"}]"}) {
            assertThatThrownBy(() -> new ColumnScaler().setScalersJson(bad).getScalers())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no list of scalers");
        }
    }

    @Test
    void what_was_read_is_told_by_its_text_and_its_scalers_can_be_set(@TempDir Path folder) throws Exception {
        ColumnScaler scaler = new ColumnScaler().add(new MinMaxScaler().setInputCols("x"));
        String path = folder.resolve("scaler").toString();
        scaler.save(path);
        ColumnScaler read = ColumnScaler.load(path);
        assertThat(read.isSet(read.scalers())).isFalse();
        assertThat(read.getOrDefault(read.scalersJson()))
                .isEqualTo(scaler.scalers().jsonEncode(scaler.getScalers()));
        ColumnScaler other = read.copy(ParamMap.empty()
                .put(read.scalers()
                        .w(new Scaler<?>[] {new MinMaxScaler().setInputCols("x").setMax(7)})));
        assertThat(other.fit(DATA).inverse().apply(7))
                .containsExactly(scaler.fit(DATA).inverse().apply(1));
        ((MinMaxScaler) read.getScalers()[0]).setMax(5);
        assertThat(read.fit(DATA).inverse().apply(5))
                .containsExactly(scaler.fit(DATA).inverse().apply(1));
    }
}
