package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;

/** What the first version wrote, in {@code src/test/resources}, is still read. */
class FormatOneTest {
    private static final SparkSession SPARK = TestSpark.session();

    private static Path stored(String name) throws URISyntaxException {
        return Path.of(FormatOneTest.class.getResource("format1/" + name).toURI());
    }

    @Test
    void a_model_comes_back_number_for_number() throws IOException, URISyntaxException {
        NeuralNetworkClassificationModel model =
                NeuralNetworkClassificationModel.load(stored("model").toString());
        assertThat(model.layers()).isEqualTo("dense(2) batchNorm relu dense(3)");
        assertThat(model.history()).hasSize(2);
        StringWriter text = new StringWriter();
        StateText.write(model.network(), text);
        assertThat(text + "\n").isEqualTo(Files.readString(stored("model/network/part-00000.txt")));
    }

    @Test
    void a_stage_comes_back_with_its_values() throws URISyntaxException {
        NeuralNetworkClassifier stage =
                NeuralNetworkClassifier.load(stored("classifier").toString());
        assertThat(stage.getOrDefault(stage.optimizer())).isEqualTo("adam");
        assertThat(stage.getOrDefault(stage.batchSize())).isEqualTo(16);
        assertThat(stage.getOrDefault(stage.storage())).isEqualTo("memory");
        assertThat(new Settings(stage).consecutive()).isTrue();
    }

    @Test
    void a_training_goes_on_from_a_checkpoint(@TempDir Path folder) throws IOException, URISyntaxException {
        Files.copy(stored("checkpoints/epoch-000002.json"), folder.resolve("epoch-000002.json"));
        NeuralNetworkModel model = NeuralNetworkClassifier.load(
                        stored("classifier").toString())
                .setRowOrder("consecutive")
                .setCheckpointDir(folder.toString())
                .setResume(true)
                .setEpochs(3)
                .fit(Clouds.of(SPARK, 60).coalesce(1));
        assertThat(model.history()).hasSize(3);
        assertThat(model.history().subList(0, 2))
                .isEqualTo(NeuralNetworkClassificationModel.load(stored("model").toString())
                        .history());
    }
}
