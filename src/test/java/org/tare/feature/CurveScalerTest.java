package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

class CurveScalerTest {
    private static final Dataset<Row> DATA =
            TestSpark.session().range(5).selectExpr("id", "CAST(NULL AS double) AS nothing");

    @Test
    void the_curve_is_the_one_given_whatever_the_data() {
        ScalerModel model = new CurveScaler()
                .setInputCols("id", "nothing")
                .setCurve("affine(x0=3.0, dx=2.0, y0=0.0, dy=1.0) clip(min=-1.0, max=1.0)")
                .fit(DATA);
        assertThat(model.apply(4, 99)).containsExactly(0.5, 1);
        assertThat(model.transform(DATA).select("id_scaled").head().getDouble(0))
                .isEqualTo(-1);
    }

    @Test
    void a_curve_that_cannot_be_read_is_refused_before_the_data_is() {
        CurveScaler scaler = new CurveScaler().setInputCols("id");
        assertThat(scaler.fit(DATA).apply(7)).containsExactly(7);
        assertThatThrownBy(() -> scaler.setCurve("line(1)").transformSchema(DATA.schema()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line(1)");
    }
}
