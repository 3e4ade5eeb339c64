package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.mllib.util.MLUtils;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.TestSpark;
import org.tare.feature.StandardScaler;

/** What cannot be trained, and what is trained in spite of it. */
class TrainingFailuresTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = Clouds.of(SPARK, 150).cache();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            label - 1                  | holds the label -1.0; give labels 0, 1, 2
            label / 2                  | holds the label 0.5; give labels 0, 1, 2
            label * 2                  | holds 3 different labels up to 4, but a network that ends in 3 outputs knows 0 to 2
            label * 2                  | end layers with dense(5), or give labels 0, 1, 2
            label * 1e18               | knows 0 to 2; give labels 0, 1, 2, ... as StringIndexer makes them
            label * 0                  | holds only the label 0; give rows of at least two classes
            nullif(label, 1)           | a label is null or NaN; replace or drop such rows
            """)
    void labels_that_are_no_classes(String label, String message) {
        assertThatThrownBy(() -> Clouds.classifier().fit(DATA.withColumn("label", functions.expr(label))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            array(1, label, double('NaN'), 2)      | feature 2 is null or NaN
            array(1, label, 2, double('Infinity')) | feature 3 is Infinity in some row; give finite numbers
            array(1, label, null, 2)               | feature 2 is null or NaN
            slice(array(1, 2, 3), 1, int(label)+1) | features; give rows of one length
            label                                  | Column 'features' is double; give one that is a Vector or an array
            array('a')                             | Column 'features' is array<string>; give one that is
            """)
    void features_that_are_no_numbers(String features, String message) {
        assertThatThrownBy(() -> Clouds.classifier().fit(DATA.withColumn("features", functions.expr(features))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** Reading any row but the first fails in another way. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reshape(2, 2) flatten dense(3)                      | makes rows of shape 2x2 of rows of shape 3
            residual(dense(4)) dense(3)                         | adds its input of shape 3 to layers that give 4
            conv2d(3, 1) dense(3)                               | conv2d
            gru(4) dense(3)                                     | gru
            reshape(3, 1, 1) conv2d(3, 1)                       | ends in rows of shape 3x1x3, not in one number for each class; end layers with globalAvgPool
            reshape(3, 1) gru(3, output=all)                    | ends in rows of shape 3x3, not in one number for each class
            """)
    void a_network_that_does_not_fit_is_told_before_rows_are_read(String layers, String message) {
        Dataset<Row> rows = SPARK.range(0, 100, 1, 1)
                .selectExpr(
                        "if(id > 0, raise_error('row ' || id || ' was read'), array(1D, 2D, 3D)) features",
                        "double(id % 2) label");
        assertThatThrownBy(() -> Clouds.classifier().setLayers(layers).fit(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> Clouds.classifier().setLayers("dense(3)").fit(rows))
                .hasMessageContaining("was read");
    }

    @Test
    void the_number_of_features_that_a_stage_left_behind_refuses_no_others() {
        Dataset<Row> stale = DATA.withColumn(
                "features", functions.col("features").as("features", new AttributeGroup("features", 3).toMetadata()));
        assertThat(Clouds.classifier()
                        .setLayers("reshape(2, 2) flatten dense(3)")
                        .setEpochs(1)
                        .fit(stale)
                        .numFeatures())
                .isEqualTo(4);
    }

    private static final CountDownLatch HELD = new CountDownLatch(2);
    private static final CountDownLatch FREE = new CountDownLatch(1);

    private static void hold(Iterator<Integer> rows) throws InterruptedException {
        HELD.countDown();
        FREE.await();
    }

    @Test
    void slots_that_another_job_holds_are_waited_for_within_bounds() throws Exception {
        Thread other = new Thread(() -> JavaSparkContext.fromSparkContext(SPARK.sparkContext())
                .parallelize(List.of(1, 2), 2)
                .foreachPartition(TrainingFailuresTest::hold));
        NeuralNetworkClassifier classifier = Clouds.classifier()
                .setSlotTimeout(1)
                .onNetwork(layers -> {
                    // Rows are counted by now, which takes slots too.
                    other.start();
                    try {
                        HELD.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        try {
            assertThatThrownBy(() -> classifier.fit(DATA))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage(
                            "The training failed: Spark had no slot free for each worker within 1 s, as another job holds"
                                    + " them or an executor is lost; end that job, set workers lower, or set slotTimeout higher.");
        } finally {
            FREE.countDown();
            other.join();
        }
        assertThat(Clouds.classifier().setSlotTimeout(1).fit(DATA).history()).hasSize(4);
    }

    @Test
    void vectors_of_the_old_package_are_told_the_way_to_the_new_one() {
        Dataset<Row> old = MLUtils.convertVectorColumnsFromML(DATA, "features");
        for (Estimator<?> estimator : List.of(Clouds.classifier(), new StandardScaler().setInputCols("features"))) {
            assertThatThrownBy(() -> estimator.fit(old))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Column 'features' holds vectors of spark.mllib, not of spark.ml; convert them by"
                            + " MLUtils.convertVectorColumnsToML(data, \"features\").");
        }
    }

    @Test
    void settings_that_do_not_fit() {
        refused(Clouds.classifier().setBatchSize(151), "A batch of 151 is larger than the 150 rows to train on");
        refused(Clouds.classifier().setBatchSize(7), "A batch of 7 cannot be cut into 8 shards");
        refused(Clouds.classifier().setWorkers(3), "There are 2 slots for 3 workers; set workers to at most that");
        refused(new NeuralNetworkClassifier(), "There is no network; set layers");
        refused(Clouds.classifier().setLayers("dense(8) batchNrm"), "batchNrm");
        refused(Clouds.classifier().setResume(true), "resume is true but there is no checkpointDir");
        refused(
                Clouds.classifier().setWeightCol("wieght"),
                "There is no column 'wieght'; the nearest name is 'weight'");
        refused(Clouds.classifier().setPatience(2), "patience is 2 but there are no validation rows to watch");
        refused(Clouds.classifier().setOptimizer("sgd(momentum=0.9)").setMomentum(0.5), "give them once");
        refused(
                Clouds.classifier().setOptimizer("adam").setMomentum(0.5),
                "momentum is 0.5, and optimizer is adam, which has no momentum; leave it out, or take sgd.");
        assertThatThrownBy(() -> Clouds.classifier().fit(DATA.where("label > 5")))
                .hasMessageContaining("There are no rows to train on");
        assertThatThrownBy(() ->
                        Clouds.classifier().setWeightCol("weight").fit(DATA.withColumn("weight", functions.lit(-1))))
                .hasMessageContaining(
                        "(columns 'features', 'label', 'weight'): a weight is -1.0; give weights that are finite and not negative");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_whose_weights_are_all_0_are_no_rows(boolean validation) {
        Dataset<Row> weightless = DATA.withColumn("weight", functions.expr("if(held = " + validation + ", 0.0, 1.0)"));
        assertThatThrownBy(() -> Clouds.classifier()
                        .setWeightCol("weight")
                        .setValidationIndicatorCol("held")
                        .fit(weightless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weights of all " + (validation ? "validation" : "training")
                        + " rows are 0; give some of them a weight above 0.");
    }

    @Test
    void what_no_rows_could_mend_is_refused_before_they_are_read() {
        Dataset<Row> unreadable = DATA.withColumn("features", functions.expr("raise_error('was read')"));
        for (NeuralNetworkClassifier impossible : List.of(
                Clouds.classifier().setOptimizer("adm"),
                Clouds.classifier().setOptimizer("adam").setMomentum(0.9),
                Clouds.classifier().setSchedule("cosin(9)"),
                Clouds.classifier().setLayers("dens(3)"),
                Clouds.classifier().setWorkers(1000))) {
            assertThatThrownBy(() -> impossible.fit(unreadable))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("was read");
        }
    }

    @Test
    void a_label_of_minus_0_is_the_class_0() {
        Dataset<Row> minus = DATA.withColumn("label", functions.expr("if(label = 0 and held, -0.0D, label)"));
        assertThat(Clouds.classifier().setEpochs(1).fit(minus).numClasses()).isEqualTo(3);
    }

    /** As a fold of a cross validation may lack a class. */
    @Test
    void a_class_that_no_row_has_is_still_one_of_the_network_s() {
        NeuralNetworkClassificationModel model =
                Clouds.classifier().setEpochs(1).fit(DATA.where("label <> 1"));
        assertThat(model.numClasses()).isEqualTo(3);
        assertThat(model.predictProbabilities(0, 0, 0, 0)).hasSize(3);
    }

    @Test
    void a_loss_that_is_not_finite_ends_the_training_and_is_not_tried_again() {
        List<Epoch> epochs = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> Clouds.classifier()
                        .setLayers("dense(8, init=normal(1e200)) dense(8, init=normal(1e200)) dense(3)")
                        .onEpoch(epochs::add)
                        .fit(DATA))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("The loss is")
                .hasMessageContaining("learning rate");
        assertThat(epochs).isEmpty();
    }

    @Test
    void a_training_that_runs_away_tells_the_epochs_before() {
        Dataset<Row> rows = DATA.where("held").dropDuplicates("label");
        NeuralNetworkRegressor runaway = new NeuralNetworkRegressor()
                .setLayers("dense(1)")
                .setShards(1)
                .setBatchSize(3)
                .setEpochs(1000)
                .setLearningRate(100);
        assertThatThrownBy(() -> runaway.fit(rows)).isInstanceOfSatisfying(TrainingException.class, e -> {
            assertThat(e).hasMessageContaining("step " + e.history().size());
            assertThat(e.history())
                    .isNotEmpty()
                    .allSatisfy(epoch -> assertThat(epoch.loss()).isFinite());
            // The first epoch has the least loss, since every step leads further away.
            NeuralNetworkModel best =
                    new NeuralNetworkRegressionModel("best", e.best().orElseThrow());
            assertThat(best.weights())
                    .usingRecursiveComparison()
                    .isEqualTo(runaway.setEpochs(1).fit(rows).weights());
        });
    }

    @Test
    void few_rows_and_one_row_and_empty_partitions_work() {
        Dataset<Row> three = DATA.where("held").dropDuplicates("label").repartition(5);
        NeuralNetworkClassifier classifier =
                Clouds.classifier().setShards(3).setBatchSize(3).setEpochs(1);
        assertThat(classifier.fit(three).history()).hasSize(1);
        assertThat(classifier.setShards(8).fit(three).history()).hasSize(1);
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers("dense(2) batchNorm relu dense(1)")
                .setShards(1)
                .setBatchSize(1)
                .setEpochs(2);
        assertThat(regressor.fit(three.limit(1)).history()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void a_run_that_goes_on_from_a_checkpoint_ends_in_the_same_bits(String precision, @TempDir Path folder) {
        NeuralNetworkClassifier classifier = Clouds.classifier()
                .setPrecision(precision)
                .setOptimizer("adam")
                .setLearningRate(0.01)
                .setLayers("dense(8) batchNorm relu dropout(0.2) dense(3)")
                .setValidationIndicatorCol("held");
        NeuralNetworkModel whole = classifier.setEpochs(6).fit(DATA);
        classifier.setCheckpointDir(folder.toString());
        classifier.setEpochs(4).fit(DATA);
        refused(classifier, "holds checkpoints already; set resume to true");
        classifier.setResume(true);
        refused(
                classifier.copy(classifier.extractParamMap()).setLayers("dense(9) relu dense(3)"),
                "is of a training with network");
        String other = precision.equals("double") ? "float" : "double";
        refused(
                classifier.copy(classifier.extractParamMap()).setPrecision(other),
                "is of a training with precision " + precision + ", not " + other);
        NeuralNetworkModel resumed = classifier.setEpochs(6).fit(DATA);
        NeuralNetworkClassifierTest.assertSame(resumed.weights(), whole.weights());
        assertThat(resumed.history()).hasSize(6);
        assertThat(folder).isDirectoryContaining("glob:**epoch-000006.json");
    }

    @Test
    void a_killed_task_costs_no_bit(@TempDir Path folder) {
        AtomicLong task = new AtomicLong(-1);
        SparkListener listener = new SparkListener() {
            @Override
            public void onTaskStart(SparkListenerTaskStart start) {
                task.set(start.taskInfo().taskId());
            }
        };
        AtomicBoolean killed = new AtomicBoolean();
        List<Integer> epochs = new CopyOnWriteArrayList<>();
        NeuralNetworkClassifier classifier = Clouds.classifier().setEpochs(30).setWorkers(2);
        Map<String, double[]> expected = classifier.fit(DATA).weights();
        SPARK.sparkContext().addSparkListener(listener);
        Map<String, double[]> weights = classifier
                .setCheckpointDir(folder.toString())
                .onEpoch(epoch -> {
                    epochs.add(epoch.number());
                    if (epochs.size() == 3) {
                        killed.set(
                                SPARK.sparkContext().killTaskAttempt(task.get(), false, "a test wants to see it die"));
                    }
                })
                .fit(DATA)
                .weights();
        SPARK.sparkContext().removeSparkListener(listener);
        NeuralNetworkClassifierTest.assertSame(weights, expected);
        assertThat(killed).isTrue();
        assertThat(epochs.stream().distinct()).hasSize(30);
        assertThat(epochs.stream().filter(epoch -> epoch == 1))
                .as("does not begin anew")
                .hasSize(1);
    }

    @Test
    void a_checkpoint_folder_that_cannot_be_written_is_refused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        refused(
                Clouds.classifier().setCheckpointDir(file.resolve("below").toString()),
                "The checkpoint folder '" + file + "/below' cannot be written");
    }

    @Test
    void dynamic_allocation_is_refused_before_a_row_is_read() {
        SparkConf settings = SPARK.sparkContext().conf();
        Dataset<Row> unreadable = DATA.withColumn("label", functions.expr("double(raise_error('a row was read'))"));
        // Without the second, Spark takes the first for a mistake in local mode and ignores it.
        settings.set("spark.dynamicAllocation.enabled", "true").set("spark.dynamicAllocation.testing", "true");
        try {
            assertThatThrownBy(() -> Clouds.classifier().fit(unreadable))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("set spark.dynamicAllocation.enabled to false");
        } finally {
            settings.remove("spark.dynamicAllocation.enabled").remove("spark.dynamicAllocation.testing");
        }
        assertThatThrownBy(() -> Clouds.classifier().fit(unreadable)).hasMessageContaining("a row was read");
    }

    @Test
    void labels_and_weights_that_are_no_numbers_are_told_the_way() {
        Dataset<Row> texts = DATA.selectExpr("features", "CAST(label AS string) AS label", "weight > 0 AS weight");
        for (Estimator<?> network : List.of(Clouds.classifier(), new NeuralNetworkRegressor().setLayers("dense(1)"))) {
            assertThatThrownBy(() -> network.fit(texts))
                    .hasMessage("Column 'label' is of type string, not of numbers; make numbers of classes by a"
                            + " StringIndexer, and of other labels by a cast to double.");
        }
        assertThatThrownBy(() ->
                        Clouds.classifier().setWeightCol("weight").fit(texts.withColumn("label", functions.lit(0.0))))
                .hasMessage("Column 'weight' is of type boolean, not of numbers; cast it to double.");
    }

    private static void refused(NeuralNetworkClassifier classifier, String message) {
        assertThatThrownBy(() -> classifier.fit(DATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
