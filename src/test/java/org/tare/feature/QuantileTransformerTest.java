package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;

/** Ranks of all rows, and back. */
class QuantileTransformerTest {
    /** More than fill the buckets that a second scan has for each of a thousand ranks, so that it takes a third. */
    private static final int ROWS = 40_000;

    private static final double[] VALUES = values();
    private static final Dataset<Row> DATA = TestSpark.session()
            .createDataFrame(
                    Arrays.stream(VALUES).mapToObj(RowFactory::create).toList(),
                    new StructType().add("x", DataTypes.DoubleType))
            .repartition(3)
            .cache();

    private static double[] values() {
        Random random = new Random(3);
        return random.doubles(ROWS).map(any -> Math.exp(random.nextGaussian())).toArray();
    }

    @Test
    void knots_are_the_quantiles_of_the_sorted_values() {
        ScalerModel model =
                new QuantileTransformer().setInputCol("x").setNumQuantiles(2001).fit(DATA);
        double[] sorted = Arrays.stream(VALUES).sorted().toArray();
        for (int k = 0; k <= 2000; k++) {
            // Linear interpolation between the neighbors in rank.
            double position = k / 2000.0 * (ROWS - 1);
            int below = (int) position;
            double part = position - below;
            double quantile = sorted[below] + part * (sorted[Math.min(below + 1, ROWS - 1)] - sorted[below]);
            // Ranks are multiples of 1/2000 rounded, and the value is inverted through a slope of at most 1/(2000 *
            // gap).
            assertThat(model.inverse().apply(k / 2000.0)[0]).isCloseTo(quantile, within(1e-12 * (1 + quantile)));
        }
        assertThat(model.apply(sorted[0])).containsExactly(0.0);
        assertThat(model.apply(sorted[ROWS - 1])).containsExactly(1.0);
        assertThat(model.median().apply(0)).isEqualTo((sorted[ROWS / 2 - 1] + sorted[ROWS / 2]) / 2);
    }

    /** Of an even number of knots none is the median. */
    @Test
    void the_median_is_that_of_the_sorted_values() {
        double[] sorted = Arrays.stream(VALUES).sorted().toArray();
        double median = (sorted[(ROWS - 1) / 2] + sorted[ROWS / 2]) / 2;
        ScalerModel model =
                new QuantileTransformer().setInputCol("x").setNumQuantiles(10).fit(DATA);
        // Two sums of two numbers, in another order.
        assertThat(model.median().apply(0)).isCloseTo(median, within(Math.ulp(median)));
    }

    @Test
    void the_same_rows_give_the_same_bits_in_any_partitioning() {
        String expected = model(DATA);
        assertThat(model(DATA.coalesce(1))).isEqualTo(expected);
        assertThat(model(DATA.repartition(7).orderBy("x"))).isEqualTo(expected);
    }

    private static String model(Dataset<Row> data) {
        return new QuantileTransformer()
                .setInputCol("x")
                .fit(data)
                .summary(TestSpark.session())
                .first()
                .toString();
    }

    @Test
    void transform_gives_the_bits_of_apply_and_inverse_the_values_back() {
        for (String distribution : List.of("uniform", "normal")) {
            ScalerModel model = new QuantileTransformer()
                    .setInputCol("x")
                    .setOutputDistribution(distribution)
                    .fit(DATA);
            Dataset<Row> scaled = model.transform(DATA).cache();
            for (Row row : scaled.collectAsList()) {
                assertThat(model.apply(row.getDouble(0))).containsExactly(row.getDouble(1));
            }
            for (Row row : model.inverse()
                    .transform(scaled.selectExpr("x AS before", "x_scaled"))
                    .collectAsList()) {
                // Two interpolations and, for the normal distribution, its quantile and back, to 1e-13 of the rank.
                assertThat(row.<Double>getAs("x"))
                        .isCloseTo(row.<Double>getAs("before"), within(1e-8 * row.<Double>getAs("before")));
            }
        }
    }

    @Test
    void constants_missing_values_and_infinities() {
        ScalerModel model = new QuantileTransformer()
                .setInputCol("x")
                .fit(Data.column(7.0, null, 7.0, Double.NaN, Double.POSITIVE_INFINITY));
        assertThat(DoubleStream.of(6, 7, 8).map(x -> model.apply(x)[0])).containsExactly(0.0, 0.0, 1.0);
        assertThat(model.apply(Double.NaN)[0]).isNaN();
        assertThat(model.apply(Double.POSITIVE_INFINITY)).containsExactly(1.0);
    }

    @Test
    void statistics_do_without_data_unless_exactness_was_asked_for() {
        QuantileTransformer transformer = new QuantileTransformer().setInputCol("x");
        DatasetStatistics once =
                new QuantileTransformer().setInputCol("x").setExact(false).scan(DATA);
        double[] sorted = Arrays.stream(VALUES).sorted().toArray();
        ScalerModel model = transformer.fit(once);
        for (int i = 0; i < ROWS; i += 997) {
            // What RobustScaler promises of one scan's ranks, and half a step between two of a thousand quantiles.
            assertThat(model.apply(sorted[i])[0]).isCloseTo((double) i / ROWS, within(0.001));
        }
        assertThatThrownBy(() -> transformer.setExact(true).fit(once))
                .hasMessageContaining("while exact is true; fit to data, or set exact to false");
    }

    @Test
    void more_quantiles_than_rows_are_as_many_as_rows_and_warned_of_once_if_they_were_asked_for() {
        Dataset<Row> few = Data.columns(new double[] {1, 5}, new double[] {2, 6}, new double[] {4, 7});
        assertThat(new QuantileTransformer().setInputCol("x0").fit(few).apply(2))
                .containsExactly(0.5);
        try (LogLines log = new LogLines(Fitting.class, Level.WARN)) {
            new QuantileTransformer()
                    .setInputCols("x0", "x1")
                    .setNumQuantiles(10)
                    .fit(few);
            assertThat(log.lines())
                    .containsExactly(
                            "numQuantiles is 10, more than the 3 rows, and as many quantiles were taken as rows: x0, x1");
        }
        assertThatThrownBy(() -> new QuantileTransformer().setNumQuantiles(0))
                .hasMessage("numQuantiles cannot be 0; set numQuantiles to a number from 1 to 100000.");
    }

    @Test
    void vectors_take_part_and_sparse_ones_would_become_dense() {
        StructType schema = new StructType().add("v", Data.VECTOR);
        Dataset<Row> dense =
                Data.of(schema, RowFactory.create(Vectors.dense(1, 10)), RowFactory.create(Vectors.dense(3, 10)));
        assertThat(new QuantileTransformer()
                        .setInputCol("v")
                        .fit(dense)
                        .transform(dense)
                        .collectAsList()
                        .get(1)
                        .get(1))
                .isEqualTo(Vectors.dense(1, 0));
        Dataset<Row> sparse = Data.of(
                schema,
                RowFactory.create(Vectors.sparse(2, new int[] {0}, new double[] {-1})),
                RowFactory.create(Vectors.sparse(2, new int[] {0}, new double[] {1})));
        assertThatThrownBy(() -> new QuantileTransformer().setInputCol("v").fit(sparse))
                .hasMessageContaining("which would become dense as its element 0 takes 0 to");
    }

    @Test
    void weights_are_repeated_rows() {
        Dataset<Row> data = TestSpark.session().range(50).selectExpr("id * id AS x", "id % 4 AS w");
        Dataset<Row> repeated = data.selectExpr("explode(array_repeat(x, int(w))) AS x");
        QuantileTransformer transformer =
                new QuantileTransformer("same").setInputCol("x").setNumQuantiles(20);
        String expected =
                transformer.fit(repeated).summary(TestSpark.session()).first().getAs("curve");
        assertThat(transformer
                        .setWeightCol("w")
                        .fit(data)
                        .summary(TestSpark.session())
                        .first()
                        .<String>getAs("curve"))
                .isEqualTo(expected);
    }
}
