package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
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
        assertThatThrownBy(() -> StagePlans.of(inverted.setReturns("scaled"), Map.of()))
                .hasMessageContaining("inverted=true");
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
    void a_transform_returns_texts_that_other_packages_make() {
        ScalerModel model = new StandardScaler().setInputCols("x").fit(DATA);
        assertThat(text(model, "json")).isEqualTo(ModelExport.toJsonText(model));
        assertThat(text(model, "html")).isEqualTo(HtmlReport.of(model).html());
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
}
