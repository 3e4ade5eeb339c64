package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** MLlib beside it, on ordinary data where its rounding is small. */
class LikeSparkTest {
    /** MLlib updates mean and variance value by value, 300 times, each with a few roundings of 1.1e-16. */
    private static final double RELATIVE = 1e-13;

    private static final int WIDTH = 4;

    private static Dataset<Row> data() {
        Random random = new Random(11);
        double[][] rows = new double[300][];
        for (int i = 0; i < rows.length; i++) {
            // The last column is constant.
            rows[i] = new double[] {random.nextGaussian(), 5 + random.nextDouble(), -random.nextInt(100), 3.25};
        }
        Dataset<Row> columns = Data.columns(rows);
        return new VectorAssembler()
                .setInputCols(columns.columns())
                .setOutputCol("v")
                .transform(columns);
    }

    @Test
    void standard_scaler_equals_mllib() {
        for (boolean withMean : new boolean[] {false, true}) {
            Dataset<Row> expected = new org.apache.spark.ml.feature.StandardScaler()
                    .setInputCol("v")
                    .setOutputCol("scaled")
                    .setWithMean(withMean)
                    .fit(data())
                    .transform(data());
            Dataset<Row> actual = StandardScaler.likeSpark()
                    .setWithMean(withMean)
                    .setInputCol("v")
                    .setOutputCol("scaled")
                    .fit(data())
                    .transform(data());
            requireSame(actual, expected);
        }
    }

    @Test
    void min_max_scaler_equals_mllib_but_for_constants_which_mllib_puts_in_the_middle() {
        requireSame(
                new MinMaxScaler()
                        .setMin(-2)
                        .setMax(3)
                        .setInputCol("v")
                        .setOutputCol("scaled")
                        .fit(data())
                        .transform(data()),
                new org.apache.spark.ml.feature.MinMaxScaler()
                        .setMin(-2)
                        .setMax(3)
                        .setInputCol("v")
                        .setOutputCol("scaled")
                        .fit(data())
                        .transform(data()),
                WIDTH - 1);
    }

    @Test
    void max_abs_scaler_and_normalizer_equal_mllib() {
        requireSame(
                new MaxAbsScaler()
                        .setInputCol("v")
                        .setOutputCol("scaled")
                        .fit(data())
                        .transform(data()),
                new org.apache.spark.ml.feature.MaxAbsScaler()
                        .setInputCol("v")
                        .setOutputCol("scaled")
                        .fit(data())
                        .transform(data()));
        for (double p : new double[] {1, 2, 3.5, Double.POSITIVE_INFINITY}) {
            requireSame(
                    new Normalizer()
                            .setP(p)
                            .setInputCol("v")
                            .setOutputCol("scaled")
                            .transform(data()),
                    new org.apache.spark.ml.feature.Normalizer()
                            .setP(p)
                            .setInputCol("v")
                            .setOutputCol("scaled")
                            .transform(data()));
        }
    }

    private static void requireSame(Dataset<Row> actual, Dataset<Row> expected) {
        requireSame(actual, expected, WIDTH);
    }

    private static void requireSame(Dataset<Row> actual, Dataset<Row> expected, int width) {
        Object[] a = Data.objects(actual, "scaled");
        Object[] e = Data.objects(expected, "scaled");
        assertThat(a).hasSameSizeAs(e);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < width; j++) {
                double value = ((Vector) e[i]).apply(j);
                assertThat(((Vector) a[i]).apply(j)).isCloseTo(value, within(RELATIVE * Math.max(1, Math.abs(value))));
            }
        }
    }
}
