package org.tare.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tare.TestSpark;
import org.tare.export.StagePlans;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Imputer;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Normalizer;
import org.tare.feature.StandardScaler;
import org.tare.train.NeuralNetworkClassificationModel;
import org.tare.train.NeuralNetworkClassifier;

/** What leaves Spark reads columns as transform does, where results take their places, or names differ by letter case. */
class ReplacedColumnsTest {
    private static final Dataset<Row> DATA = TestSpark.session()
            .range(20)
            .selectExpr("IF(id % 7 = 0, NULL, id * 1D) AS a", "id * id * 0.5D AS b", "array(id * 1D, 3D - id) AS v");

    @TempDir
    private Path folder;

    /** From the stages and from the folder. */
    private void requireAsTransform(List<String> inputs, PipelineStage... stages) throws IOException {
        PipelineModel model = new Pipeline().setStages(stages).fit(DATA);
        String saved = folder.resolve("model").toString();
        model.write().overwrite().save(saved);
        List<Row> before = DATA.collectAsList();
        List<Row> after = model.transform(DATA).collectAsList();
        Map<String, Integer> sizes = inputs.contains("v") ? Map.of("v", 2) : Map.of();
        for (Scoring scoring : List.of(Scoring.of(StagePlans.of(model, sizes)), Scoring.of(Scoring.plan(saved)))) {
            assertThat(scoring.inputs().stream().map(Port::name)).containsExactlyInAnyOrderElementsOf(inputs);
            for (int r = 0; r < before.size(); r++) {
                Row row = before.get(r);
                double[] given = scoring.inputs().stream()
                        .flatMapToDouble(port -> DoubleStream.of(numbers(row, port.name())))
                        .toArray();
                Map<String, double[]> columns = scoring.columns(given);
                for (Port port : scoring.outputs()) {
                    assertThat(columns.get(port.name()))
                            .as("%s of row %s", port, row)
                            .containsExactly(numbers(after.get(r), port.name()));
                }
            }
        }
    }

    private static double[] numbers(Row row, String column) {
        Object value = row.get(Arrays.asList(row.schema().fieldNames()).indexOf(column));
        if (value instanceof Vector vector) {
            return vector.toArray();
        }
        return value instanceof scala.collection.Seq<?>
                ? row.<Double>getList(row.fieldIndex(column)).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()
                : new double[] {value == null ? Double.NaN : (Double) value};
    }

    @Test
    void an_indicator_tells_of_what_was_there_before_it_was_filled() throws IOException {
        Imputer imputer = new Imputer().setInputCols("a").setOutputCols("a").setMissingIndicator(true);
        requireAsTransform(List.of("a"), imputer);
        assertThat(Scoring.of(StagePlans.of(imputer.fit(DATA))).outputs().stream()
                        .map(Port::name))
                .containsExactlyInAnyOrder("a", "a_missing");
    }

    @Test
    void scalers_of_one_column_read_it_before_one_takes_its_place() throws IOException {
        requireAsTransform(
                List.of("a", "b"),
                new ColumnScaler()
                        .add(new StandardScaler().setInputCols("a", "b").setOutputCols("a", "b_s"))
                        .add(new MinMaxScaler().setInputCols("b", "a").setOutputCols("b", "a_mm")));
    }

    @Test
    void names_of_any_letter_case_are_those_of_one_column() throws IOException {
        requireAsTransform(
                List.of("b"),
                new StandardScaler().setInputCols("b").setOutputCols("Z"),
                new Normalizer().setInputCols("z", "B").setOutputCols("zn", "bn"));
        requireAsTransform(
                List.of("a", "b"),
                new Imputer().setInputCols("a").setOutputCols("A1"),
                new VectorAssembler().setInputCols(new String[] {"a1", "b"}).setOutputCol("f"),
                new StandardScaler().setInputCols("F").setOutputCols("g"));
    }

    @Test
    void an_array_is_found_by_any_letter_case() throws IOException {
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    new StandardScaler().setInputCols("v").setOutputCols("W"),
                    new Normalizer().setInputCols("w").setOutputCols("n")
                })
                .fit(DATA);
        assertThat(Scoring.of(StagePlans.of(model)).outputs()).containsExactly(Port.vector("n", 2));
    }

    @Test
    void results_that_replace_each_others_columns_have_no_order() {
        assertThatThrownBy(() -> StepOrder.of(List.of(
                        new NormStep(List.of(Port.number("a")), List.of("b"), 2),
                        new NormStep(List.of(Port.number("b")), List.of("a"), 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[b, a] replace the columns");
    }

    /** Spark's way to have a transform leave columns out. */
    @Test
    void results_of_networks_that_are_switched_off_have_their_usual_names() throws IOException {
        NeuralNetworkClassificationModel model = new NeuralNetworkClassifier()
                .setLayers("dense(2)")
                .setEpochs(1)
                .setBatchSize(10)
                .setFeaturesCol("v")
                .setRawPredictionCol("")
                .setProbabilityCol("")
                .fit(DATA.select(
                        functions.array_to_vector(DATA.col("v")).as("v"),
                        DATA.col("b").gt(40).cast("double").as("label")));
        String saved = folder.resolve("network").toString();
        model.save(saved);
        for (ScoringPlan plan : List.of(StagePlans.of(model), Scoring.plan(saved))) {
            assertThat(plan.steps().get(0).writes().stream().map(Port::name))
                    .containsExactly("rawPrediction", "probability", "prediction");
        }
    }
}
