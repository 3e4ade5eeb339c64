package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.stat.ClippedStatistic;
import org.tare.stat.HistogramsWithin;
import org.tare.stat.Statistic;
import org.tare.stat.ValueRange;

/** Winsorizing: scalers see and scale values held between two quantiles. */
class ClipQuantilesTest {
    private static final Dataset<Row> DATA = data();

    private static Dataset<Row> data() {
        Random random = new Random(6);
        return TestSpark.session()
                .createDataFrame(
                        Stream.generate(() -> RowFactory.create(
                                        Math.tan(3 * (random.nextDouble() - 0.5)) * 100, random.nextInt(4)))
                                .limit(9000)
                                .toList(),
                        new StructType().add("x", DataTypes.DoubleType).add("w", DataTypes.IntegerType))
                .repartition(3)
                .cache();
    }

    /** The definition: hold the data between its quantiles first, and fit to that. */
    @Test
    void scalers_learn_what_they_would_learn_from_held_data() {
        ScalerModel ends =
                new RobustScaler().setInputCol("x").setLower(0.05).setUpper(0.9).fit(DATA);
        double low = ends.learned("lower").apply(0);
        double high = ends.learned("upper").apply(0);
        Dataset<Row> held = DATA.selectExpr("greatest(" + low + "D, least(x, " + high + "D)) AS x", "w")
                .cache();
        for (Scaler<?> scaler : List.of(
                new StandardScaler(),
                new MinMaxScaler(),
                new MaxAbsScaler(),
                new RobustScaler(),
                new QuantileTransformer().setNumQuantiles(30),
                new PowerTransformer())) {
            scaler.setInputCols("x");
            ScalerModel expected = scaler.fit(held);
            scaler.setClipQuantiles(0.05, 0.9);
            ScalerModel found = scaler.fit(DATA);
            assertThat(found.transform(DATA).select("x_scaled").collectAsList())
                    .as(scaler.uid())
                    .isEqualTo(expected.transform(held).select("x_scaled").collectAsList());
            assertThat(found.learned("clipLower").apply(0)).isEqualTo(low);
            assertThat(found.transform(DATA).queryExecution().toString()).doesNotContain("UDF");
        }
    }

    @Test
    void weights_are_repeated_rows_and_statistics_come_near() {
        Scaler<?> scaler = new StandardScaler("same").setInputCols("x").setClipQuantiles(0.1, 0.8);
        String expected =
                scaler.fit(DATA.selectExpr("explode(array_repeat(x, w)) AS x")).toString();
        DatasetStatistics once =
                new RobustScaler().setInputCols("x").setExact(false).scan(DATA);
        double near = scaler.fit(once).apply(20)[0];
        assertThat(near).isCloseTo(scaler.fit(DATA).apply(20)[0], within(1e-3));
        scaler.setWeightCol("w");
        assertThat(scaler.fit(DATA).apply(20)).isEqualTo(curve(expected, 20));
    }

    private static double[] curve(String model, double x) {
        String curve = model.substring(model.indexOf("affine("));
        return new double[] {org.tare.curve.Curves.parse(curve).apply(x)};
    }

    @Test
    void few_values_need_no_further_scan_and_equal_quantiles_make_a_constant() {
        Dataset<Row> few = TestSpark.session().range(100).selectExpr("IF(id < 90, 5D, id) AS x");
        ScalerModel model =
                new MinMaxScaler().setInputCol("x").setClipQuantiles(0.1, 0.8).fit(few);
        assertThat(model.apply(99)).containsExactly(0.0);
        assertThat(model.apply(-7)).containsExactly(0.0);
        DatasetStatistics scanned =
                new MinMaxScaler().setInputCol("x").setClipQuantiles(0.1, 0.95).scan(few);
        assertThat(scanned.column("x").feature().kinds()).hasSize(1);
        assertThat(new MinMaxScaler()
                        .setInputCol("x")
                        .setClipQuantiles(0.1, 0.95)
                        .fit(few)
                        .apply(94.05))
                .containsExactly(1.0);
    }

    @Test
    void sparse_vectors_stay_sparse_where_zero_does() {
        Dataset<Row> sparse = Data.of(
                new StructType().add("v", Data.VECTOR),
                RowFactory.create(Vectors.sparse(1, new int[] {0}, new double[] {4})),
                RowFactory.create(Vectors.sparse(1, new int[] {}, new double[] {})),
                RowFactory.create(Vectors.sparse(1, new int[] {0}, new double[] {100})));
        assertThat(new MaxAbsScaler()
                        .setInputCol("v")
                        .setClipQuantiles(0, 0.5)
                        .fit(sparse)
                        .transform(sparse)
                        .collectAsList()
                        .get(2)
                        .get(1))
                .isEqualTo(Vectors.sparse(1, new int[] {0}, new double[] {1}));
        assertThatThrownBy(() -> new MaxAbsScaler()
                        .setInputCol("v")
                        .setClipQuantiles(0.5, 1)
                        .fit(sparse))
                .hasMessageContaining("would become dense");
    }

    @Test
    void bad_quantiles_are_told() {
        assertThatThrownBy(() -> new StandardScaler().setClipQuantiles(0.9, 0.1))
                .hasMessage(
                        "clipQuantiles cannot be [0.9, 0.1]; set clipQuantiles to two numbers from 0.0 to 1.0, the lower one"
                                + " first.");
    }

    @Test
    void the_text_of_a_kind_within_another_reads_back() {
        Statistic<?> kind = new ClippedStatistic<>(
                -1, 2.5, new HistogramsWithin(List.of(new ValueRange(1, 2), new ValueRange(3, 4)), 64));
        assertThat(Statistic.of(kind.toString())).isEqualTo(kind);
        assertThat(Statistic.of("clipped(kind=histogram, max=3.0)"))
                .hasToString("clipped(min=0.0, max=3.0, kind=histogram)");
    }
}
