package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.scan.DatasetStatistics;

/** What missing values become, alone and before other scalers. */
class ImputerTest {
    /** More different values than a histogram holds, so that a median takes a second scan. */
    private static final int ROWS = 9000;

    private static final Dataset<Row> DATA = data();

    @TempDir
    Path folder;

    private static Dataset<Row> data() {
        Random random = new Random(5);
        return TestSpark.session()
                .createDataFrame(
                        Stream.generate(() -> RowFactory.create(
                                        random.nextInt(4) == 0 ? null : (Double) (random.nextGaussian() * 10),
                                        random.nextInt(9) == 0 ? Double.NaN : Math.exp(random.nextGaussian()),
                                        random.nextInt(5)))
                                .limit(ROWS)
                                .toList(),
                        new StructType()
                                .add("a", DataTypes.DoubleType)
                                .add("b", DataTypes.DoubleType)
                                .add("c", DataTypes.IntegerType))
                .repartition(3)
                .cache();
    }

    private static List<Scaler<?>> scalers() {
        return List.of(
                new StandardScaler(),
                new MinMaxScaler(),
                new RobustScaler(),
                new QuantileTransformer().setNumQuantiles(50),
                new PowerTransformer(),
                new KBinsDiscretizer().setNumBins(7),
                new StandardScaler().setClipQuantiles(0.05, 0.9));
    }

    /** The definition: fill the data in first, and fit to that. */
    @Test
    void a_scaler_behind_an_imputer_learns_what_it_would_learn_from_filled_data() {
        for (String strategy : List.of("mean", "median", "mode", "constant")) {
            Imputer imputer = new Imputer().setStrategy(strategy).setInputCols("a", "c");
            if (strategy.equals("constant")) {
                imputer.setFillValue(-3);
            }
            if (strategy.equals("mode")) {
                imputer.setInputCols("c");
            }
            Dataset<Row> filled = imputer.copy(ParamMap.empty())
                    .setOutputCols(imputer.getInputCols())
                    .fit(DATA)
                    .transform(DATA)
                    .cache();
            for (Scaler<?> scaler : scalers()) {
                scaler.setInputCols("a", "b", "c");
                if (strategy.equals("mode")) {
                    scaler.setInputCols("b", "c");
                }
                ScalerModel expected = scaler.fit(filled);
                ScalerModel found = new ColumnScaler().add(imputer, scaler).fit(DATA);
                String what = strategy + " before " + scaler.uid();
                assertThat(results(found, DATA)).as(what).isEqualTo(results(expected, filled));
            }
        }
    }

    private static List<Row> results(ScalerModel model, Dataset<Row> data) {
        return model.transform(data)
                .selectExpr(Arrays.stream(model.getOutputCols()).sorted().toArray(String[]::new))
                .collectAsList();
    }

    /** Rows of these weights, and the same rows as often. */
    @Test
    void missing_values_weigh_what_their_rows_weigh() {
        Dataset<Row> weighted = DATA.selectExpr("*", "CAST(pmod(hash(a, b, c), 4) AS DOUBLE) AS w")
                .cache();
        Dataset<Row> repeated =
                weighted.where("w > 0").selectExpr("a", "b", "c", "explode(sequence(1, CAST(w AS INT))) AS i");
        for (String strategy : List.of("mean", "median")) {
            for (Scaler<?> scaler : scalers()) {
                ColumnScaler both = new ColumnScaler()
                        .add(
                                new Imputer().setStrategy(strategy).setInputCols("a", "b"),
                                scaler.setInputCols("a", "b", "c"));
                ScalerModel expected = both.fit(repeated);
                ScalerModel found = both.setWeightCol("w").fit(weighted);
                both.clear(both.weightCol());
                String what = strategy + " before " + scaler.uid();
                assertThat(results(found, DATA)).as(what).isEqualTo(results(expected, DATA));
            }
        }
    }

    /** Weights that are no whole numbers: the definition, fill in first. */
    @Test
    void fractional_weights_give_the_statistics_of_filled_data() {
        Dataset<Row> weighted =
                DATA.selectExpr("*", "pmod(hash(a, b, c), 9) / 4 AS w").cache();
        Imputer imputer =
                new Imputer().setStrategy("constant").setFillValue(0.7).setInputCols("a", "b");
        Dataset<Row> filled = imputer.copy(ParamMap.empty())
                .setOutputCols("a", "b")
                .fit(weighted)
                .transform(weighted)
                .cache();
        for (Scaler<?> scaler : scalers()) {
            scaler.setInputCols("a", "b");
            ScalerModel expected =
                    new ColumnScaler().add(scaler).setWeightCol("w").fit(filled);
            ScalerModel found =
                    new ColumnScaler().add(imputer, scaler).setWeightCol("w").fit(weighted);
            assertThat(results(found, weighted)).as(scaler.uid()).isEqualTo(results(expected, filled));
        }
    }

    @Test
    void null_arrays_and_vectors_stay_null_and_are_no_filled_values() {
        StructType schema =
                new StructType().add("v", Data.VECTOR).add("f", Data.FLOATS).add("w", DataTypes.DoubleType);
        Dataset<Row> data = Data.of(
                schema,
                RowFactory.create(null, null, 3.0),
                RowFactory.create(Vectors.dense(1, Double.NaN), new Float[] {1f, null}, 1.0),
                RowFactory.create(Vectors.dense(3, 4), new Float[] {3f, 4f}, 1.0),
                RowFactory.create(null, null, 1.0),
                RowFactory.create(Vectors.dense(8, Double.NaN), new Float[] {8f, Float.NaN}, 2.0));
        Imputer imputer = new Imputer().setStrategy("constant").setFillValue(1).setInputCols("v", "f");
        StandardScaler scaler = new StandardScaler().setInputCols("v", "f");
        Dataset<Row> filled =
                imputer.copy(ParamMap.empty()).setOutputCols("v", "f").fit(data).transform(data);
        for (String weightCol : Arrays.asList(null, "w")) {
            ScalerModel expected =
                    new ColumnScaler().add(scaler).setWeightCol(weightCol).fit(filled);
            ScalerModel found = new ColumnScaler()
                    .add(imputer, scaler)
                    .setWeightCol(weightCol)
                    .fit(data);
            assertThat(results(found, data)).isEqualTo(results(expected, filled));
        }
    }

    @Test
    void one_row_gives_each_input_once() {
        ScalerModel model = new ColumnScaler()
                .add(
                        new Imputer().setInputCols("a", "c").setMissingIndicator(true),
                        new MinMaxScaler().setInputCols("c"))
                .fit(DATA);
        double fill = new Imputer().setInputCol("a").fit(DATA).apply(Double.NaN)[0];
        assertThat(model.getOutputCols()).containsExactly("a_scaled", "a_missing", "c_missing", "c_scaled");
        assertThat(model.apply(Double.NaN, 4)).containsExactly(fill, 1, 0, 1);
        assertThat(model.apply(Double.NaN, Double.NaN, 4, 4)).containsExactly(fill, 1, 0, 1);
        ScalerModel back = model.copy(ParamMap.empty()).setInverted(true);
        assertThat(back.apply(5, 1)).containsExactly(model.inverse().apply(5, 1));
        assertThatThrownBy(
                        () -> model.copy(ParamMap.empty()).setReturns("summary").apply(1, 2))
                .hasMessageStartingWith("returns is summary, which is no row");
        assertThatThrownBy(() -> model.setOutputCols("a", "c").transform(DATA))
                .hasMessage("There are 2 outputCols for the results [a_scaled, a_missing, c_missing, c_scaled];"
                        + " give one for each of them, or none for the names of the fit.");
    }

    @Test
    void an_imputer_without_a_scaler_behind_keeps_its_own_result() {
        ScalerModel model = new ColumnScaler()
                .add(new Imputer().setInputCols("a", "b").setStrategy("median"), new StandardScaler().setInputCols("a"))
                .fit(DATA);
        assertThat(model.getOutputCols()).containsExactly("b_scaled", "a_scaled");
        assertThat(model.transform(DATA)
                        .where("b_scaled IS NULL OR isnan(b_scaled) OR a_scaled IS NULL")
                        .count())
                .isZero();
        assertThat(model.learned("fill").toArray()).hasSize(2);
        Imputer named = new Imputer().setInputCols("a").setOutputCols("filled");
        assertThat(new ColumnScaler()
                        .add(named, new StandardScaler().setInputCols("a"))
                        .fit(DATA)
                        .getOutputCols())
                .containsExactly("filled", "a_scaled");
    }

    @Test
    void rows_that_are_filled_in_are_neither_skipped_nor_an_error() {
        for (String handling : List.of("skip", "error", "keep")) {
            ScalerModel model = new ColumnScaler()
                    .add(new Imputer().setInputCols("a"), new StandardScaler().setInputCols("a"))
                    .setHandleInvalid(handling)
                    .fit(DATA);
            assertThat(model.transform(DATA).count()).isEqualTo(ROWS);
            assertThat(model.transform(DATA).queryExecution().toString()).doesNotContain("UDF");
        }
    }

    @Test
    void an_indicator_tells_where_nothing_was() {
        ScalerModel model =
                new Imputer().setInputCols("a", "b").setMissingIndicator(true).fit(DATA);
        assertThat(model.getOutputCols()).containsExactly("a_scaled", "b_scaled", "a_missing", "b_missing");
        Dataset<Row> result = model.transform(DATA);
        assertThat(result.where("a_missing = IF(a IS NULL, 1, 0) AND b_missing = IF(isnan(b), 1, 0)")
                        .count())
                .isEqualTo(ROWS);
        assertThat(model.inverse().getOutputCols()).containsExactly("a", "b");
        assertThat(model.inverse().transform(result).where("a IS NULL").count()).isZero();
        ScalerModel vector = new Imputer()
                .setInputCols("a", "b")
                .setMissingIndicator(true)
                .setVectorCol("v")
                .fit(DATA);
        assertThat(vector.transform(DATA).select("v").first().get(0).toString()).startsWith("[");
        assertThat(vector.inverse()
                        .transform(vector.transform(DATA).select("v"))
                        .columns())
                .containsExactly("v", "a", "b");
    }

    @Test
    void elements_of_vectors_and_arrays_are_filled_in() {
        StructType schema = new StructType().add("v", Data.VECTOR).add("f", Data.FLOATS);
        Dataset<Row> data = Data.of(
                schema,
                RowFactory.create(Vectors.dense(1, Double.NaN), new Float[] {1f, null}),
                RowFactory.create(Vectors.sparse(2, new int[] {1}, new double[] {Double.NaN}), new Float[] {null, 5f}),
                RowFactory.create(Vectors.dense(5, 8), new Float[] {3f, Float.NaN}));
        Dataset<Row> filled = new Imputer()
                .setInputCols("v", "f")
                .setMissingIndicator(true)
                .fit(data)
                .transform(data);
        Row row = filled.collectAsList().get(1);
        assertThat(row.get(2)).isEqualTo(Vectors.sparse(2, new int[] {1}, new double[] {8}));
        assertThat(row.getList(3)).isEqualTo(List.of(2f, 5f));
        assertThat(row.get(4)).isEqualTo(Vectors.sparse(2, new int[] {1}, new double[] {1}));
        assertThat(row.getList(5)).isEqualTo(List.of(1f, 0f));
    }

    @Test
    void the_mode_is_the_most_frequent_value_and_of_several_the_least() {
        assertThat(new Imputer()
                        .setStrategy("mode")
                        .setInputCol("x")
                        .fit(Data.column(3.0, 1.0, 3.0, null, 1.0, 7.0))
                        .apply(Double.NaN))
                .containsExactly(1.0);
        Dataset<Row> many = TestSpark.session().range(30_000).selectExpr("IF(id % 100 = 7, 1234.5D, sqrt(id)) AS x");
        assertThat(new Imputer().setStrategy("mode").setInputCol("x").fit(many).apply(Double.NaN))
                .containsExactly(1234.5);
        Dataset<Row> nearlyDifferent = TestSpark.session()
                .range(20_000)
                .selectExpr("IF(id IN (5, 17000), 0.3D, sqrt(id + 1)) + IF(id IN (80, 90), 1e-9D, 0D) AS x")
                .repartition(4);
        assertThat(new Imputer()
                        .setStrategy("mode")
                        .setInputCol("x")
                        .fit(nearlyDifferent)
                        .apply(Double.NaN))
                .containsExactly(0.3);
    }

    @Test
    void a_feature_without_values_is_filled_by_a_constant_only() {
        Dataset<Row> none = Data.column(null, Double.NaN);
        assertThat(new Imputer()
                        .setStrategy("constant")
                        .setFillValue(2)
                        .setInputCol("x")
                        .fit(none)
                        .apply(Double.NaN))
                .containsExactly(2.0);
        ScalerModel behind = new ColumnScaler()
                .add(new Imputer().setStrategy("constant").setFillValue(2).setInputCol("x"))
                .add(new StandardScaler().setInputCol("x"))
                .fit(none);
        assertThat(behind.apply(Double.NaN)).containsExactly(0.0);
        assertThatThrownBy(() -> new Imputer().setInputCol("x").fit(none))
                .hasMessageStartingWith("Feature 'x' has no finite value (2 missing, 0 infinite)");
    }

    @Test
    void statistics_are_enough_and_models_come_back_from_disk() throws IOException {
        ColumnScaler both = new ColumnScaler()
                .add(
                        new Imputer().setInputCols("c", "b").setMissingIndicator(true),
                        new StandardScaler().setInputCols("b"));
        DatasetStatistics statistics = both.scan(DATA);
        ScalerModel model = both.fit(statistics);
        both.write().save(folder.resolve("both").toString());
        model.write().save(folder.resolve("model").toString());
        List<Row> expected = model.transform(DATA).collectAsList();
        assertThat(ScalerModel.load(folder.resolve("model").toString())
                        .transform(DATA)
                        .collectAsList())
                .isEqualTo(expected);
        assertThat(ColumnScaler.load(folder.resolve("both").toString())
                        .fit(DATA)
                        .transform(DATA)
                        .collectAsList())
                .isEqualTo(expected);
    }

    @Test
    void bad_parameters_are_told() {
        assertThatThrownBy(() ->
                        new Imputer().setInputCol("a").setStrategy("constant").fit(DATA))
                .hasMessage("strategy is constant and fillValue is not set; set fillValue to what fills in.");
        assertThatThrownBy(() -> new Imputer().setInputCol("a").setFillValue(3).fit(DATA))
                .hasMessageStartingWith("fillValue is 3.0 while strategy is mean; set strategy to constant");
        assertThatThrownBy(() -> new Imputer().setFillValue(Double.NaN))
                .hasMessageStartingWith("fillValue cannot be NaN");
    }

    @Test
    void two_imputers_before_one_scaler_are_refused() {
        Imputer mean = new Imputer().setInputCol("a").setOutputCol("a_mean");
        Imputer constant = new Imputer()
                .setInputCol("a")
                .setStrategy("constant")
                .setFillValue(7)
                .setOutputCol("a_seven");
        assertThat(new ColumnScaler().add(mean, constant).fit(DATA).getOutputCols())
                .containsExactly("a_mean", "a_seven");
        assertThatThrownBy(() -> new ColumnScaler()
                        .add(mean, constant, new StandardScaler().setInputCol("a"))
                        .fit(DATA))
                .hasMessage("Two imputers stand before a scaler of 'a', which takes the values that one filled in;"
                        + " leave one of them out.");
    }
}
