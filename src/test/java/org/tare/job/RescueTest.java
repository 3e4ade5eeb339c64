package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.ml.PipelineModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tare.TestSpark;
import org.tare.job.publish.CopyingStore;

class RescueTest {
    private static final Pattern KEPT =
            Pattern.compile("The trained model is kept at 'file:([^']+)'; move it from there.");

    private static final Pattern BEST = Pattern.compile("^The training failed: The loss is .* step \\d+.*"
            + " The network after its best epoch is kept at 'file:([^']+)'; move it from there.\\R$");

    private static final Pattern ANY = Pattern.compile(" is kept at 'file:([^']+)'");

    @TempDir
    private Path folder;

    @AfterEach
    void forget_the_dead() {
        CopyingStore.live();
    }

    @Test
    void a_model_whose_place_fails_after_the_training_is_kept() throws IOException {
        TestSpark.session()
                .sparkContext()
                .hadoopConfiguration()
                .setClass("fs.copying.impl", CopyingStore.class, FileSystem.class);
        CopyingStore.live();
        assertThat(train("whole").err()).isEmpty();
        // Some steps claim the place; those after them write the model.
        CopyingStore.dieAfter(20);
        JobRun run = train("model");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("The process is dead.");
        Matcher kept = KEPT.matcher(run.err());
        assertThat(kept.find()).as(run.err()).isTrue();
        assertThat(PipelineModel.load("file:" + kept.group(1)).stages()).isNotEmpty();
        delete(kept.group(1));
        assertThat(Files.exists(folder.resolve("model"))).isFalse();
    }

    /** Takes away the model that a job kept elsewhere. */
    static void delete(JobRun run) throws IOException {
        Matcher kept = ANY.matcher(run.err());
        assertThat(kept.find()).as(run.err()).isTrue();
        delete(kept.group(1));
    }

    private static void delete(String kept) throws IOException {
        FileSystem.getLocal(TestSpark.session().sparkContext().hadoopConfiguration())
                .delete(new org.apache.hadoop.fs.Path(kept), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cloud                  | dense(3) | prediction
            concat('town ', cloud) | dense(3) | predictedLabel
            total                  | dense(1) | prediction
            """)
    void the_best_network_before_a_training_diverged_is_kept(String label, String layers, String column)
            throws IOException {
        JobRun run = JobRun.of(
                new Train(),
                "-i",
                Points.table("SELECT x, y, " + label + " AS label FROM points"),
                "--label=label",
                "--features=x,y",
                "--scaler=standard",
                "--layers=" + layers,
                "--epochs=100",
                "--batch-size=16",
                // A weight shrinks to 1 - rate · decay of itself, which the second epoch makes less than -1.
                "--weight-decay=10",
                "--learning-rate=1e6",
                "--schedule=warmUp(100000000, constant)",
                "--model=" + folder.resolve("model"));
        assertThat(run.status()).isEqualTo(1);
        Matcher kept = BEST.matcher(run.err());
        assertThat(kept.find()).as(run.err()).isTrue();
        PipelineModel model = PipelineModel.load("file:" + kept.group(1));
        assertThat(model.transform(Points.rows(3)).where(column + " IS NULL").count())
                .isZero();
        assertThat(Files.exists(folder.resolve("model"))).isFalse();
        delete(kept.group(1));
    }

    private JobRun train(String name) {
        return JobRun.of(
                new Train(),
                "-i",
                Points.table(),
                "--label=cloud",
                "--features=x,y",
                "--layers=dense(3)",
                "--epochs=1",
                "--batch-size=16",
                "--model",
                "copying:" + folder.resolve(name));
    }
}
