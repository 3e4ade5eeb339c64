package org.tare.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.export.onnx.OnnxExport;
import org.tare.export.onnx.OnnxPrecision;
import org.tare.export.onnx.OnnxRun;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.report.HtmlReport;
import org.tare.scan.DatasetStatistics;
import org.tare.scan.Scan;
import org.tare.scoring.Port;
import org.tare.scoring.Scoring;
import org.tare.stat.HistogramStatistic;
import org.tare.train.NeuralNetworkRegressionModel;
import org.tare.train.NeuralNetworkRegressor;

class PortableModelTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(90)
            .selectExpr("id * 0.1D AS x", "id % 2 AS g", "array(id * 0.01D) AS features", "id AS label");

    private final ScalerModel scaler = new StandardScaler().setInputCols("x").fit(DATA);

    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void a_scaler_writes_itself_as_onnx() throws IOException {
        scaler.toOnnx(path("double"));
        try (OnnxRun run = OnnxRun.of(Files.readAllBytes(folder.resolve("double")))) {
            assertThat(run.run(Map.of("x", new double[][] {{0.3}})).get("x_scaled")[0])
                    .isEqualTo(scaler.apply(0.3));
        }
        scaler.toOnnx(path("float"), "float");
        assertThat(Files.readAllBytes(folder.resolve("float")))
                .isEqualTo(ModelExport.toOnnx(scaler, new OnnxExport(OnnxExport.USUAL, OnnxPrecision.FLOAT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaler.toOnnx(path("double")))
                .withMessageContaining("exists; remove it first, or give another path.");
        assertThatIllegalArgumentException().isThrownBy(() -> scaler.toOnnx(path("x"), "half"));
        ScalerModel grouped =
                new StandardScaler().setInputCols("x").setGroupCols("g").fit(DATA);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grouped.toOnnx(path("x")))
                .withMessageContaining("take its model by group(...)");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void a_scaler_writes_its_page_with_statistics_or_without() throws IOException {
        scaler.report(path("alone.html"));
        assertThat(folder.resolve("alone.html"))
                .content()
                .contains("class=\"curve\"")
                .doesNotContain("class=\"before\"");
        scaler.report(
                path("drawn.html"),
                Scan.of(DATA, "x").with(new HistogramStatistic()).run());
        assertThat(folder.resolve("drawn.html")).content().contains("class=\"curve\"", "class=\"before\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaler.report(path("alone.html")))
                .withMessageContaining("exists; remove it first, or give another path.");
    }

    @Test
    void what_is_null_or_has_no_folder_is_told() {
        assertThatNullPointerException()
                .isThrownBy(() -> scaler.toOnnx(null))
                .withMessage("The path is null; give that of the file to write.");
        assertThatNullPointerException()
                .isThrownBy(() -> scaler.report(null))
                .withMessage("The path is null; give that of the file to write.");
        assertThatNullPointerException()
                .isThrownBy(() -> scaler.toOnnx(path("x"), null))
                .withMessage("The precision is null; give double or float.");
        assertThatNullPointerException()
                .isThrownBy(() -> scaler.report(path("x"), (DatasetStatistics) null))
                .withMessage("The statistics are null; leave them out to draw the curves alone.");
        assertThatNullPointerException()
                .isThrownBy(() -> ModelExport.toJson(null, path("x")))
                .withMessage("The model is null; give a fitted scaler, a network or a pipeline of them.");
        assertThatNullPointerException()
                .isThrownBy(() -> ModelExport.toSql(scaler, "duckdb", null, null))
                .withMessage("The table is null; give the name of the one to select from.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaler.toOnnx(""))
                .withMessage("The path is empty; give that of the file to write.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaler.report("a\0b"))
                .withMessageEndingWith("is no path (Nul character not allowed); give that of the file to write.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.load("a\0b"))
                .withMessageEndingWith("is no path (Nul character not allowed); give that of a saved model.");
        assertThatNullPointerException()
                .isThrownBy(() -> scaler.group((Object[]) null))
                .withMessageStartingWith("The key is null; give a value for each group column");
        for (String nowhere : List.of("no/x.onnx", "no/such/x.html")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scaler.toOnnx(path(nowhere)))
                    .withMessageStartingWith("There is no folder '")
                    .withMessageEndingWith("; make it first, or give another path.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scoring.load(path("nowhere")))
                .withMessageStartingWith("There is nothing at '" + path("nowhere") + "'; give the path of a folder");
        assertThatNullPointerException()
                .isThrownBy(() -> Scoring.load(null))
                .withMessage("The path is null; give that of a saved model.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void sizes_that_nothing_asks_for_are_told() {
        VectorAssembler assembler =
                new VectorAssembler().setInputCols(new String[] {"v", "x"}).setOutputCol("both");
        assertThat(StagePlans.of(assembler, Map.of("v", 3)).inputs())
                .containsExactly(Port.vector("v", 3), Port.number("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePlans.of(assembler, Map.of("v", 3, "w", 2)))
                .withMessage(
                        "Column 'w' is given the size 2, which no stage asks for; leave it out, or name a vector that is"
                                + " assembled or normalized as it is.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePlans.of(assembler, Map.of("v", 0)))
                .withMessage(
                        "Column 'v' is given the size 0, and a vector has 1 number at least; give how many it has.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StagePlans.of(scaler, Map.of("x", 1)))
                .withMessageStartingWith("Column 'x' is given the size 1, which no stage asks for");
    }

    @Test
    void a_table_without_a_name_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelExport.toSql(scaler, "oracle", "t", null))
                .withMessage("There is no dialect 'oracle'; give one of spark, ansi, duckdb, postgresql, bigquery.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelExport.toSql(scaler, "duckdb", " ", null))
                .withMessage("The table's name is ' '; give that of the one to select from.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelExport.toSql(scaler, "duckdb", "t", ""))
                .withMessage("The view's name is ''; give one, or null for the query alone.");
    }

    @Test
    void the_stages_of_a_pipeline_are_one_page() {
        PipelineModel pipeline = new PipelineModel("pipeline", new Transformer[] {
            scaler, new VectorAssembler().setInputCols(new String[] {"x_scaled"})
        });
        assertThat(HtmlReport.of(pipeline).html())
                .isEqualTo(HtmlReport.of(scaler).html());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HtmlReport.of(new PipelineModel("empty", new Transformer[0])))
                .withMessage("The pipeline 'empty' has no scaler and no network of Tare; give one that has.");
    }

    @Test
    void scoring_tells_its_columns() {
        assertThat(Scoring.of(StagePlans.of(scaler))).hasToString("Scoring(x -> x_scaled)");
    }

    @Test
    void a_network_writes_both() throws IOException {
        NeuralNetworkRegressionModel network =
                new NeuralNetworkRegressor().setLayers("dense(1)").setEpochs(1).fit(DATA);
        network.toOnnx(path("network.onnx"));
        network.report(path("network.html"));
        assertThat(Files.size(folder.resolve("network.onnx"))).isPositive();
        assertThat(folder.resolve("network.html")).content().contains("dense(1");
    }
}
