package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.curve.SqlDialect;
import org.tare.export.StagePlans;
import org.tare.scoring.Scoring;

/** Bins as zeros and a one: the one stands where the ordinal encoding says, in each kind of column. */
class OneHotBinsTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(200)
            .selectExpr(
                    "IF(id = 7, NULL, IF(id = 8, double('NaN'), sqrt(id))) AS x",
                    "id % 3 AS few",
                    "array(float(id), IF(id = 9, NULL, float(-id))) AS xs")
            .selectExpr("*", "xs AS ys");

    private static KBinsDiscretizer bins() {
        return new KBinsDiscretizer().setInputCols("x", "few", "xs").setNumBins(4);
    }

    @Test
    void the_one_stands_at_the_place_of_the_ordinal() {
        Dataset<Row> ordinal = bins().fit(DATA).transform(DATA);
        Dataset<Row> oneHot = bins().setEncode("onehot").fit(DATA).transform(DATA);
        List<Row> numbers =
                ordinal.select("x_scaled", "few_scaled", "xs_scaled").collectAsList();
        List<Row> vectors = oneHot.select("x_scaled", "few_scaled", "xs_scaled").collectAsList();
        for (int r = 0; r < numbers.size(); r++) {
            Double x =
                    numbers.get(r).isNullAt(0) ? null : (Double) numbers.get(r).getDouble(0);
            assertThat(vectors.get(r).<Vector>getAs(0)).isEqualTo(run(4, x));
            assertThat(vectors.get(r).<Vector>getAs(1))
                    .isEqualTo(run(2, numbers.get(r).getDouble(1)));
            List<Float> xs = numbers.get(r).getList(2);
            assertThat(vectors.get(r).<Vector>getAs(2)).isEqualTo(runs(4, xs));
        }
        assertThat(AttributeGroup.fromStructField(oneHot.schema().apply("xs_scaled"))
                        .attributes()
                        .get())
                .extracting(attribute -> attribute.name().get())
                .startsWith("xs[0]_0", "xs[0]_1")
                .hasSize(8);
    }

    private static String saved(ScalerModel model, Path folder) throws IOException {
        String path = folder.resolve("model").toString();
        model.save(path);
        return path;
    }

    private static Vector run(int bins, Double place) {
        return runs(bins, java.util.Collections.singletonList(place));
    }

    private static Vector runs(int bins, List<? extends Number> places) {
        double[] runs = new double[bins * places.size()];
        for (int i = 0; i < places.size(); i++) {
            Number place = places.get(i);
            if (place != null && !Double.isNaN(place.doubleValue())) {
                runs[bins * i + place.intValue()] = 1;
            }
        }
        return Vectors.dense(runs);
    }

    @Test
    void the_way_back_is_that_of_the_ordinal_from_columns_and_from_one_vector(@TempDir Path folder) throws Exception {
        ScalerModel ordinal = bins().fit(DATA);
        List<String> expected = strings(ordinal.inverse().transform(ordinal.transform(DATA)));
        ScalerModel columns = bins().setEncode("onehot").fit(DATA);
        assertThat(strings(columns.inverse().transform(columns.transform(DATA))))
                .isEqualTo(expected);

        ScalerModel one = bins().setEncode("onehot").setVectorCol("all").fit(DATA);
        one.save(folder.resolve("model").toString());
        ScalerModel loaded = ScalerModel.load(folder.resolve("model").toString());
        loaded.inverse().save(folder.resolve("inverse").toString());
        ScalerModel inverse = ScalerModel.load(folder.resolve("inverse").toString());
        assertThat(strings(inverse.transform(loaded.transform(DATA)))).isEqualTo(expected);
        assertThat(loaded.apply(0, 0, 0, 0)).hasSize(4 + 2 + 4 + 4);
        assertThat(inverse.apply(loaded.apply(3, 1, 100, -100)))
                .containsExactly(ordinal.inverse().apply(ordinal.apply(3, 1, 100, -100)));
    }

    /** What is null comes back as NaN. */
    private static List<String> strings(Dataset<Row> data) {
        List<String> rows = new ArrayList<>();
        data.selectExpr("nvl(x, double('NaN')) AS x", "few", "transform(xs, e -> nvl(e, float('NaN'))) AS xs")
                .collectAsList()
                .forEach(row -> rows.add(row.toString()));
        return rows;
    }

    @Test
    void what_vectors_of_bins_cannot_do_is_refused(@TempDir Path folder) {
        ScalerModel model = bins().setEncode("onehot").fit(DATA);
        for (ThrowingCallable export : List.<ThrowingCallable>of(
                () -> model.toSql(SqlDialect.ANSI),
                () -> StagePlans.of(model, Map.of()),
                () -> Scoring.load(saved(model, folder)))) {
            assertThatThrownBy(export).hasMessageContaining("encode=ordinal");
        }
        assertThatThrownBy(() -> model.inverse().apply(1, 0)).hasMessageContaining("2 values where the model takes 14");
        assertThatThrownBy(() -> new KBinsDiscretizer()
                        .setInputCols("x")
                        .setEncode("onehot")
                        .setGroupCols("few")
                        .fit(DATA))
                .hasMessageContaining("encode is onehot for column 'x' while each group has bins of its own");
        assertThatThrownBy(() -> new KBinsDiscretizer().setEncode("one-hot")).hasMessageContaining("onehot");
    }
}
