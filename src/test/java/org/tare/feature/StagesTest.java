package org.tare.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;
import scala.jdk.javaapi.CollectionConverters;

/** The stages among Spark's own. */
class StagesTest {
    private static final Dataset<Row> DATA = data();

    @TempDir
    Path folder;

    private static Dataset<Row> data() {
        Random random = new Random(4);
        double[][] rows = new double[60][];
        for (int i = 0; i < rows.length; i++) {
            double a = random.nextDouble();
            double b = 1000 * random.nextDouble();
            rows[i] = new double[] {a, b, 3 * a + b / 1000};
        }
        return Data.columns(rows).withColumnRenamed("x2", "label");
    }

    private static Pipeline pipeline(PipelineStage scaler) {
        return new Pipeline().setStages(new PipelineStage[] {
            scaler, new Normalizer().setInputCol("v").setOutputCol("unit"), new LinearRegression().setFeaturesCol("v")
        });
    }

    private static ColumnScaler plan(MinMaxScaler inner) {
        return new ColumnScaler()
                .add(new StandardScaler().setInputCol("x0"), inner.setInputCol("x1"))
                .setVectorCol("v");
    }

    @Test
    void a_pipeline_and_its_model_come_back_from_disk() throws Exception {
        Pipeline pipeline = pipeline(plan(new MinMaxScaler()));
        pipeline.save(at("pipeline"));
        PipelineModel model = Pipeline.load(at("pipeline")).fit(DATA);
        model.save(at("model"));
        List<Row> expected = pipeline.fit(DATA).transform(DATA).collectAsList();
        assertThat(PipelineModel.load(at("model")).transform(DATA).collectAsList())
                .isEqualTo(expected)
                .isEqualTo(
                        pipeline.copy(new ParamMap()).fit(DATA).transform(DATA).collectAsList());
    }

    private static CrossValidator validator(PipelineStage scaler, MinMaxScaler tried) {
        return new CrossValidator()
                .setEstimator(pipeline(scaler))
                .setEvaluator(new RegressionEvaluator())
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(tried.max(), new double[] {1, 3})
                        .build())
                .setNumFolds(2)
                .setParallelism(2);
    }

    @Test
    void a_cross_validator_and_its_model_come_back_from_disk() throws Exception {
        MinMaxScaler scaler = new MinMaxScaler().setInputCols("x0", "x1").setVectorCol("v");
        validator(scaler, scaler).save(at("cv"));
        CrossValidatorModel model = CrossValidator.load(at("cv")).fit(DATA);
        model.save(at("best"));
        assertThat(CrossValidatorModel.load(at("best")).transform(DATA).collectAsList())
                .isEqualTo(model.transform(DATA).collectAsList());
    }

    @Test
    void a_cross_validator_tries_parameters_of_the_scalers_within_a_plan() {
        MinMaxScaler inner = new MinMaxScaler();
        CrossValidator validator = validator(plan(inner), inner);
        ScalerModel best = (ScalerModel) ((PipelineModel) validator.fit(DATA).bestModel()).stages()[0];
        List<ScalerModel> tried = Arrays.stream(validator.getEstimatorParamMaps())
                .map(map ->
                        (ScalerModel) ((PipelineModel) validator.getEstimator().fit(DATA, map)).stages()[0])
                .toList();
        double largest =
                DATA.agg(org.apache.spark.sql.functions.max("x1")).first().getDouble(0);
        assertThat(tried.stream().map(model -> model.apply(0, largest)[1])).containsExactly(1.0, 3.0);
        assertThat(best.apply(0, largest)[1]).isIn(1.0, 3.0);
    }

    @Test
    void a_grid_within_a_plan_is_saved_with_its_cross_validator() throws Exception {
        MinMaxScaler inner = new MinMaxScaler();
        ColumnScaler plan = plan(inner);
        Scaler<?> bins = new KBinsDiscretizer().setInputCols("x0").setOutputCols("bin");
        plan.add(bins);
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(plan.param(inner.max()), CollectionConverters.asScala(List.of(1.0, 3.0)))
                .addGrid(plan.param(inner.clip()), CollectionConverters.asScala(List.of(true, false)))
                .addGrid(
                        plan.param(inner.clipQuantiles()),
                        CollectionConverters.asScala(List.of(new double[] {0, 0.5}, new double[] {0, 1})))
                .addGrid(plan.param(bins.getParam("numBins")), CollectionConverters.asScala(List.of(2, 4)))
                .addGrid(plan.param(bins.getParam("strategy")), CollectionConverters.asScala(List.of("uniform")))
                .addGrid(
                        plan.param(bins.outputCols()),
                        CollectionConverters.asScala(List.of(new String[] {"b"}, new String[] {"c"})))
                .build();
        CrossValidator validator = new CrossValidator()
                .setEstimator(pipeline(plan))
                .setEvaluator(new RegressionEvaluator())
                .setEstimatorParamMaps(grid)
                .setNumFolds(2);
        validator.save(at("within"));
        CrossValidator loaded = CrossValidator.load(at("within"));
        assertThat(loaded.getEstimatorParamMaps()).hasSize(32);
        assertThat(curves(loaded)).isEqualTo(curves(validator)).doesNotHaveDuplicates();
        assertThatThrownBy(() -> plan.param(new MinMaxScaler("other").max()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other.max is of no scaler within");
        assertThatThrownBy(() -> plan.fit(DATA, new ParamMap().put(plan.param(inner.max()), -1.0)))
                .hasMessageContaining("max is -1.0");
    }

    private static List<String> curves(CrossValidator validator) {
        return Arrays.stream(validator.getEstimatorParamMaps())
                .map(map -> ((Pipeline) validator.getEstimator().copy(map)).getStages()[0])
                .map(plan -> Arrays.stream(((ColumnScaler) plan).getScalers())
                        .map(Params::explainParams)
                        .toList()
                        .toString())
                .toList();
    }

    @Test
    void a_grid_of_whole_plans_is_saved_with_its_cross_validator() throws Exception {
        ColumnScaler plan = plan(new MinMaxScaler());
        Scaler<?>[] other = {new MaxAbsScaler().setInputCols("x0"), new StandardScaler().setInputCols("x1")};
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(plan.scalers(), CollectionConverters.asScala(List.<Scaler<?>[]>of(plan.getScalers(), other)))
                .build();
        new CrossValidator()
                .setEstimator(pipeline(plan))
                .setEvaluator(new RegressionEvaluator())
                .setEstimatorParamMaps(grid)
                .setNumFolds(2)
                .save(at("plans"));
        CrossValidator loaded = CrossValidator.load(at("plans"));
        List<String> tried = Arrays.stream(loaded.getEstimatorParamMaps())
                .map(map -> stage(loaded.getEstimator().fit(DATA, map))
                        .summary(TestSpark.session())
                        .columns())
                .map(Arrays::toString)
                .toList();
        assertThat(tried.get(0)).doesNotContain("maxAbs");
        assertThat(tried.get(1)).contains("maxAbs");
        loaded.fit(DATA).save(at("best_plan"));
        assertThat(CrossValidatorModel.load(at("best_plan")).transform(DATA).columns())
                .contains("v");
    }

    private static ScalerModel stage(Object model) {
        return (ScalerModel) ((PipelineModel) model).stages()[0];
    }

    static Stream<PipelineStage> estimatorsAndTransformers() {
        return Stream.of(
                new StandardScaler()
                        .setWithMean(false)
                        .setWithStd(false)
                        .setVariance("sample")
                        .setConstant("zero")
                        .setInputCols("x0", "x1")
                        .setOutputCols("a", "b"),
                new MinMaxScaler()
                        .setMin(-1)
                        .setMax(0.1)
                        .setClip(true)
                        .setInputCol("x0")
                        .setVectorCol("v"),
                new MaxAbsScaler()
                        .setClip(true)
                        .setWeightCol("label")
                        .setInputCol("x1")
                        .setHandleInvalid("error"),
                new Normalizer().setP(Double.POSITIVE_INFINITY).setInputCols("x0", "x1"));
    }

    @ParameterizedTest
    @MethodSource("estimatorsAndTransformers")
    void every_stage_comes_back_from_disk_and_from_a_copy_with_all_parameters(PipelineStage stage) throws Exception {
        ((MLWritable) stage).save(at("stage"));
        Object read = stage.getClass().getMethod("load", String.class).invoke(null, at("stage"));
        assertThat(((Params) read).explainParams()).isEqualTo(stage.explainParams());
        assertThat(((Identifiable) read).uid()).isEqualTo(stage.uid());
        assertThat(stage.copy(new ParamMap()).explainParams()).isEqualTo(stage.explainParams());
        assertThat(stage.copy(new ParamMap()).uid()).isEqualTo(stage.uid());
    }

    @Test
    void parameters_are_explained_in_words() {
        assertThat(new MinMaxScaler().setInputCols("delay", "distance").explainParams())
                .contains(
                        "inputCols: The columns to scale: numbers, ML vectors or arrays. (current: [delay, distance])")
                .contains("max: The result for the largest value seen. (default: 1.0)")
                .contains(
                        "weightCol: The column of weights for the fit; without it every row has weight 1. (undefined)");
    }

    @Test
    void a_copy_of_a_model_keeps_its_parent_and_takes_parameters() {
        StandardScaler scaler = new StandardScaler().setInputCol("x0");
        ScalerModel model = scaler.fit(DATA);
        ScalerModel copy = model.copy(new ParamMap().put(model.vectorCol().w("v")));
        assertThat(copy.parent()).isSameAs(scaler);
        assertThat(copy.uid()).isEqualTo(model.uid());
        assertThat(copy.transform(DATA).columns()).contains("v");
        assertThat(model.transform(DATA).columns()).contains("x0_scaled");
    }

    /** A file stream, as each trigger reads real files. */
    @Test
    void a_stream_is_transformed_as_a_batch_is() throws Exception {
        DATA.write().parquet(at("in"));
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    plan(new MinMaxScaler()).setHandleInvalid("error"),
                    new Normalizer().setInputCols("x0", "x1").setHandleInvalid("skip")
                })
                .fit(DATA);
        Dataset<Row> stream = model.transform(
                TestSpark.session().readStream().schema(DATA.schema()).parquet(at("in")));
        StreamingQuery query = stream.writeStream()
                .format("memory")
                .queryName("scaled")
                .trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow())
                .start();
        query.awaitTermination();
        assertThat(TestSpark.session().table("scaled").collectAsList())
                .containsExactlyInAnyOrderElementsOf(model.transform(DATA).collectAsList());
    }

    @Test
    void the_services_list_every_stage_and_each_is_made_as_a_spark_connect_server_does() throws Exception {
        List<String> estimators = services("org.apache.spark.ml.Estimator");
        List<String> transformers = services("org.apache.spark.ml.Transformer");
        assertThat(estimators)
                .contains(
                        StandardScaler.class.getName(),
                        MinMaxScaler.class.getName(),
                        MaxAbsScaler.class.getName(),
                        ColumnScaler.class.getName());
        assertThat(transformers).contains(ScalerModel.class.getName(), Normalizer.class.getName());
        List<String> all =
                Stream.concat(estimators.stream(), transformers.stream()).toList();
        for (String name : all) {
            Class<?> stage = Class.forName(name);
            assertThat(stage.getConstructor().newInstance()).isInstanceOf(PipelineStage.class);
            assertThat(stage.getConstructor(String.class).newInstance("id"))
                    .isInstanceOfSatisfying(
                            PipelineStage.class, made -> assertThat(made.uid()).isEqualTo("id"));
            assertThat(stage.getMethod("load", String.class).getReturnType()).isEqualTo(stage);
            assertThat(stage.getMethod("read")).isNotNull();
        }
        assertThat(all).containsAll(publicStages());
    }

    /** The public classes of this room that Spark ML would run. */
    private static List<String> publicStages() {
        return new com.tngtech.archunit.core.importer.ClassFileImporter()
                .importPackagesOf(Scaler.class).stream()
                        .filter(type -> type.isAssignableTo(PipelineStage.class))
                        .filter(type ->
                                !type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT))
                        .map(com.tngtech.archunit.core.domain.JavaClass::getName)
                        .toList();
    }

    private static List<String> services(String service) throws IOException {
        try (InputStream in = Estimator.class.getClassLoader().getResource("META-INF/services/" + service) == null
                ? InputStream.nullInputStream()
                : Files.newInputStream(Path.of("src/main/resources/META-INF/services", service))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
