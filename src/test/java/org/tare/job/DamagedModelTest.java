package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.feature.ScalerModel;
import org.tare.job.report.ExportableModel;
import org.tare.job.report.ModelFolder;
import org.tare.scoring.Scoring;

/** A model of {@code jobs/train}, with stages that are Spark's own, of which something has changed. */
class DamagedModelTest {
    private static final SparkSession SPARK = TestSpark.session();

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void train() throws IOException {
        model = folder.resolve("model");
        JobRun run = JobRun.of(
                new Train(),
                "-i",
                Points.table("SELECT x, y, IF(odd, 'odd', 'even') AS odd FROM points"),
                "--label=odd",
                "--features=x,y",
                "--layers=dense(2)",
                "--batch-size=16",
                "--epochs=1",
                "--test-share=0",
                "--model",
                model);
        assertThat(run.err()).isEmpty();
        // They would find the letters too, but stay behind when a folder is copied to another kind of store.
        for (Path file : files()) {
            if (file.toString().endsWith(".crc")) {
                Files.delete(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> stagesOfSpark() throws IOException {
        List<Path> texts = files().stream()
                .filter(file -> file.toString().contains("metadata/part-"))
                .toList();
        assertThat(texts).anySatisfy(text -> assertThat(text.toString()).contains("vecAssembler"));
        assertThat(texts).anySatisfy(text -> assertThat(text.toString()).contains("idxToStr"));
        return texts;
    }

    @Test
    void no_changed_letter_of_any_stage_is_believed() throws IOException {
        for (Path text : stagesOfSpark()) {
            byte[] whole = Files.readAllBytes(text);
            for (int at = 0; at < whole.length; at += 7) {
                byte[] bytes = whole.clone();
                bytes[at] ^= 1;
                Files.write(text, bytes);
                String path = model.toString();
                String name = model.relativize(text).toString();
                for (boolean trusted : new boolean[] {false, true}) {
                    assertThatThrownBy(() -> ModelFolder.load(SPARK, path, trusted, "jobs/train"))
                            .as("byte %s", at)
                            .hasMessage(
                                    "There is no whole model at '%s' (its file %s is damaged); give the path of one that"
                                            + " jobs/train wrote.",
                                    path, name);
                }
                assertThatThrownBy(() -> ExportableModel.load(SPARK, path))
                        .hasMessageContaining("its file " + name + " is damaged");
                assertThatThrownBy(() -> Scoring.load(path)).hasMessageContaining("its file " + name + " is ");
            }
            Files.write(text, whole);
        }
    }

    @Test
    void jobs_end_in_one_sentence() throws IOException {
        Path output = folder.resolve("output");
        List<List<Object>> jobs = List.of(
                List.of(new Predict(), "-i", Points.table("SELECT x, y FROM points"), "-o", output),
                List.of(new Report(), "-o", output),
                List.of(new Export(), "--to", "json", "-o", output));
        for (Path text : stagesOfSpark()) {
            byte[] whole = Files.readAllBytes(text);
            byte[] bytes = whole.clone();
            bytes[bytes.length / 2] ^= 4;
            Files.write(text, bytes);
            for (List<Object> job : jobs) {
                List<Object> arguments = new ArrayList<>(job.subList(1, job.size()));
                arguments.addAll(List.of("--model", model));
                JobRun run = JobRun.of((Job) job.get(0), arguments.toArray());
                assertThat(run.status()).isEqualTo(1);
                assertThat(run.err().lines())
                        .singleElement()
                        .asString()
                        .contains("There is no whole model at '", " is damaged); give the path of one that ");
                assertThat(output).doesNotExist();
            }
            Files.write(text, whole);
        }
        assertThat(ModelFolder.load(SPARK, model.toString(), false, "jobs/train"))
                .isNotNull();
    }

    /** Spark's own writer leaves no sums: what a digit of the pipeline itself changes either shows, or changes no answer. */
    @Tag("long")
    @Test
    void no_changed_digit_of_a_pipeline_that_spark_saved_changes_an_answer() throws IOException {
        PipelineModel whole = (PipelineModel) ModelFolder.load(SPARK, model.toString(), false, "jobs/train");
        String path = folder.resolve("spark").toString();
        whole.save(path);
        Dataset<Row> points = SPARK.sql("SELECT 0.5D AS x, -1.5D AS y");
        String answer = whole.transform(points).collectAsList().toString();
        for (Path text : digits(Path.of(path))) {
            byte[] bytes = Files.readAllBytes(text);
            for (int at = 0; at < bytes.length; at++) {
                if (!Character.isDigit(bytes[at])) {
                    continue;
                }
                bytes[at] ^= 1;
                Files.write(text, bytes);
                assertThat(answer(() -> ModelFolder.load(SPARK, path, true, "jobs/train"), points))
                        .as("byte %s of %s", at, text)
                        .isIn(answer, "There is no whole model at '" + path + "'");
                assertThat(answer(() -> ExportableModel.load(SPARK, path), points))
                        .isIn(answer, "There is no whole model at '" + path + "'");
                bytes[at] ^= 1;
            }
            Files.write(text, bytes);
        }
    }

    /** The metadata of the pipeline and of stages of Tare; those of Spark's stages hold what they are told. */
    private static List<Path> digits(Path pipeline) throws IOException {
        try (Stream<Path> files = Files.walk(pipeline)) {
            List<Path> all = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().endsWith(".crc")) {
                    Files.delete(file);
                } else if (file.toString().contains("metadata/part-")
                        && Files.readString(file).matches("(?s).*class\":\"org[.](tare|apache.spark.ml.Pipeline).*")) {
                    all.add(file);
                }
            }
            assertThat(all).hasSize(2);
            return all;
        }
    }

    private static String answer(Supplier<Object> loading, Dataset<Row> rows) {
        try {
            return ((Transformer) loading.get()).transform(rows).collectAsList().toString();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).endsWith("wrote.");
            return e.getMessage().substring(0, e.getMessage().indexOf('(') - 1);
        }
    }

    @Test
    void metadata_that_name_no_class_are_no_model() throws IOException {
        Files.delete(model.resolve("_sha256sums"));
        Path text = files().stream()
                .filter(file -> file.toString()
                        .startsWith(model.resolve("metadata/part-").toString()))
                .findFirst()
                .orElseThrow();
        Files.writeString(text, Files.readString(text).replaceFirst("\"class\":\"[^\"]*\"", "\"class\":null"));
        String path = model.toString();
        assertThatThrownBy(() -> ModelFolder.load(SPARK, path, true, "jobs/train"))
                .hasMessageContaining("(its metadata cannot be read)");
        assertThatThrownBy(() -> ExportableModel.load(SPARK, path))
                .hasMessageContaining("(its metadata cannot be read)");
        assertThatThrownBy(() -> ScalerModel.load(path)).hasMessageContaining("holds a null and not a ScalerModel");
    }

    /** As the last version saved it, and as {@code PipelineModel.save} does. */
    @Test
    void a_model_without_sums_loads() throws IOException {
        Files.delete(model.resolve("_sha256sums"));
        assertThat(ModelFolder.load(SPARK, model.toString(), false, "jobs/train"))
                .isNotNull();
    }
}
