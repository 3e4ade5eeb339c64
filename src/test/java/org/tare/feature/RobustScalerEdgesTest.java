package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.stat.HistogramStatistic;

/** Odd features, odd parameters, and statistics instead of data. */
class RobustScalerEdgesTest {
    /** More distinct values than a histogram has buckets. */
    private static final Dataset<Row> MANY =
            TestSpark.session().range(0, 5000, 1, 2).selectExpr("sqrt(double(id)) AS x", "double(id % 5) AS few");

    private static RobustScaler scaler() {
        return new RobustScaler("r").setInputCols("x");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Dataset<Row> column(double... values) {
        return Data.column(Arrays.stream(values).boxed().toArray(Double[]::new));
    }

    private static List<Double> scaled(RobustScaler scaler, double... values) {
        return Data.doubles(scaler.fit(column(values)).transform(column(values)), "x_scaled");
    }

    @ParameterizedTest
    @CsvSource({"0.75, 0.25", "0.5, 0.5", "-0.1, 0.5", "0.5, 1.01", "NaN, 0.5", "0.5, NaN"})
    void quantiles_out_of_order_are_refused(double lower, double upper) {
        refused(
                () -> scaler().setLower(lower).setUpper(upper).fit(MANY),
                "lower is " + lower + " and upper is " + upper
                        + "; both must be from 0 to 1 and lower less than upper.");
    }

    @Test
    void unit_variance_measures_in_ranges_of_the_normal_distribution() {
        // Φ⁻¹(0.75) - Φ⁻¹(0.25), as SciPy's norm.ppf has it.
        assertThat(scaled(scaler().setUnitVariance(true), 0, 1, 2, 3, 4).get(4))
                .isCloseTo(2 / (2 / 1.3489795003921634), within(4 * Math.ulp(1.3489795003921634)));
        assertThat(scaled(scaler().setUnitVariance(true).setWithScaling(false), 0, 1, 2, 3, 4))
                .containsExactly(-2.0, -1.0, 0.0, 1.0, 2.0);
        assertThat(scaler().setUnitVariance(true)
                        .fit(column(0, 1, 2, 3, 4))
                        .range()
                        .toArray())
                .containsExactly(2);
        refused(
                () -> scaler().setUnitVariance(true).setUpper(1).fit(MANY),
                "lower is 0.25 and upper is 1.0, between which a normal distribution is infinitely wide; set unitVariance"
                        + " to false, or lower above 0 and upper below 1.");
    }

    @Test
    void a_range_of_one_value_shifts_or_becomes_zero() {
        assertThat(scaled(scaler(), 7, 7, 7, 7, 9)).containsExactly(0.0, 0.0, 0.0, 0.0, 2.0);
        assertThat(scaled(scaler().setConstant("zero"), 7, 7, 7, 7, 9)).containsOnly(0.0);
        assertThat(scaled(scaler().setConstant("zero").setWithScaling(false), 7, 7, 7, 7, 9))
                .containsExactly(0.0, 0.0, 0.0, 0.0, 2.0);
        assertThat(scaled(scaler().setWithCentering(false), 7, 7, 7, 7, 9)).containsExactly(7.0, 7.0, 7.0, 7.0, 9.0);
        assertThat(scaled(scaler(), 3)).containsExactly(0.0);
        assertThat(scaler().fit(column(3)).range().toArray()).containsExactly(0);
    }

    @Test
    void missing_and_infinite_values_do_not_count() {
        double inf = Double.POSITIVE_INFINITY;
        ScalerModel model = scaler().fit(Data.column(null, Double.NaN, inf, -inf, -inf, 1.0, 2.0, 4.0, 8.0, 9.0));
        assertThat(model.learned("lower").apply(0)).isEqualTo(2);
        assertThat(model.median().apply(0)).isEqualTo(4);
        assertThat(model.learned("upper").apply(0)).isEqualTo(8);
        assertThat(model.apply(Double.NaN)).containsExactly(Double.NaN);
        assertThat(model.apply(inf)).containsExactly(inf);
        refused(
                () -> scaler().fit(Data.column(null, Double.NaN, inf)),
                "Feature 'x' has no finite value (2 missing, 1 infinite); leave it out or fill it in.");
    }

    @Test
    void the_ends_of_doubles_range_neither_over_nor_underflow(@TempDir Path folder) throws IOException {
        double max = 1.7e308;
        double[] wide = {-max, -max, -max, 0, max, max, max};
        assertThat(scaled(scaler(), wide)).containsExactly(-0.5, -0.5, -0.5, 0.0, 0.5, 0.5, 0.5);
        ScalerModel model = scaler().fit(column(wide));
        assertThat(model.range().apply(0)).isInfinite();
        model.save(folder.resolve("wide").toString());
        ScalerModel loaded = ScalerModel.load(folder.resolve("wide").toString());
        assertThat(loaded).hasToString(model.toString());
        assertThat(loaded.range()).isEqualTo(model.range());
        // The median is far from both ends, and the difference of one from it overflows.
        assertThat(scaled(scaler(), -max, -max, -max / 2, -max / 2, max))
                .last()
                .satisfies(x -> assertThat(x).isCloseTo(3, within(1e-15)));
        double tiny = Double.MIN_VALUE;
        assertThat(scaled(scaler(), -2 * tiny, -tiny, 0, tiny, 2 * tiny)).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(scaled(scaler().setUnitVariance(true), 0, 0, 0, tiny, tiny))
                .last()
                .isEqualTo(1.0);
    }

    private static Dataset<Row> vectors() {
        return Data.of(
                new StructType().add("x", Data.VECTOR),
                IntStream.range(0, 9)
                        .mapToObj(i -> RowFactory.create(
                                Vectors.sparse(3, new int[] {0, i % 2 + 1}, new double[] {i, 2.0 * i})))
                        .toArray(Row[]::new));
    }

    @Test
    void zeros_that_sparse_vectors_leave_out_count_and_stay_out() {
        ScalerModel model = scaler().setWithCentering(false).setUpper(0.9).fit(vectors());
        for (int e = 0; e < 3; e++) {
            int element = e;
            double[] values = vectors().collectAsList().stream()
                    .mapToDouble(row -> row.<Vector>getAs(0).apply(element))
                    .toArray();
            assertThat(model.median().apply(e)).isEqualTo(Quartiles.quantile(values, 0.5));
            assertThat(model.learned("upper").apply(e)).isEqualTo(Quartiles.quantile(values, 0.9));
        }
        assertThat(Data.objects(model.transform(vectors()), "x_scaled")).allMatch(SparseVector.class::isInstance);
        assertThatThrownBy(() -> scaler().fit(vectors()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Column 'x' holds sparse vectors, which would become dense as its element 0 takes 0 to -1.0;"
                                + " set withCentering to false, or make the column dense first.");
    }

    @Test
    void a_scaler_and_its_model_come_back_from_disk_and_invert(@TempDir Path folder) throws IOException {
        RobustScaler scaler =
                scaler().setLower(0.1).setUpper(0.6).setUnitVariance(true).setExact(false);
        scaler.save(folder.resolve("scaler").toString());
        RobustScaler loaded = RobustScaler.load(folder.resolve("scaler").toString());
        assertThat(loaded.explainParams()).isEqualTo(scaler.explainParams());
        ScalerModel model = scaler.fit(MANY);
        assertThat(loaded.fit(MANY)).hasToString(model.toString());
        model.save(folder.resolve("model").toString());
        ScalerModel read = ScalerModel.load(folder.resolve("model").toString());
        assertThat(read).hasToString(model.toString());
        assertThat(read.median()).isEqualTo(model.median());
        assertThat(read.range()).isEqualTo(model.range());
        double x = 12.5;
        // The inverse is within 16 ulps of the larger of value and median, as Affine says.
        assertThat(read.inverse().apply(read.apply(x))[0]).isCloseTo(x, within(16 * Math.ulp(70.0)));
    }

    @Test
    void the_summary_shows_what_was_learned() {
        ScalerModel model = new ColumnScaler()
                .add(scaler(), new MaxAbsScaler().setInputCols("few"))
                .fit(MANY);
        Dataset<Row> summary = model.summary(TestSpark.session());
        assertThat(summary.columns())
                .containsExactly(
                        "feature",
                        "count",
                        "missing",
                        "mean",
                        "standardDeviation",
                        "min",
                        "max",
                        "lower",
                        "median",
                        "upper",
                        "range",
                        "maxAbs",
                        "curve");
        Row x = summary.first();
        assertThat(x.<Double>getAs("range")).isEqualTo(x.<Double>getAs("upper") - x.<Double>getAs("lower"));
        assertThat(x.isNullAt(x.fieldIndex("maxAbs"))).isTrue();
        assertThatThrownBy(model::median)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The scaler of feature 'few' learned no 'median', but mean,");
    }

    @Test
    void statistics_with_histograms_fit_as_one_scan_does() {
        DatasetStatistics scanned =
                Scan.of(MANY, "x", "few").with(new HistogramStatistic()).run();
        ScalerModel expected = scaler().setInputCols("x", "few").setExact(false).fit(MANY);
        assertThat(scaler().setInputCols("x", "few").fit(scanned)).hasToString(expected.toString());
        DatasetStatistics halves = Scan.of(MANY.filter("x < 50"), "x", "few")
                .with(new HistogramStatistic())
                .run()
                .merge(Scan.of(MANY.filter("x >= 50"), "x", "few")
                        .with(new HistogramStatistic())
                        .run());
        assertThat(scaler().setInputCols("x", "few").fit(halves)).hasToString(expected.toString());
    }

    @Test
    void statistics_that_cannot_tell_are_refused() {
        DatasetStatistics without = Scan.of(MANY, "x").run();
        refused(
                () -> scaler().fit(without),
                "Feature 'x' was scanned without 'histogram'; scan it with Scan.of(data,"
                        + " columns).with(Statistic.of(\"histogram\")).run().");
        DatasetStatistics scanned =
                Scan.of(MANY, "x", "few").with(new HistogramStatistic()).run();
        assertThatThrownBy(() -> scaler().setExact(true).fit(scanned))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "Feature 'x' cannot be scaled: its quantile 0\\.25 is only known to lie from 35\\.3\\d* to"
                                + " 35\\.3\\d*, while exact is true; fit to data, or set exact to false\\.");
        // Few distinct values are all there.
        assertThat(scaler().setInputCols("few")
                        .setExact(true)
                        .fit(scanned)
                        .median()
                        .toArray())
                .containsExactly(2);
        DatasetStatistics exact = scaler().scan(MANY);
        assertThat(scaler().setExact(true).fit(exact))
                .hasToString(scaler().fit(MANY).toString());
        // What further scans found of one day is no part of a merge with another.
        assertThatThrownBy(() -> scaler().setExact(true).fit(exact.merge(exact)))
                .hasMessageStartingWith("Feature 'x' cannot be scaled: its quantile");
    }

    @Test
    void data_that_change_between_scans_are_refused() {
        UserDefinedFunction noise = functions
                .udf(() -> ThreadLocalRandom.current().nextDouble(), DataTypes.DoubleType)
                .asNondeterministic();
        Dataset<Row> values =
                TestSpark.session().range(50_000).select(noise.apply().as("x"));
        assertThatThrownBy(() -> scaler().fit(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "Feature 'x' cannot be scaled: The values in .* weighed .* in one scan and .* in the"
                                + " next, so the data changed between them; cache it, or read a snapshot of it\\.");
        Dataset<Row> rows = TestSpark.session()
                .range(50_000)
                .selectExpr("double(id) AS x")
                .filter(noise.apply().gt(0.4));
        assertThatThrownBy(() -> scaler().fit(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The data has \\d+ rows and had \\d+ in the scan before; fit to data that does not"
                        + " change, or cache it first\\.");
    }

    @Test
    void like_spark_is_mllib_and_like_scikit_learn_the_default() {
        // Of 101 values the quartiles are the 26th, 51st and 76th, which MLlib's summary finds too.
        Dataset<Row> data = Data.of(
                new StructType().add("x", Data.VECTOR),
                IntStream.range(0, 101)
                        .mapToObj(i -> RowFactory.create(Vectors.dense(i * i, Math.sin(i), 5)))
                        .toArray(Row[]::new));
        Dataset<Row> mllib = new org.apache.spark.ml.feature.RobustScaler()
                .setInputCol("x")
                .setOutputCol("x_scaled")
                .fit(data)
                .transform(data);
        Dataset<Row> tare = RobustScaler.likeSpark().setInputCols("x").fit(data).transform(data);
        Object[] expected = Data.objects(mllib, "x_scaled");
        Object[] actual = Data.objects(tare, "x_scaled");
        for (int i = 0; i < expected.length; i++) {
            double[] row = ((Vector) expected[i]).toArray();
            for (int e = 0; e < row.length; e++) {
                // MLlib multiplies by the rounded reciprocal, which Tare divides by.
                assertThat(((Vector) actual[i]).apply(e)).isCloseTo(row[e], within(2 * Math.ulp(row[e])));
            }
        }
        assertThat(RobustScaler.likeScikitLearn().setInputCols("x").fit(data).apply(2500, 0, 5)[0])
                .isEqualTo(0.0);
    }
}
