package org.tare.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.export.onnx.OnnxRun;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scoring.Scoring;

class ExportTest {
    private static final Dataset<Row> DATA = TestSpark.session().range(9).selectExpr("id * 0.1D AS `x`");

    @TempDir
    Path folder;

    private Path model;
    private ScalerModel fitted;

    @BeforeEach
    void fit() throws IOException {
        model = folder.resolve("model");
        fitted = new StandardScaler().setInputCols("x").fit(DATA);
        fitted.save(model.toString());
    }

    private JobRun export(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--model", model.toString()));
        all.addAll(List.of(arguments));
        return JobRun.of(new Export(), (Object[]) all.toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("file");
    }

    @Test
    void onnx_scales_as_the_model_does() throws IOException {
        assertThat(export("--to", "onnx", "-o", output().toString()).status()).isZero();
        try (OnnxRun run = OnnxRun.of(Files.readAllBytes(output()))) {
            double[] found =
                    (double[]) run.run(Map.of("x", new double[][] {{0.3}})).get("x_scaled")[0];
            assertThat(found).containsExactly(fitted.apply(0.3));
        }
    }

    @Test
    void json_scales_as_the_model_does() {
        assertThat(export("--to", "json", "-o", output().toString()).status()).isZero();
        assertThat(Scoring.load(output().toString()).apply(0.3)).containsExactly(fitted.apply(0.3));
    }

    @Test
    void sql_scales_as_the_model_does() throws IOException {
        DATA.createOrReplaceTempView("exported");
        JobRun outcome = export("--to", "sql", "--dialect", "spark", "--table", "exported", "-o", output().toString());
        assertThat(outcome.status()).as(outcome::toString).isZero();
        List<Row> found = TestSpark.session()
                .sql(Files.readString(output()).replace(";", ""))
                .collectAsList();
        assertThat(found).isEqualTo(fitted.transform(DATA).collectAsList());
    }

    @Test
    void an_output_that_exists_is_kept_unless_overwritten() throws IOException {
        Files.writeString(output(), "mine");
        JobRun refused = export("--to", "json", "-o", output().toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(Files.readString(output())).isEqualTo("mine");
        assertThat(export("--to", "json", "-o", output().toString(), "--mode", "overwrite")
                        .status())
                .isZero();
        assertThat(Scoring.load(output().toString()).inputs()).hasSize(1);
    }

    @Test
    void wrong_usage_is_told_before_spark_starts() {
        assertThat(export("--to", "sql", "-o", output().toString()).err())
                .contains("SQL selects from a table; give --table NAME.");
        assertThat(export("--to", "sql", "--table", " ", "-o", output().toString())
                        .err())
                .contains("SQL selects from a table; give --table NAME.");
        assertThat(export("--to", "sql", "--table", "t", "--view", "", "-o", output().toString())
                        .err())
                .contains("--view has no name; give --view NAME, or leave it out.");
        assertThat(export("--to", "onnx", "--table", "t", "-o", output().toString())
                        .err())
                .contains("--table, --view and --input are for --to sql; leave them out.");
        JobRun opset = export("--to", "onnx", "--opset", "99", "-o", output().toString());
        assertThat(opset.status()).isEqualTo(2);
        assertThat(opset.err()).contains("ONNX's operator set 99 is unknown; give one of 18 to 23.");
    }

    @Test
    void a_stage_that_cannot_leave_is_told_by_name_and_not_loaded() throws IOException {
        new SQLTransformer("sql")
                .setStatement("SELECT * FROM __THIS__")
                .save(folder.resolve("sql").toString());
        model = folder.resolve("sql");
        JobRun outcome = export("--to", "onnx", "-o", output().toString());
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "The stage 'sql', a SQLTransformer, is none that Tare can export; export a pipeline of"
                                + " the stages before it, or each stage alone.");
        assertThat(output()).doesNotExist();
        model = folder.resolve("none");
        assertThat(export("--to", "onnx", "-o", output().toString()).err())
                .isEqualToIgnoringNewLines(
                        "There is nothing at '" + model + "'; give the path of a model that a job or save wrote.");
    }

    @Test
    void a_pipeline_that_is_not_fitted_is_told() throws IOException {
        Path unfitted = folder.resolve("unfitted");
        new Pipeline("pipeline")
                .setStages(new PipelineStage[] {new StandardScaler().setInputCols("delay")})
                .save(unfitted.toString());
        JobRun run = JobRun.of(new Export(), "--model", unfitted, "--to=json", "--output", folder.resolve("x"));
        assertThat(run.err().strip())
                .isEqualTo(
                        "The stage 'pipeline', a Pipeline, has learned nothing yet; export the model that its fit gives.");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void one_group_leaves_by_its_name() throws IOException {
        Dataset<Row> data = TestSpark.session()
                .range(40)
                .selectExpr("id * 0.1D AS x", "IF(id % 3 = 0, NULL, 'a,' || id % 2) AS `the group`", "id % 2 AS n");
        fitted = new StandardScaler()
                .setInputCols("x")
                .setGroupCols("the group", "n")
                .fit(data);
        ScalerModel second = new StandardScaler().setInputCols("x_scaled").fit(fitted.transform(data));
        model = folder.resolve("grouped");
        new PipelineModel("pipeline", new Transformer[] {fitted, second}).save(model.toString());
        String[] to = {"--to", "json", "-o", output().toString(), "--mode", "overwrite"};
        assertThat(grouped(to, "the group=a,1", "n=1"))
                .containsExactly(second.apply(fitted.group("a,1", 1L).apply(0.3)));
        assertThat(grouped(to, "n=0", "the group"))
                .containsExactly(second.apply(fitted.group(null, 0L).apply(0.3)));

        assertThat(export(to).err())
                .contains(
                        "has other curves for each group, and only those of one can be exported; name it with --group.");
        assertThat(refused(to, "n=1"))
                .contains(
                        "--group names [n], and groups are by [the group, n]; give --group the group=VALUE --group n=VALUE.");
        assertThat(refused(to, "n=one", "the group=a,1"))
                .contains("--group gives 'one' for 'n', which is no value of type bigint; give one of that type.");
        assertThat(refused(to, "n=7", "the group=a,1")).contains("There was no group [a,1, 7] of [the group, n]");
        model = folder.resolve("model");
        assertThat(refused(to, "n=1")).contains("--group names a group, and neither model nor statistics are by group");
    }

    private double[] grouped(String[] to, String... group) {
        JobRun run = export(with(to, group));
        assertThat(run.status()).as(run::toString).isZero();
        return Scoring.load(output().toString()).apply(0.3);
    }

    private String refused(String[] to, String... group) {
        return export(with(to, group)).err();
    }

    private static String[] with(String[] to, String... group) {
        return Stream.concat(Stream.of(to), Stream.of(group).flatMap(key -> Stream.of("--group", key)))
                .toArray(String[]::new);
    }
}
