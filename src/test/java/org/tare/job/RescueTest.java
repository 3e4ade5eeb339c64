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
import org.tare.TestSpark;
import org.tare.job.publish.CopyingStore;

class RescueTest {
    private static final Pattern KEPT =
            Pattern.compile("The trained model is kept at 'file:([^']+)'; move it from there.");

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
        FileSystem.getLocal(TestSpark.session().sparkContext().hadoopConfiguration())
                .delete(new org.apache.hadoop.fs.Path(kept.group(1)), true);
        assertThat(Files.exists(folder.resolve("model"))).isFalse();
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
