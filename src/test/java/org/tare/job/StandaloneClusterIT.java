package org.tare.job;

import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.train.NeuralNetworkClassifier;

/** The packaged jar on a cluster whose two workers get nothing but that jar: class loaders differ only there. */
@Tag("long")
class StandaloneClusterIT {
    private static final String SAMPLE =
            Path.of("src/sample/flights.parquet").toUri().toString();

    private static final String LAYERS = "dense(8) batchNorm relu dense(3)";

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Points.rows(240).write().parquet(path("points"));
        cluster = new StandaloneCluster(folder.resolve("cluster"), 2);
        launch(
                List.of(
                        "scale",
                        "-i",
                        SAMPLE,
                        "-o",
                        path("assembled"),
                        "--columns=delay,distance",
                        "--vector-col=features"),
                List.of("scale", "-i", path("assembled"), "-o", path("vectors"), "--columns=features"),
                List.of(
                        "train",
                        "-i",
                        path("points"),
                        "--label=cloud",
                        "--features=x,y",
                        "--scaler=maxabs",
                        "--layers=" + LAYERS,
                        "--batch-size=16",
                        "--epochs=3",
                        "--test-share=0",
                        "--workers=2",
                        "--model",
                        path("model")),
                List.of("predict", "-i", path("points"), "--model", path("model"), "-o", path("predicted")));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void two_workers_learn_and_write_what_one_machine_does() throws Exception {
        SparkSession spark = TestSpark.session();
        Dataset<Row> flights = spark.read().parquet(SAMPLE);
        Dataset<Row> assembled = spark.read().parquet(path("assembled"));
        Dataset<Row> vectors = spark.read().parquet(path("vectors"));
        assertThat(DatasetStatistics.load(spark, path("assembled_statistics")))
                .isEqualTo(Scan.of(flights, "delay", "distance").run());
        assertThat(DatasetStatistics.load(spark, path("vectors_statistics")))
                .isEqualTo(Scan.of(assembled, "features").run());
        requireSame(ScalerModel.load(path("assembled_model")).transform(flights), assembled);
        requireSame(ScalerModel.load(path("vectors_model")).transform(assembled), vectors);
        assertThat(cluster.executorsOfEachWorker())
                .allSatisfy(executors -> assertThat(executors).isNotEmpty());
    }

    @Test
    void two_workers_train_the_network_that_one_machine_does() {
        Dataset<Row> rows = TestSpark.session().read().parquet(path("points"));
        MaxAbsScaler scaler = new MaxAbsScaler().setInputCols("x", "y").setVectorCol("features");
        NeuralNetworkClassifier network = new NeuralNetworkClassifier()
                .setLabelCol("cloud")
                .setLayers(LAYERS)
                .setBatchSize(16)
                .setEpochs(3);
        Dataset<Row> expected = new Pipeline()
                .setStages(new PipelineStage[] {scaler, network})
                .fit(rows)
                .transform(rows)
                .select(
                        col("x"),
                        col("y"),
                        col("prediction"),
                        array_max(functions.vector_to_array(col("probability"), "float64"))
                                .as("confidence"));
        requireSame(
                expected,
                TestSpark.session().read().parquet(path("predicted")).select("x", "y", "prediction", "confidence"));
    }

    private static void requireSame(Dataset<Row> expected, Dataset<Row> written) {
        assertThat(written.count()).isEqualTo(expected.count());
        assertThat(expected.exceptAll(written).isEmpty()).isTrue();
    }

    /** Files are cut small and both workers are waited for, so that both have some to do. */
    @SafeVarargs
    private static void launch(List<String>... jobs) throws Exception {
        List<String> command = new ArrayList<>(List.of("jobs/.launch", "several", SeveralJobs.class.getName()));
        for (List<String> job : jobs) {
            command.addAll(job);
            command.add(SeveralJobs.THEN);
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        // Two cores are shared by five JVMs, of which none lives long enough to repay its second compiler.
        builder.environment().put("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment()
                .put(
                        "TARE_SUBMIT_ARGS",
                        "--master " + cluster.url() + " --jars " + jarOf(SeveralJobs.class)
                                + " --conf spark.executor.memory=512m"
                                + " --conf spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1"
                                + " --conf spark.sql.files.maxPartitionBytes=200k --conf spark.cores.max=2"
                                + " --conf spark.scheduler.minRegisteredResourcesRatio=1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Path jarOf(Class<?> type) throws IOException {
        Path jar = folder.resolve("several.jar");
        String name = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream bytes = type.getResourceAsStream("/" + name)) {
            out.putNextEntry(new ZipEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
