package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.logging.log4j.Level;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.TestSpark;

/** Bins of as many rows, or of one width. */
class KBinsDiscretizerTest {
    private static final Dataset<Row> DATA =
            TestSpark.session().range(10_000).selectExpr("sqrt(id) AS x", "id % 3 AS few", "7 AS seven");

    @Test
    void bins_of_quantiles_have_as_many_rows_and_uniform_ones_the_same_width() {
        ScalerModel quantile =
                new KBinsDiscretizer().setInputCol("x").setNumBins(8).fit(DATA);
        for (Row bin : quantile.transform(DATA).groupBy("x_scaled").count().collectAsList()) {
            assertThat(bin.getLong(1)).isEqualTo(1250);
        }
        ScalerModel uniform = new KBinsDiscretizer()
                .setInputCol("x")
                .setNumBins(4)
                .setStrategy("uniform")
                .fit(DATA);
        double width = Math.sqrt(9999) / 4;
        assertThat(DoubleStream.of(-1, 0, 0.99 * width, 1.01 * width, 2.5 * width, 99, 1e9)
                        .map(x -> uniform.apply(x)[0]))
                .containsExactly(0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0);
        // Two halves of the width, each rounded.
        assertThat(uniform.inverse().apply(1)[0] / width).isBetween(1.5 - 1e-15, 1.5 + 1e-15);
    }

    @Test
    void equal_edges_are_merged_and_warned_of_once() {
        try (LogLines log = new LogLines(Fitting.class, Level.WARN)) {
            ScalerModel model =
                    new KBinsDiscretizer().setInputCols("few", "seven").fit(DATA);
            assertThat(model.learned("bins").toArray()).containsExactly(2, 1);
            assertThat(model.apply(1, 7)).containsExactly(1, 0);
            assertThat(log.lines())
                    .contains("numBins is 5, and bins between equal edges were merged to 2: few")
                    .contains("numBins is 5, and bins between equal edges were merged to 1: seven");
        }
    }

    @Test
    void the_largest_double_is_a_bin() {
        for (String strategy : List.of("quantile", "uniform")) {
            for (double only : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}) {
                ScalerModel model = new KBinsDiscretizer()
                        .setInputCol("x")
                        .setStrategy(strategy)
                        .fit(Data.column(only, only));
                assertThat(model.apply(only)).containsExactly(0);
            }
        }
    }

    @Test
    void missing_values_stay_or_are_what_handle_invalid_says() {
        Dataset<Row> data = Data.column(1.0, null, 2.0, Double.NaN, 3.0);
        KBinsDiscretizer discretizer = new KBinsDiscretizer().setNumBins(2).setInputCol("x");
        assertThat(Data.doubles(discretizer.fit(data).transform(data), "x_scaled"))
                .isEqualTo(java.util.Arrays.asList(0.0, null, 1.0, Double.NaN, 1.0));
        assertThat(discretizer
                        .setHandleInvalid("skip")
                        .fit(data)
                        .transform(data)
                        .count())
                .isEqualTo(3);
        assertThatThrownBy(() -> discretizer.setHandleInvalid("error").fit(data).transform(data))
                .hasMessageContaining("2 in 'x'");
    }

    @Test
    void too_few_and_too_many_bins_are_refused() {
        assertThatThrownBy(() -> new KBinsDiscretizer().setNumBins(1))
                .hasMessage("numBins cannot be 1; set numBins to a number from 2 to 10000.");
        assertThatThrownBy(() -> new KBinsDiscretizer().setNumBins(300_000_000))
                .hasMessage("numBins cannot be 300000000; set numBins to a number from 2 to 10000.");
        assertThat(List.of(new KBinsDiscretizer().getNumBins())).containsExactly(5);
    }
}
