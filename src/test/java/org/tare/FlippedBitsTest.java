package org.tare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.export.ModelExport;
import org.tare.feature.RobustScaler;
import org.tare.feature.ScalerModel;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.Scoring;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

/** One flipped bit in any byte that was saved is found when it is loaded; {@code CheckpointsTest} has checkpoints. */
@Tag("long")
class FlippedBitsTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Dataset<Row> DATA = SPARK.range(40)
            .selectExpr("id - 9.5D AS x", "CAST(id % 2 AS double) AS label", "array(id / 40, id % 3 - 1D) AS features");

    /** A few hundred loads are enough to see all parts of the files. */
    private static final int STEP = 29;

    @TempDir
    private Path folder;

    private interface Loading {
        void load(String path);
    }

    private String path() {
        return folder.resolve("saved").toString();
    }

    @Test
    void in_statistics() throws IOException {
        Scan.of(DATA, "x").with(new HistogramStatistic(8)).run().save(SPARK, path());
        manyBytes(path -> DatasetStatistics.load(SPARK, path));
    }

    @Test
    void in_a_scaler() throws IOException {
        new RobustScaler().setInputCols("x", "features").fit(DATA).save(path());
        manyBytes(ScalerModel::load);
    }

    @Test
    void in_a_network() throws IOException {
        new NeuralNetworkClassifier()
                .setLayers("dense(3) batchNorm relu dense(2)")
                .setBatchSize(20)
                .setEpochs(1)
                .fit(DATA)
                .save(path());
        manyBytes(NeuralNetworkClassificationModel::load);
    }

    @Test
    void in_an_estimator() throws IOException {
        new NeuralNetworkClassifier().setLayers("dense(2)").save(path());
        manyBytes(NeuralNetworkClassifier::load);
    }

    @Test
    void in_a_plan() throws IOException {
        ModelExport.toJson(new RobustScaler().setInputCols("x", "features").fit(DATA), path());
        manyBytes(Scoring::load);
    }

    private void manyBytes(Loading loading) throws IOException {
        withoutSumsOfHadoop();
        loading.load(path());
        Random random = new Random(3);
        int flipped = 0;
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = random.nextInt(STEP); at < whole.length; at += STEP) {
                byte[] bytes = whole.clone();
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                Files.write(file, bytes);
                assertThatThrownBy(() -> loading.load(path()))
                        .as("byte %s of %s", at, file)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("'" + path() + "' holds no whole ");
                flipped++;
            }
            Files.write(file, whole);
        }
        assertThat(flipped).isGreaterThan(30);
        loading.load(path());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** They would find the bits too, but stay behind when a folder is copied to another kind of store. */
    private void withoutSumsOfHadoop() throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().endsWith(".crc")) {
                Files.delete(file);
            }
        }
    }
}
