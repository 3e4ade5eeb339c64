package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.Scaler;
import org.tare.feature.StandardScaler;

/** A checkpoint is whole and of the same training, or it is not gone on from. */
class CheckpointsTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final Map<String, String> IDENTITY = Map.of("seed", "1");
    private static final Snapshot ONE = snapshot(1);

    @TempDir
    private Path folder;

    private static Snapshot snapshot(int epochs) {
        List<Epoch> history = new ArrayList<>();
        for (int i = 1; i <= epochs; i++) {
            history.add(new Epoch(i, 1.0 / i, Double.NaN, Double.NEGATIVE_INFINITY, 7));
        }
        return new Snapshot(
                history, Map.of("0.weight", new double[] {0.1, -0.0, Double.NaN, Double.MIN_VALUE, 1e300}), null);
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(folder.toString(), 1, new Configuration());
    }

    private void write(int... epochs) {
        for (int epoch : epochs) {
            checkpoints().write(snapshot(epoch), IDENTITY);
        }
    }

    private Path file(int epoch) {
        return folder.resolve(String.format("epoch-%06d.json", epoch));
    }

    @Test
    void numbers_come_back_with_their_bits() {
        write(1);
        Snapshot back = checkpoints().latest(IDENTITY).orElseThrow();
        assertThat(back.history()).isEqualTo(ONE.history());
        assertThat(back.best()).isNull();
        NeuralNetworkClassifierTest.assertSame(back.state(), ONE.state());
    }

    @Test
    void a_flipped_bit_is_found_wherever_it_is() throws IOException {
        FileSystem files = FileSystem.getLocal(new Configuration()).getRawFileSystem();
        Path file = folder.resolve("file");
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        CheckpointFile.write(files, path, ONE, IDENTITY);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, flipped);
            assertThatThrownBy(() -> CheckpointFile.read(files, path))
                    .as("byte %s", at)
                    .isInstanceOf(CheckpointFile.NotWholeException.class);
        }
    }

    @Test
    void where_the_last_one_is_not_whole_the_one_before_is_taken_and_a_warning_says_so() throws IOException {
        write(1, 2);
        cut(file(2));
        try (LogLines log = new LogLines(Checkpoints.class, Level.WARN)) {
            assertThat(checkpoints().latest(IDENTITY).orElseThrow().epochs()).isEqualTo(1);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("epoch-000002.json is not whole", "goes on from", "epoch-000001.json");
        }
        cut(file(1));
        assertThatThrownBy(() -> checkpoints().latest(IDENTITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No checkpoint in '" + folder + "' is whole")
                .hasMessageContaining("epoch-000002.json")
                .hasMessageEndingWith("give another checkpointDir.");
    }

    private static void cut(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Test
    void only_files_of_the_exact_name_are_checkpoints_and_they_count_by_their_number() throws IOException {
        write(1);
        for (String name :
                List.of("epoch-000002.json~", "epoch-2.json", "_epoch-000002.json", "epoch-000002.json.bak")) {
            Files.writeString(folder.resolve(name), "{");
        }
        assertThat(checkpoints().latest(IDENTITY).orElseThrow().epochs()).isEqualTo(1);
        Files.copy(file(1), folder.resolve("epoch-999999.json"));
        checkpoints().write(snapshot(2), IDENTITY);
        Files.move(file(2), folder.resolve("epoch-1000000.json"));
        assertThat(checkpoints().latest(IDENTITY).orElseThrow().epochs()).isEqualTo(2);
    }

    @Test
    void another_format_version_is_refused_and_not_passed_over() throws IOException {
        write(1);
        Files.writeString(file(2), "{\"format\":7,\"what\":[]}");
        assertThatThrownBy(() -> checkpoints().latest(IDENTITY))
                .hasMessage("The checkpoint file:" + file(2) + " has format version 7 and this Tare reads version 1;"
                        + " read it with the Tare that wrote it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x,y | label | weight | standard | 4 | true  |
            y,x | label | weight | standard | 4 | false | whose feature 0 is 'x', not 'y'; give another
            x,y | other | weight | standard | 4 | false | with label label, not other; give another
            x,y | label |        | standard | 4 | false | with weight weight, not ; give another
            x,y | label | weight | maxAbs   | 4 | false | on rows of other content
            x,y | label | weight | standard | 5 | false | on rows of other content
            """)
    void a_resumed_training_has_the_same_rows_names_and_stages(
            String features, String label, String weight, String scaler, int last, boolean same, String message) {
        train("x,y", "label", "weight", "standard", 4, false);
        Runnable resume = () -> train(features, label, weight == null ? "" : weight, scaler, last, true);
        if (same) {
            resume.run();
        } else {
            assertThatThrownBy(resume::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is of a training " + message);
        }
    }

    /** @param last of 40 rows, what the features of the last one are multiplied by */
    private void train(String features, String label, String weight, String scaler, int last, boolean resume) {
        Dataset<Row> rows = SPARK.range(40)
                .withColumn("x", functions.expr("IF(id = 39, " + last + ", 1) * sin(id)"))
                .selectExpr("x", "cos(id) AS y", "id % 2 AS label", "id % 2 AS other", "id % 3 AS weight");
        Scaler<?> scaling = scaler.equals("standard") ? new StandardScaler() : new MaxAbsScaler();
        scaling.setInputCols("all");
        scaling.setOutputCols("scaled");
        new Pipeline()
                .setStages(new PipelineStage[] {
                    new VectorAssembler().setInputCols(features.split(",")).setOutputCol("all"),
                    scaling,
                    new NeuralNetworkClassifier()
                            .setFeaturesCol("scaled")
                            .setLabelCol(label)
                            .setWeightCol(weight)
                            .setLayers("dense(2)")
                            .setBatchSize(20)
                            .setEpochs(1)
                            .setCheckpointDir(folder.toString())
                            .setResume(resume)
                })
                .fit(rows);
    }

    @Test
    void the_last_epoch_has_a_checkpoint_whatever_the_interval_and_fewer_epochs_are_refused() throws IOException {
        NeuralNetworkClassifier classifier =
                Clouds.classifier().setEpochs(3).setCheckpointInterval(2).setCheckpointDir(folder.toString());
        Dataset<Row> rows = Clouds.of(SPARK, 60);
        NeuralNetworkClassificationModel model = classifier.fit(rows);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).contains(file(2), file(3));
        }
        // What was lost when it could not be saved is had again without any training.
        NeuralNetworkClassificationModel again = classifier.setResume(true).fit(rows);
        assertThat(again.history()).isEqualTo(model.history());
        NeuralNetworkClassifierTest.assertSame(again.weights(), model.weights());
        assertThat(again.network().identity())
                .isEqualTo(model.network().identity())
                .containsKeys("network", "label", "rowsHash", "BLAS");
        assertThatThrownBy(() -> classifier.setEpochs(2).fit(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The checkpoint is of a training after 3 epochs, and epochs is 2; set epochs to at least 3,"
                        + " or give another checkpointDir.");
    }
}
