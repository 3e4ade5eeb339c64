package org.tare.train;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.export.ModelExport;
import org.tare.feature.StandardScaler;
import org.tare.report.HtmlReport;
import org.tare.spark.row.RowFunctions;

/** The predictors as stages of Spark ML. */
class NeuralNetworkStagesTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = Clouds.of(SPARK, 150).cache();

    @Test
    void a_pipeline_after_a_scaler_comes_back_from_disk(@TempDir Path folder) throws IOException {
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {
            new StandardScaler().setInputCols("features"), Clouds.classifier().setFeaturesCol("features_scaled")
        });
        PipelineModel model = pipeline.fit(DATA);
        String path = folder.resolve("model").toString();
        model.save(path);
        PipelineModel loaded = PipelineModel.load(path);
        assertThat(loaded.transform(DATA).collectAsList())
                .isEqualTo(model.transform(DATA).collectAsList());
        NeuralNetworkModel before = (NeuralNetworkModel) model.stages()[1];
        NeuralNetworkModel after = (NeuralNetworkModel) loaded.stages()[1];
        NeuralNetworkClassifierTest.assertSame(after.weights(), before.weights());
        assertThat(after.history()).isEqualTo(before.history());
        assertThat(after.layers()).isEqualTo("dense(8) batchNorm relu dense(3)");
    }

    @Test
    void an_estimator_comes_back_from_disk(@TempDir Path folder) throws IOException {
        String path = folder.resolve("estimator").toString();
        Clouds.classifier().setOptimizer("adam").setSeed(9).save(path);
        NeuralNetworkClassifier loaded = NeuralNetworkClassifier.load(path);
        assertThat(loaded.getOrDefault(loaded.optimizer())).isEqualTo("adam");
        assertThat(loaded.getOrDefault(loaded.seed())).isEqualTo(9L);
        assertThat(loaded.explainParams()).contains("batchSize: Rows of one step", "current: 16");
    }

    @Test
    void cross_validation_chooses_the_better_rate() {
        NeuralNetworkClassifier classifier = Clouds.classifier().setEpochs(2);
        CrossValidatorModel chosen = new CrossValidator()
                .setEstimator(classifier)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(classifier.learningRate(), new double[] {1e-9, 0.3})
                        .build())
                .setNumFolds(2)
                .fit(DATA);
        assertThat(chosen.avgMetrics()[1]).isGreaterThan(chosen.avgMetrics()[0]);
        assertThat(chosen.bestModel()).isInstanceOf(NeuralNetworkClassificationModel.class);
    }

    @Test
    void arrays_of_any_number_do_as_well_as_vectors() {
        NeuralNetworkClassificationModel byVector = Clouds.classifier().fit(DATA);
        Dataset<Row> arrays = DATA.withColumn("features", functions.vector_to_array(DATA.col("features"), "float64"));
        NeuralNetworkClassificationModel byArray = Clouds.classifier().fit(arrays);
        NeuralNetworkClassifierTest.assertSame(byArray.weights(), byVector.weights());
        assertThat(byArray.transform(arrays).select("probability", "prediction").collectAsList())
                .isEqualTo(byVector.transform(DATA)
                        .select("probability", "prediction")
                        .collectAsList());
        assertThat(byArray.transform(arrays).columns())
                .containsExactlyInAnyOrder(
                        byArray.transformSchema(arrays.schema()).fieldNames());
    }

    @Test
    void a_row_without_features_or_with_too_few_is_told() {
        NeuralNetworkClassificationModel model =
                Clouds.classifier().setEpochs(1).fit(DATA);
        Dataset<Row> one = DATA.limit(1);
        for (String features : List.of("array(1.0D)", "CAST(NULL AS array<double>)")) {
            Dataset<Row> array = one.withColumn("features", expr(features));
            Dataset<Row> vector = one.withColumn("features", RowFunctions.vector(expr(features)));
            for (Dataset<Row> wrong : List.of(array, vector)) {
                assertThatThrownBy(() -> model.transform(wrong).collectAsList())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                features.startsWith("array")
                                        ? "Column 'features' has 1 elements in a row where the model takes 4; give it as many."
                                        : "Column 'features' is null in a row; fill it in, or leave such rows out.");
            }
        }
        Dataset<Row> missing = one.withColumn("features", RowFunctions.vector(expr("CAST(NULL AS array<double>)")));
        assertThatThrownBy(() -> Clouds.classifier().fit(DATA.union(missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feature 0 is null or NaN in some row; replace or drop such rows.");
    }

    @Test
    void copies_keep_the_network_and_take_other_parameters() {
        NeuralNetworkClassificationModel model = Clouds.classifier().fit(DATA);
        NeuralNetworkClassificationModel copy =
                model.copy(new ParamMap().put(model.predictionCol().w("guess")));
        assertThat(copy.transform(DATA).columns()).contains("guess");
        assertThat(copy.uid()).isEqualTo(model.uid());
        assertThat(copy.parent()).isSameAs(model.parent());
    }

    @Test
    void a_transform_returns_what_the_methods_return(@TempDir Path folder) throws IOException {
        NeuralNetworkClassificationModel trained = Clouds.classifier().fit(DATA);
        String path = folder.resolve("asked").toString();
        trained.copy(ParamMap.empty()).setReturns("history").save(path);
        NeuralNetworkClassificationModel model = NeuralNetworkClassificationModel.load(path);
        Dataset<Row> history = model.transform(SPARK.range(0));
        assertThat(model.transformSchema(DATA.schema())).isEqualTo(history.schema());
        assertThat(history.collectAsList().stream()
                        .map(row -> new Epoch(
                                row.getInt(0), row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4))))
                .isEqualTo(trained.history());
        for (Row row : model.setReturns("weights").transform(SPARK.range(0)).collectAsList()) {
            assertThat(row.<Double>getList(2))
                    .containsExactly(Arrays.stream(trained.weights().get(row.getString(0)))
                            .boxed()
                            .toArray(Double[]::new));
            assertThat(row.<Integer>getList(1))
                    .isEqualTo(trained.network().shapes().get(row.getString(0)));
        }
        Dataset<Row> layers = model.setReturns("layers").transform(SPARK.range(0));
        assertThat(layers.selectExpr("sum(parameters)").head().getLong(0)).isEqualTo(trained.numParameters());
        Dataset<Row> html = model.setReturns("html").transform(SPARK.range(0));
        assertThat(html.head().getString(0))
                .isEqualTo(HtmlReport.of((NeuralNetworkModel) trained).html());
        assertThat(model.transformSchema(DATA.schema())).isEqualTo(html.schema());
        Dataset<Row> text = model.setReturns("text").transform(SPARK.range(0));
        assertThat(text.head().getString(0)).isEqualTo(trained.toString());
        Dataset<Row> json = model.setReturns("json").transform(SPARK.range(0));
        assertThat(json.head().getString(0)).isEqualTo(ModelExport.toJsonText(trained));
    }

    @Test
    void a_label_in_thousands_is_learned_as_one_of_any_unit() {
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers("dense(3) relu dense(1)")
                .setBatchSize(30)
                .setEpochs(3)
                .setValidationIndicatorCol("held")
                .setLabelScaler("standard");
        NeuralNetworkRegressionModel small = regressor.fit(DATA);
        NeuralNetworkRegressionModel large =
                regressor.fit(DATA.selectExpr("features", "held", "1024 * label + 4096 AS label"));
        // The scaled labels differ by the rounding of the mean only, and training does not enlarge that much.
        assertThat(large.predict(1, 0, 2, 0)).isCloseTo(1024 * small.predict(1, 0, 2, 0) + 4096, within(1e-6));
        assertThat(large.history().get(2).validationMetric())
                .isCloseTo(1024 * small.history().get(2).validationMetric(), within(1e-6));
        assertThatThrownBy(() -> regressor.setLayers("dense(1) relu").fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "labelScaler is standard, and the layers \"dense(1) relu\" do not end in dense(1) with a bias;"
                                + " end them so, or set labelScaler to none.");
    }

    private static NeuralNetworkRegressor regressor() {
        return new NeuralNetworkRegressor()
                .setLayers("dense(3) relu dense(1)")
                .setBatchSize(30)
                .setEpochs(3)
                .setValidationIndicatorCol("held");
    }

    /** The labels of the training rows, in order. */
    private static double[] labels(Dataset<Row> rows) {
        return rows.where("NOT held").select("label").collectAsList().stream()
                .mapToDouble(row -> row.getDouble(0))
                .sorted()
                .toArray();
    }

    /** That of NumPy, between the two values around it. */
    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    @Test
    void a_robust_scale_of_labels_is_their_median_and_interquartile_range() {
        Dataset<Row> rows = DATA.selectExpr(
                "features", "held", "exp(label) * weight * (1 + hash(weight, label) % 7) / 100 AS label");
        double[] labels = labels(rows);
        double median = quantile(labels, 0.5);
        double range = quantile(labels, 0.75) - quantile(labels, 0.25);
        NeuralNetworkModel scaled = regressor()
                .fit(rows.selectExpr("features", "held", "(label - " + median + "D) / " + range + "D AS label"));
        NeuralNetworkModel robust = regressor().setLabelScaler("robust").fit(rows);
        assertThat(robust.weights().get("0.weight"))
                .containsExactly(scaled.weights().get("0.weight"));
        double[] inUnits = scaled.weights().get("2.weight");
        assertThat(robust.weights().get("2.weight"))
                .containsExactly(Arrays.stream(inUnits).map(w -> w * range + 0).toArray());
    }

    @Test
    void labels_beyond_two_quantiles_are_learned_as_those() {
        Dataset<Row> rows = DATA.selectExpr(
                "features", "held", "exp(label) * weight * (1 + hash(weight, label) % 7) / 100 AS label");
        double[] labels = labels(rows);
        double low = quantile(labels, 0.1);
        double high = quantile(labels, 0.9);
        Dataset<Row> byHand =
                rows.selectExpr("features", "held", "greatest(" + low + "D, least(" + high + "D, label)) AS label");
        for (String scaler : List.of("none", "standard", "robust")) {
            NeuralNetworkRegressor regressor = regressor().setLabelScaler(scaler);
            NeuralNetworkModel expected = regressor.fit(byHand);
            NeuralNetworkModel held = regressor.setLabelClipQuantiles(0.1, 0.9).fit(rows);
            NeuralNetworkClassifierTest.assertSame(held.weights(), expected.weights());
            assertThat(held.history().get(2).validationLoss())
                    .isEqualTo(expected.history().get(2).validationLoss());
        }
        assertThatThrownBy(() -> regressor()
                        .setLabelClipQuantiles(0.1, 0.9)
                        .fit(rows.selectExpr("features", "held", "IF(held, label, double('Infinity')) AS label")))
                .hasMessageContaining("a label is Infinity; give finite numbers");
    }

    @Test
    void one_against_the_rest_passes_weights_on() {
        NeuralNetworkClassifier binary =
                Clouds.classifier().setLayers("dense(1)").setEpochs(1);
        Dataset<Row> lame = DATA.drop("weight").selectExpr("*", "IF(held, 0.0D, 1.0D) AS weight");
        OneVsRest all = new OneVsRest().setClassifier(binary).setWeightCol("weight");
        NeuralNetworkModel weighted = (NeuralNetworkModel) all.fit(lame).models()[0];
        NeuralNetworkModel without =
                (NeuralNetworkModel) all.fit(lame.where("NOT held")).models()[0];
        NeuralNetworkClassifierTest.assertSame(weighted.weights(), without.weights());
        NeuralNetworkModel unweighted = (NeuralNetworkModel)
                new OneVsRest().setClassifier(binary).fit(lame).models()[0];
        assertThat(unweighted.weights().get("0.weight"))
                .isNotEqualTo(weighted.weights().get("0.weight"));
    }

    @Test
    void early_stopping_keeps_the_best_epoch() {
        NeuralNetworkClassifier classifier =
                Clouds.classifier().setEpochs(30).setLearningRate(2).setValidationIndicatorCol("held");
        NeuralNetworkClassificationModel stopped = classifier.setPatience(2).fit(DATA);
        List<Epoch> history = stopped.history();
        int best = history.size() - 3;
        assertThat(history.size()).isLessThan(30);
        assertThat(history.get(best).validationLoss())
                .isEqualTo(history.stream()
                        .mapToDouble(Epoch::validationLoss)
                        .min()
                        .getAsDouble());
        // As trained for exactly as long as the best epoch.
        NeuralNetworkClassifierTest.assertSame(
                stopped.weights(),
                classifier.setPatience(0).setEpochs(best + 1).fit(DATA).weights());
    }

    /** The epochs that were planned would have been enough, those of the best network were not. */
    @Test
    void early_stopping_tells_averages_that_have_not_arrived() {
        int batchSize = 100;
        NeuralNetworkClassifier classifier = Clouds.classifier()
                .setBatchSize(batchSize)
                .setEpochs(100)
                .setLearningRate(8)
                .setValidationIndicatorCol("held")
                .setPatience(1);
        try (LogLines log = new LogLines(DistributedTraining.class, Level.WARN)) {
            NeuralNetworkClassificationModel stopped = classifier.fit(DATA);
            long steps = (DATA.where("NOT held").count() + batchSize - 1) / batchSize;
            long batches = steps * (stopped.history().size() - 1);
            assertThat(Math.pow(0.9, (double) batches)).isBetween(0.05, 1.0);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("running averages of batchNorm"))
                    .singleElement()
                    .asString()
                    .startsWith("After " + batches + " batches");
        }
    }

    @Test
    void two_classes_need_only_one_output() {
        Dataset<Row> two = DATA.where("label < 2");
        NeuralNetworkClassificationModel model =
                Clouds.classifier().setLayers("dense(8) relu dense(1)").fit(two);
        assertThat(model.numClasses()).isEqualTo(2);
        double right = new MulticlassClassificationEvaluator()
                .setMetricName("accuracy")
                .evaluate(model.transform(two));
        assertThat(right).isGreaterThan(0.8);
    }

    @Test
    void integer_weights_are_repeated_rows() {
        // One batch of everything: the order of rows does not matter.
        NeuralNetworkClassifier classifier =
                Clouds.classifier().setLayers("dense(3)").setShards(1).setEpochs(3);
        Dataset<Row> repeated = DATA.withColumn(
                        "copy", org.apache.spark.sql.functions.expr("explode(sequence(1, int(weight)))"))
                .drop("copy");
        double[] byWeight = classifier
                .setBatchSize(150)
                .setWeightCol("weight")
                .fit(DATA)
                .weights()
                .get("0.weight");
        double[] byCopies = classifier
                .setBatchSize((int) repeated.count())
                .setWeightCol("")
                .fit(repeated)
                .weights()
                .get("0.weight");
        // The same sums in another order.
        assertThat(byCopies).usingComparatorWithPrecision(1e-12).containsExactly(byWeight);
    }

    @Test
    void a_regressor_learns_a_line(@TempDir Path folder) throws IOException {
        Dataset<Row> line = SPARK.range(200)
                .selectExpr("array(id / 100.0 - 1, (id % 7) / 7.0) AS features")
                .selectExpr("features", "3 * features[0] - features[1] + 1 AS label");
        NeuralNetworkRegressionModel model = new NeuralNetworkRegressor()
                .setLayers("dense(1)")
                .setBatchSize(20)
                .setEpochs(60)
                .setLearningRate(0.1)
                .fit(line);
        // A line is what this network is; it converges geometrically.
        assertThat(model.predict(0.5, 0.25)).isCloseTo(2.25, org.assertj.core.data.Offset.offset(1e-3));
        String path = folder.resolve("model").toString();
        model.write().save(path);
        assertThat(NeuralNetworkRegressionModel.load(path).transform(line).collectAsList())
                .isEqualTo(model.transform(line).collectAsList());
        assertThatThrownBy(() -> NeuralNetworkClassificationModel.load(path))
                .hasMessageContaining("NeuralNetworkRegressionModel and not a NeuralNetworkClassificationModel");
    }

    @Test
    void a_model_that_is_missing_or_half_written_is_refused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> NeuralNetworkClassificationModel.load(
                        folder.resolve("none").toString()))
                .hasMessage("There is no model at '" + folder.resolve("none")
                        + "'; give the path of a saved NeuralNetworkClassificationModel.");
        Files.createDirectories(folder.resolve("half/network"));
        assertThatThrownBy(() -> NeuralNetworkClassificationModel.load(
                        folder.resolve("half").toString()))
                .hasMessage(
                        "'" + folder.resolve("half")
                                + "' holds no whole model: its metadata, which is written last, cannot be read; save it again.");
    }

    @Test
    void spark_connect_finds_the_stages_and_their_models() {
        assertThat(ServiceLoader.load(Estimator.class).stream().map(ServiceLoader.Provider::type))
                .contains(NeuralNetworkClassifier.class)
                .contains(NeuralNetworkRegressor.class);
        assertThat(ServiceLoader.load(Transformer.class).stream().map(ServiceLoader.Provider::type))
                .contains(NeuralNetworkClassificationModel.class)
                .contains(NeuralNetworkRegressionModel.class);
        assertThat(new NeuralNetworkClassificationModel().uid()).startsWith("neuralNetworkClassificationModel_");
    }
}
