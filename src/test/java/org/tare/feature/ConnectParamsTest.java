package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.export.StagePlans;

/** What a client that can only set parameters and transform gets of a model is what its methods give. */
class ConnectParamsTest {
    private static final Dataset<Row> DATA = TestSpark.session().range(100).selectExpr("id", "sqrt(id) AS x");

    @Test
    void a_transform_returns_what_the_methods_return() {
        ScalerModel model = new RobustScaler().setInputCols("x").fit(DATA);
        Dataset<Row> scaled = model.transform(DATA).drop("x");
        assertThat(model.setReturns("inverse").transform(scaled).collectAsList())
                .isEqualTo(model.inverse().transform(scaled).collectAsList());
        assertThat(model.transformSchema(scaled.schema()))
                .isEqualTo(model.inverse().transformSchema(scaled.schema()));
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
