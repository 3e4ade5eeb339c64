package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.scan.FeatureStatistics;

/** The packaged jar on a cluster whose two workers get nothing but that jar: class loaders differ only there. */
class StandaloneClusterIT {
    private static final String SAMPLE =
            Path.of("src/sample/flights.parquet").toUri().toString();

    @TempDir
    private static Path folder;

    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = new StandaloneCluster(folder.resolve("cluster"), 2);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void two_workers_learn_and_write_what_one_machine_does() throws Exception {
        launch("normalize", "-i", SAMPLE, "-o", path("flights"), "--columns=delay,distance");
        launch("normalize", "-i", SAMPLE, "-o", path("vectors"), "--columns=delay,distance", "--vector-col=features");
        launch("statistics", "-i", path("vectors"), "--columns=features", "--statistics", path("of_vectors"));
        launch("transform", "-i", path("vectors"), "-o", path("back"), "--model", path("vectors_model"), "--inverse");

        SparkSession spark = TestSpark.session();
        Dataset<Row> flights = spark.read().parquet(SAMPLE);
        FeatureStatistics statistics = FeatureStatistics.of(flights, "delay", "distance");
        assertThat(FeatureStatistics.load(spark, path("flights_statistics"))).isEqualTo(statistics);
        Dataset<Row> scaled = spark.read().parquet(path("flights"));
        assertThat(ScalerModel.load(path("flights_model"))
                        .transform(flights)
                        .exceptAll(scaled)
                        .isEmpty())
                .isTrue();
        assertThat(FeatureStatistics.load(spark, path("of_vectors")))
                .isEqualTo(FeatureStatistics.of(spark.read().parquet(path("vectors")), "features"));
        assertThat(cluster.executorsOfEachWorker())
                .allSatisfy(executors -> assertThat(executors).isNotEmpty());
    }

    /** Files are cut small, so that both workers have some to do. */
    private static void launch(String job, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("jobs/" + job), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment()
                .put(
                        "TARE_SUBMIT_ARGS",
                        "--master " + cluster.url() + " --conf spark.executor.memory=512m"
                                + " --conf spark.sql.files.maxPartitionBytes=200k");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }
}
