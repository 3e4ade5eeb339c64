package org.tare;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.job.report.ExportableModel;
import org.tare.job.report.ModelFolder;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.GroupedStatistics;
import org.tare.scan.Scan;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

/** What no file could be called is told by one sentence wherever a path is taken, and not in the words of Hadoop. */
class NoPathTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA =
            SPARK.range(20).selectExpr("id - 9.5D AS x", "array(double(id)) AS features", "double(id % 2) AS label");

    private record Taker(String name, ThrowingCallable call) {}

    private static List<Taker> takers(String path) {
        NeuralNetworkClassifier network = new NeuralNetworkClassifier()
                .setLayers("dense(2)")
                .setBatchSize(20)
                .setShards(1);
        ScalerModel model = new StandardScaler().setInputCols("x").fit(DATA);
        return List.of(
                new Taker("model loads", () -> ScalerModel.load(path)),
                new Taker("model saves", () -> model.save(path)),
                new Taker("model overwrites", () -> model.write().overwrite().save(path)),
                new Taker("scaler loads", () -> StandardScaler.load(path)),
                new Taker("network loads", () -> NeuralNetworkClassificationModel.load(path)),
                new Taker("statistics load", () -> DatasetStatistics.load(SPARK, path)),
                new Taker("statistics save", () -> Scan.of(DATA, "x").run().save(SPARK, path)),
                new Taker("groups load", () -> GroupedStatistics.load(SPARK, path)),
                new Taker(
                        "groups save",
                        () -> Scan.of(DATA, "x").groupBy("label").run().save(SPARK, path)),
                new Taker("checkpoints", () -> network.setCheckpointDir(path).fit(DATA)),
                new Taker("model of checkpoints", () -> NeuralNetworkClassificationModel.fromCheckpoint(path)),
                new Taker(
                        "start",
                        () -> new NeuralNetworkClassifier()
                                .setLayers("dense(2)")
                                .setBatchSize(20)
                                .setShards(1)
                                .setInitialModel(path)
                                .fit(DATA)),
                new Taker("job", () -> ModelFolder.load(SPARK, path, false, "jobs/train")),
                new Taker("export", () -> ExportableModel.load(SPARK, path)));
    }

    @TestFactory
    Stream<DynamicTest> it_is_told_in_one_sentence() {
        return Stream.of("a:b", "table:flights", "a\0b")
                .flatMap(path -> takers(path).stream()
                        .map(taker -> DynamicTest.dynamicTest(
                                taker.name() + " " + path,
                                () -> assertThatThrownBy(taker.call())
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasMessage("'" + path + "' is no path; give one."))));
    }
}
