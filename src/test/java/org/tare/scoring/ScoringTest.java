package org.tare.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;
import org.tare.export.Exported;
import org.tare.export.StagePlans;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;

/** A model from its folder, from its JSON and from its stages does to a row what Spark's transform does, bit by bit. */
class ScoringTest {
    @TempDir
    Path folder;

    static List<Exported> models() {
        return Exported.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void all_columns_have_the_bits_of_transform(Exported exported) throws IOException {
        String saved = folder.resolve("model").toString();
        ((MLWritable) exported.model()).save(saved);
        ScoringPlan fromFolder = Scoring.plan(saved);
        ScoringPlan fromStages = StagePlans.of(exported.model());
        Path json = folder.resolve("model.json");
        try (Writer out = Files.newBufferedWriter(json, UTF_8)) {
            fromStages.write(out);
        }
        List<Row> rows = exported.transformed();
        for (Scoring scoring : List.of(Scoring.of(fromStages), Scoring.of(fromFolder), Scoring.load(json.toString()))) {
            for (Row row : rows) {
                Map<String, double[]> found = scoring.columns(Exported.row(scoring.inputs(), row));
                for (Step step : fromStages.steps()) {
                    for (Port port : step.writes()) {
                        if (!scoring.inputs().contains(port)) {
                            assertThat(found.get(port.name()))
                                    .as("%s of %s", port, row)
                                    .containsExactly(Exported.row(List.of(port), row));
                        }
                    }
                }
            }
        }
        assertThat(fromFolder.about().get("statistics"))
                .isEqualTo(fromStages.about().get("statistics"));
    }

    /** Where 0 is written otherwise, folders of stages have the names that they have. */
    @Test
    void a_pipeline_is_found_in_the_locale_of_any_reader() throws IOException {
        Dataset<Row> rows = TestSpark.session().range(9).selectExpr("id * 0.1D AS a");
        String saved = folder.resolve("pipeline").toString();
        new Pipeline()
                .setStages(new PipelineStage[] {new StandardScaler().setInputCols("a")})
                .fit(rows)
                .save(saved);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(Scoring.load(saved).apply(0.4)).containsExactly(0.0);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_scaler_gives_what_its_own_apply_gives() {
        ScalerModel model = new StandardScaler()
                .setInputCols("a", "b")
                .fit(TestSpark.session().range(9).selectExpr("id * 0.1D AS a", "id * id AS b"));
        Scoring scoring = Scoring.of(StagePlans.of(model));
        assertThat(scoring.apply(0.3, Double.NaN)).containsExactly(model.apply(0.3, Double.NaN));
        assertThatThrownBy(() -> scoring.apply(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The row has 1 numbers where the model takes 2; give those of its inputs, in order.");
        assertThatThrownBy(() -> scoring.predict(1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The model has no network; call apply.");
    }

    @Test
    void what_was_set_after_the_fit_counts() throws IOException {
        ScalerModel model = new StandardScaler()
                .setInputCols("a", "b")
                .fit(TestSpark.session().range(9).selectExpr("id * 0.1D AS a", "id * id AS b"));
        model.setInputCols("b")
                .setOutputCols("other")
                .save(folder.resolve("model").toString());
        Scoring scoring = Scoring.load(folder.resolve("model").toString());
        assertThat(scoring.inputs()).containsExactly(Port.number("b"));
        assertThat(scoring.outputs()).containsExactly(Port.number("other"));
        assertThat(scoring.apply(5)).containsExactly(model.apply(5));
    }

    @Test
    void what_the_first_build_saved_loads() {
        for (String saved : List.of("columns", "inverse", "minMaxPinned", "classifier", "regressor")) {
            assertThat(Scoring.load("src/test/resources/first-build/models/" + saved)
                            .outputs())
                    .as(saved)
                    .isNotEmpty();
        }
        assertThatThrownBy(() -> Scoring.load("src/test/resources/first-build/stages/maxAbs"))
                .hasMessage(
                        "The stage 'MaxAbsScaler_c273b6d2e3fe', a MaxAbsScaler, has learned nothing yet; export the model that"
                                + " its fit gives.");
    }

    @Test
    void a_scaler_by_group_is_told_by_name() {
        ScalerModel model = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("g")
                .fit(TestSpark.session().range(9).selectExpr("id * 0.1D AS x", "id % 2 AS g"));
        String saved = folder.resolve("model").toString();
        assertThatThrownBy(() -> StagePlans.of(model))
                .hasMessage(
                        "The scaler '%s' has other curves for each group, and only those of one group can be exported; take"
                                + " its model by group(...).",
                        model.uid());
        assertThat(Scoring.of(StagePlans.of(model.group(1L))).apply(0.3))
                .containsExactly(model.group(1L).apply(0.3));
        assertThatThrownBy(() -> {
                    model.save(saved);
                    Scoring.load(saved);
                })
                .hasMessageContaining("has other curves for each group");
    }

    @Test
    void what_is_no_whole_model_is_told() throws IOException {
        assertThatThrownBy(() -> Scoring.load(folder.resolve("none").toString()))
                .hasMessage(
                        "There is nothing at '%s'; give the path of a folder on this machine's disk that save(...) wrote, or"
                                + " of a file of jobs/export --to json.",
                        folder.resolve("none"));
        Path text = Files.writeString(folder.resolve("text"), "{\"format\": 9}");
        assertThatThrownBy(() -> Scoring.load(text.toString()))
                .hasMessage(
                        "'%s' has format version 9 and this Tare reads version 1; read it with the Tare that wrote it.",
                        text);
        Files.writeString(text, "{\"format\": 1, ");
        assertThatThrownBy(() -> Scoring.load(text.toString()))
                .hasMessage("'%s' holds no whole model; export it again.", text);
        Files.write(text, new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThatThrownBy(() -> Scoring.load(text.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("'.*' holds no whole model: it is no text; [^\\n]*[.]");
        Path saved = folder.resolve("model");
        new StandardScaler()
                .setInputCols("id")
                .fit(TestSpark.session().range(9).toDF())
                .save(saved.toString());
        Path learned = saved.resolve("features/part-00000.txt");
        Files.writeString(learned, Files.readString(learned).replace("affine(x0=4.0", "affine(x0=4.5"));
        assertThatThrownBy(() -> Scoring.load(saved.toString()))
                .hasMessage(
                        "'%s' holds no whole model: its file features/part-00000.txt is missing or damaged; save it again.",
                        saved);
        Files.writeString(learned, Files.readString(learned).replace("affine(x0=4.5", "affine(x0=4.0"));
        Path notes = Files.writeString(saved.resolve("metadata/notes.txt"), "x");
        assertThatThrownBy(() -> Scoring.load(saved.toString()))
                .hasMessage(
                        "'%s' holds no whole model: its file metadata/notes.txt was not saved with it; save it again.",
                        saved);
        Files.delete(notes);
        assertThat(Scoring.load(saved.toString()).inputs()).hasSize(1);
        Files.delete(saved.resolve("_sha256sums"));
        Files.writeString(learned, "{");
        assertThatThrownBy(() -> Scoring.load(saved.toString()))
                .hasMessageMatching("(?s)'.*' holds no whole model: [^\\n]*; save it again[.]");
    }

    @Test
    void no_changed_bit_of_the_sums_is_believed() throws IOException {
        Path saved = folder.resolve("model");
        new StandardScaler()
                .setInputCols("id")
                .fit(TestSpark.session().range(9).toDF())
                .save(saved.toString());
        Path sums = saved.resolve("_sha256sums");
        byte[] whole = Files.readAllBytes(sums);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] bytes = whole.clone();
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(sums, bytes);
            assertThatThrownBy(() -> Scoring.load(saved.toString()))
                    .as("bit %s", bit)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("(?s)'.*' holds no whole model: its file .*; save it again[.]");
        }
        Files.write(sums, whole);
        assertThat(Scoring.load(saved.toString()).inputs()).hasSize(1);
    }
}
