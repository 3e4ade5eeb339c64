package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

/** Powers of the largest likelihood. */
class PowerTransformerTest {
    private static final int ROWS = 20_000;

    private static Dataset<Row> of(double... values) {
        return TestSpark.session()
                .createDataFrame(
                        Arrays.stream(values).mapToObj(RowFactory::create).toList(),
                        new StructType().add("x", DataTypes.DoubleType));
    }

    private static double[] drawn(java.util.function.ToDoubleFunction<Random> distribution) {
        Random random = new Random(11);
        return random.doubles(ROWS)
                .map(any -> distribution.applyAsDouble(random))
                .toArray();
    }

    private static ScalerModel fit(PowerTransformer transformer, Dataset<Row> data) {
        return transformer.setInputCol("x").fit(data);
    }

    private static double lambda(ScalerModel model) {
        return model.learned("lambda").apply(0);
    }

    /** The likelihood as it was published, each value in turn. */
    private static double likelihood(double[] values, double lambda, boolean boxCox) {
        double[] powers = new double[values.length];
        double logarithms = 0;
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            double base = boxCox ? x : 1 + Math.abs(x);
            double power = boxCox || x >= 0 ? lambda : 2 - lambda;
            powers[i] = (Math.pow(base, power) - 1) / power * (boxCox || x >= 0 ? 1 : -1);
            logarithms += Math.log(base) * (boxCox || x >= 0 ? 1 : -1);
        }
        double mean = Arrays.stream(powers).average().orElseThrow();
        double variance = Arrays.stream(powers)
                .map(y -> (y - mean) * (y - mean))
                .average()
                .orElseThrow();
        return -values.length / 2.0 * Math.log(variance) + (lambda - 1) * logarithms;
    }

    /** Where the slope of the published likelihood is 0, by bisection of its central difference. */
    private static double peak(double[] values, boolean boxCox) {
        double low = -3;
        double high = 5;
        // The difference over 2e-3 puts the zero off by a third of its third derivative times 1e-6, below 1e-6 here.
        double h = 1e-3;
        while (high - low > 1e-9) {
            double middle = (low + high) / 2;
            boolean rises = likelihood(values, middle + h, boxCox) > likelihood(values, middle - h, boxCox);
            low = rises ? middle : low;
            high = rises ? high : middle;
        }
        return low;
    }

    @Test
    void lambda_is_where_the_published_likelihood_is_largest() {
        double[] skewed = drawn(random -> Math.exp(0.7 * random.nextGaussian()));
        double[] bothSigns = drawn(random -> 3 * random.nextGaussian() + Math.abs(random.nextGaussian()) * 4);
        assertThat(lambda(fit(new PowerTransformer(), of(skewed)))).isCloseTo(peak(skewed, false), within(2e-6));
        assertThat(lambda(fit(new PowerTransformer(), of(bothSigns)))).isCloseTo(peak(bothSigns, false), within(2e-6));
        assertThat(lambda(fit(new PowerTransformer().setMethod("box-cox"), of(skewed))))
                .isCloseTo(peak(skewed, true), within(2e-6));
    }

    @Test
    void results_have_mean_0_and_deviation_1_and_come_back() {
        Dataset<Row> data = of(drawn(random -> random.nextGaussian() * random.nextGaussian() * 5))
                .cache();
        ScalerModel model = fit(new PowerTransformer(), data);
        Row moments = model.transform(data)
                .selectExpr("avg(x_scaled)", "stddev_pop(x_scaled)")
                .first();
        // Both are interpolated between five powers to 1e-12, and summed with rounding here.
        assertThat(moments.getDouble(0)).isCloseTo(0, within(1e-10));
        assertThat(moments.getDouble(1)).isCloseTo(1, within(1e-10));
        for (Row row : model.inverse()
                .transform(model.transform(data).withColumnRenamed("x", "before"))
                .collectAsList()) {
            double before = row.<Double>getAs("before");
            assertThat(row.<Double>getAs("x")).isCloseTo(before, within(1e-12 * (1 + before * before)));
            assertThat(model.apply(before)).containsExactly(row.<Double>getAs("x_scaled"));
        }
    }

    @Test
    void the_same_rows_give_the_same_bits_in_any_partitioning() {
        Dataset<Row> data = of(drawn(random -> Math.exp(random.nextGaussian()))).cache();
        String expected = fit(new PowerTransformer("same"), data.coalesce(1)).toString();
        assertThat(fit(new PowerTransformer("same"), data.repartition(7)).toString())
                .isEqualTo(expected);
        assertThat(fit(new PowerTransformer("same"), data.orderBy("x")).toString())
                .isEqualTo(expected);
    }

    @Test
    void weights_are_repeated_rows() {
        Dataset<Row> data = TestSpark.session().range(6000).selectExpr("sqrt(id) + id % 7 AS x", "id % 3 AS w");
        Dataset<Row> repeated = data.selectExpr("explode(array_repeat(x, int(w))) AS x");
        assertThat(lambda(fit(new PowerTransformer().setWeightCol("w"), data)))
                .isEqualTo(lambda(fit(new PowerTransformer(), repeated)));
    }

    @Test
    void statistics_without_data_come_near() {
        Dataset<Row> data = of(drawn(random -> Math.exp(random.nextGaussian())));
        double exact = lambda(fit(new PowerTransformer(), data));
        double near = lambda(new PowerTransformer()
                .setInputCol("x")
                .fit(new QuantileTransformer().setInputCol("x").setExact(false).scan(data)));
        // The likelihood of 20,000 rows is about 0.01 wide.
        assertThat(near).isCloseTo(exact, within(1e-3)).isNotEqualTo(exact);
    }

    /** Standardized results of what overflowed or lost all digits elsewhere. */
    @Test
    void corner_cases_are_finite_and_keep_their_order() {
        List<double[]> cases = new ArrayList<>();
        cases.add(new double[] {2003, 1950, 1997, 2000, 2009, 2009, 1980, 1999, 2007, 1991});
        cases.add(DoubleStream.concat(
                        DoubleStream.of(0), DoubleStream.generate(() -> 1).limit(355))
                .toArray());
        cases.add(new double[] {1e300, 2e300, 9e300, 1.5e300});
        cases.add(new double[] {-1e300, 2e300, 9e300, 1.5e300, 3});
        cases.add(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, 1});
        cases.add(new double[] {1e-300, 1e300, 1});
        cases.add(new double[] {1.7e9, 1.7e9 + 1, 1.7e9 + 5, 1.7e9 + 6});
        cases.add(new double[] {-1.7e9, -1.7e9 + 1, -1.7e9 + 5, -1.7e9 + 6});
        cases.add(new double[] {1e-200, 0, 3e-200});
        cases.add(new double[] {5, 7});
        for (double[] values : cases) {
            for (String method : List.of("yeo-johnson", "box-cox")) {
                if (method.equals("box-cox") && Arrays.stream(values).anyMatch(x -> x <= 0)) {
                    continue;
                }
                ScalerModel model = fit(new PowerTransformer().setMethod(method), of(values));
                double[] sorted = Arrays.stream(values).sorted().distinct().toArray();
                String what = method + " of " + Arrays.toString(sorted) + ": " + model;
                for (int i = 0; i < sorted.length; i++) {
                    assertThat(model.apply(sorted[i])[0]).as(what).isFinite();
                    if (i > 0) {
                        assertThat(model.apply(sorted[i])[0]).as(what).isGreaterThan(model.apply(sorted[i - 1])[0]);
                    }
                }
                double[] scaled =
                        Arrays.stream(values).map(x -> model.apply(x)[0]).toArray();
                assertThat(Arrays.stream(scaled).average().orElseThrow())
                        .as(what)
                        .isCloseTo(0, within(1e-6));
                assertThat(Arrays.stream(scaled).map(y -> y * y).average().orElseThrow())
                        .as(what)
                        .isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void a_constant_feature_is_shifted() {
        ScalerModel model = fit(new PowerTransformer(), of(7, 7, 7));
        assertThat(model.apply(7)).containsExactly(0.0);
        assertThat(model.apply(9)).containsExactly(2.0);
    }

    @Test
    void box_cox_names_how_many_values_are_not_positive() {
        assertThatThrownBy(() -> fit(new PowerTransformer().setMethod("box-cox"), of(3, 0, -1, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Feature 'x' cannot be scaled: 2 of its values are not above 0, the smallest being -1.0, and"
                                + " box-cox takes their logarithms; set method to yeo-johnson.");
    }

    @Test
    void sparse_vectors_stay_sparse_where_zero_does() {
        StructType schema = new StructType().add("v", Data.VECTOR);
        Dataset<Row> sparse = Data.of(
                schema,
                RowFactory.create(Vectors.sparse(2, new int[] {0}, new double[] {3})),
                RowFactory.create(Vectors.sparse(2, new int[] {1}, new double[] {-2})),
                RowFactory.create(Vectors.sparse(2, new int[] {0}, new double[] {8})));
        assertThatThrownBy(() -> new PowerTransformer().setInputCol("v").fit(sparse))
                .hasMessageContaining("set standardize to false and method to yeo-johnson");
        Row row = new PowerTransformer()
                .setStandardize(false)
                .setInputCol("v")
                .fit(sparse)
                .transform(sparse)
                .collectAsList()
                .get(0);
        assertThat(row.get(1).toString()).startsWith("(2,[0],[");
    }
}
