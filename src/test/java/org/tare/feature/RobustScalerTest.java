package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;

/** Quantiles are those of the sorted values, to the last bit. */
class RobustScalerTest {
    /** Several for each bucket of a histogram, so that one scan does not do. */
    private static final int ROWS = 9000;

    private static final Map<String, ToDoubleFunction<Random>> DISTRIBUTIONS = new LinkedHashMap<>();

    static {
        DISTRIBUTIONS.put("normal", Random::nextGaussian);
        DISTRIBUTIONS.put("logNormal", random -> Math.exp(3 * random.nextGaussian()));
        DISTRIBUTIONS.put("timestamps", random -> 1.7e9 + 1e5 * random.nextDouble());
        DISTRIBUTIONS.put("cauchy", random -> Math.tan(Math.PI * (random.nextDouble() - 0.5)));
        DISTRIBUTIONS.put("ages", random -> random.nextInt(90));
        DISTRIBUTIONS.put("any", random -> Double.longBitsToDouble(random.nextLong()));
        DISTRIBUTIONS.put("missing", random -> random.nextInt(3) == 0 ? Double.NaN : -random.nextDouble());
    }

    private static final double[][] VALUES = values();
    private static final Dataset<Row> DATA = data();

    private static double[][] values() {
        Random random = new Random(8);
        return DISTRIBUTIONS.values().stream()
                .map(distribution -> random.doubles(ROWS)
                        .map(any -> distribution.applyAsDouble(random))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** A column for each distribution, and all of them as a vector and as an array. */
    private static Dataset<Row> data() {
        StructType schema = new StructType();
        for (String name : DISTRIBUTIONS.keySet()) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int row = i;
            double[] values = Arrays.stream(VALUES).mapToDouble(of -> of[row]).toArray();
            List<Object> cells = new ArrayList<>();
            Arrays.stream(values).forEach(x -> cells.add(Double.isNaN(x) ? null : x));
            cells.add(i % 2 == 0 ? Vectors.dense(values) : Vectors.dense(values).toSparse());
            cells.add(Arrays.stream(values).boxed().toArray());
            rows.add(RowFactory.create(cells.toArray()));
        }
        return TestSpark.session()
                .createDataFrame(rows, schema.add("vector", Data.VECTOR).add("array", Data.DOUBLES))
                .repartition(3)
                .cache();
    }

    private static String[] names() {
        return DISTRIBUTIONS.keySet().toArray(String[]::new);
    }

    private static void requireDefinition(ScalerModel model, double lower, double upper) {
        Vector[] learned = {model.learned("lower"), model.median(), model.learned("upper"), model.range()};
        for (int f = 0; f < model.numFeatures(); f++) {
            double[] values = VALUES[f % VALUES.length];
            double low = Quartiles.quantile(values, lower);
            double high = Quartiles.quantile(values, upper);
            double[] expected = {low, Quartiles.quantile(values, 0.5), high, high - low};
            for (int i = 0; i < expected.length; i++) {
                assertThat(learned[i].apply(f)).as("feature " + f + ", " + i).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void columns_vectors_and_arrays_are_scaled_by_the_quantiles_of_the_sorted_values() {
        ScalerModel model = new RobustScaler()
                .setInputCols(DATA.columns())
                .setWithCentering(false)
                .fit(DATA);
        assertThat(model.numFeatures()).isEqualTo(3 * VALUES.length);
        requireDefinition(model, 0.25, 0.75);
        ScalerModel wide = new RobustScaler()
                .setLower(0.003)
                .setUpper(1)
                .setInputCols(names())
                .fit(DATA);
        requireDefinition(wide, 0.003, 1);
    }

    @Test
    void a_value_becomes_its_distance_from_the_median_in_ranges() {
        String[] names = {"normal", "logNormal", "timestamps", "cauchy", "ages"};
        Dataset<Row> scaled = new RobustScaler().setInputCols(names).fit(DATA).transform(DATA);
        for (int f = 0; f < names.length; f++) {
            double median = Quartiles.quantile(VALUES[f], 0.5);
            double range = Quartiles.quantile(VALUES[f], 0.75) - Quartiles.quantile(VALUES[f], 0.25);
            assertThat(Data.doubles(scaled.sort(names[f]), names[f] + "_scaled"))
                    .isEqualTo(DoubleStream.of(VALUES[f])
                            .sorted()
                            .map(x -> (x - median) / range)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void integer_weights_are_repeated_rows() {
        Dataset<Row> weighted = DATA.selectExpr("normal", "array", "int(abs(hash(normal)) % 4) AS w");
        RobustScaler scaler = new RobustScaler().setInputCols("normal", "array").setUpper(0.9);
        ScalerModel byWeight = scaler.copy(org.apache.spark.ml.param.ParamMap.empty())
                .setWeightCol("w")
                .fit(weighted);
        ScalerModel repeated = scaler.fit(weighted.selectExpr("normal", "array", "explode(array_repeat(0, w))"));
        for (String number : new String[] {"lower", "median", "upper", "range"}) {
            assertThat(byWeight.learned(number)).isEqualTo(repeated.learned(number));
        }
        assertThat(byWeight.transform(weighted).collectAsList())
                .hasToString(repeated.transform(weighted).collectAsList().toString());
    }

    @Test
    void partitions_and_order_change_no_bit() {
        RobustScaler scaler = new RobustScaler("r").setInputCols("normal", "array");
        String expected = scaler.fit(DATA).toString();
        assertThat(scaler.fit(DATA.repartition(11))).hasToString(expected);
        assertThat(scaler.fit(DATA.sort("normal").coalesce(1))).hasToString(expected);
    }

    @Test
    void several_scalers_share_scans_and_learn_what_each_would_alone() {
        RobustScaler quartiles = new RobustScaler().setInputCols("normal", "cauchy");
        // Looks into the bucket of the lower quartile as the other does, and into one more.
        RobustScaler wider =
                new RobustScaler().setUpper(0.99).setInputCols("normal").setOutputCols("wider");
        StandardScaler standard =
                new StandardScaler().setInputCols("ages", "cauchy").setOutputCols("age", "standard");
        try (LogLines log = new LogLines(Fitting.class, Level.INFO)) {
            ScalerModel together =
                    new ColumnScaler().add(quartiles, wider, standard).fit(DATA);
            assertThat(log.lines()).containsExactly("Scanned 3 columns 2 times.");
            Dataset<Row> scaled = together.transform(DATA);
            for (Scaler<?> scaler : List.of(quartiles, wider, standard)) {
                ScalerModel alone = scaler.fit(DATA);
                String[] outputs = alone.getOutputCols();
                assertThat(scaled.selectExpr(outputs).collectAsList())
                        .isEqualTo(alone.transform(DATA).selectExpr(outputs).collectAsList());
            }
        }
    }

    @Test
    void what_a_scan_for_scalers_took_fits_again_from_disk(@TempDir Path folder) {
        ColumnScaler scalers = new ColumnScaler("c")
                .add(
                        new RobustScaler().setInputCols("normal", "any"),
                        new RobustScaler().setLower(0.1).setInputCols("normal").setOutputCols("b"),
                        new RobustScaler()
                                .setLower(0.25)
                                .setUpper(0.99)
                                .setInputCols("normal")
                                .setOutputCols("c"),
                        new RobustScaler()
                                .setLower(0.03)
                                .setUpper(0.4)
                                .setInputCols("normal")
                                .setOutputCols("d"));
        DatasetStatistics scanned = scalers.scan(DATA);
        // More than four, of which Spark's maps keep the order no longer.
        assertThat(scanned.column("normal").feature().kinds()).hasSizeGreaterThan(4);
        scanned.save(TestSpark.session(), folder.resolve("scanned").toString());
        assertThat(scalers.fit(DatasetStatistics.load(
                        TestSpark.session(), folder.resolve("scanned").toString())))
                .hasToString(scalers.fit(DATA).toString());
    }

    @Test
    void few_distinct_values_and_inexact_quantiles_need_one_scan() {
        try (LogLines log = new LogLines(Fitting.class, Level.INFO)) {
            new RobustScaler().setInputCols("ages").fit(DATA);
            new RobustScaler()
                    .setInputCols("normal", "vector")
                    .setWithCentering(false)
                    .setExact(false)
                    .fit(DATA);
            assertThat(log.lines()).containsExactly("Scanned 1 columns 1 times.", "Scanned 2 columns 1 times.");
        }
    }

    @Test
    void inexact_quantiles_are_off_by_less_than_one_rank_in_two_thousand() {
        // Of 9,000 values hardly 20 share a bucket near the quartiles, and the answer lies in the right bucket.
        ScalerModel model = new RobustScaler()
                .setExact(false)
                .setLower(0.05)
                .setInputCols("normal", "logNormal", "timestamps")
                .fit(DATA);
        Map<String, Double> quantiles = Map.of("lower", 0.05, "median", 0.5, "upper", 0.75);
        quantiles.forEach((name, q) -> {
            double[] learned = model.learned(name).toArray();
            for (int f = 0; f < learned.length; f++) {
                assertThat(Quartiles.rankError(VALUES[f], learned[f], q)).isLessThan(5e-4);
            }
        });
    }

    @Test
    void where_outliers_fill_the_buckets_only_exact_quantiles_are_right() {
        Random random = new Random(2);
        // Nine in ten are 1, one in ten is next to it, and outliers of all magnitudes leave these one bucket.
        double[] values = DoubleStream.concat(
                        DoubleStream.generate(() -> random.nextInt(10) == 0 ? 1 + 1e-9 : 1)
                                .limit(30_000),
                        DoubleStream.generate(() -> Math.scalb(1 + random.nextDouble(), random.nextInt(2000) - 1000))
                                .limit(4000))
                .toArray();
        Dataset<Row> data = TestSpark.session()
                .createDataset(Arrays.stream(values).boxed().toList(), org.apache.spark.sql.Encoders.DOUBLE())
                .toDF("x");
        RobustScaler scaler = new RobustScaler().setUpper(0.7).setInputCols("x");
        assertThat(scaler.fit(data).learned("upper").apply(0)).isEqualTo(Quartiles.quantile(values, 0.7));
        double inexact = scaler.setExact(false).fit(data).learned("upper").apply(0);
        assertThat(Quartiles.rankError(values, inexact, 0.7)).isGreaterThan(0.01);
    }

    @Test
    void a_fit_to_statistics_tells_where_the_data_would_give_exact_quantiles() {
        Dataset<Row> data = TestSpark.session().sql("SELECT sqrt(id) AS many, id % 9 AS few FROM range(20000)");
        RobustScaler scaler = new RobustScaler().setInputCols("many", "few");
        DatasetStatistics once =
                new RobustScaler().setInputCols("many", "few").setExact(false).scan(data);
        assertThat(warnings(() -> scaler.fit(once))).singleElement().asString().endsWith("make it exact: many");
        assertThat(warnings(() -> scaler.fit(data))).isEmpty();
        assertThat(warnings(() -> scaler.setExact(false).fit(once))).isEmpty();
    }

    private static List<String> warnings(Runnable fit) {
        try (LogLines log = new LogLines(Fitting.class, Level.WARN)) {
            fit.run();
            return log.lines();
        }
    }
}
