package org.tare.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;
import org.tare.export.Exported;
import org.tare.export.StagePlans;
import org.tare.feature.Imputer;
import org.tare.feature.ScalerModel;
import org.tare.feature.StandardScaler;
import org.tare.scoring.Port;
import org.tare.scoring.Scoring;
import org.tare.scoring.ScoringPlan;
import org.tare.scoring.Step;

/** A whole model as one ONNX file gives what Spark's transform gives. */
class OnnxPipelinesTest {
    static List<Exported> models() {
        return Exported.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void all_columns_are_those_of_transform(Exported exported) {
        ScoringPlan plan = StagePlans.of(exported.model());
        List<Row> before = exported.data().collectAsList();
        List<Row> after = exported.transformed();
        try (OnnxRun run = OnnxRun.of(plan)) {
            Map<String, Object[]> found = run.run(Exported.columns(plan.inputs(), before));
            for (Step step : plan.steps()) {
                for (Port port : step.writes()) {
                    boolean replaces = plan.inputs().stream()
                            .anyMatch(input -> input.name().equals(port.name()));
                    Object[] rows = found.get(replaces ? port.name() + "_scaled" : port.name());
                    for (int r = 0; r < after.size(); r++) {
                        double[] expected = Exported.row(List.of(port), after.get(r));
                        if (exported.isExact()) {
                            assertThat((double[]) rows[r])
                                    .as("%s, row %d", port, r)
                                    .containsExactly(expected);
                        } else {
                            // Sums of products are taken in another order.
                            assertThat((double[]) rows[r])
                                    .as("%s, row %d", port, r)
                                    .containsExactly(expected, within(1e-12));
                        }
                    }
                }
            }
        }
    }

    @Test
    void classes_have_their_names_here_as_there() {
        Exported exported = Exported.named();
        ScoringPlan plan = StagePlans.of(exported.model());
        Scoring scoring = Scoring.of(plan);
        assertThat(scoring.inputs()).containsExactly(Port.vector("doubles", 3));
        List<Row> rows = exported.transformed();
        try (OnnxRun run = OnnxRun.of(plan)) {
            Object[] found = run.run(Exported.columns(plan.inputs(), rows)).get("predicted");
            for (int r = 0; r < rows.size(); r++) {
                String expected = rows.get(r).getAs("predicted");
                assertThat(((String[]) found[r])[0]).isEqualTo(expected);
                assertThat(scoring.label(Exported.row(plan.inputs(), rows.get(r))))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void names_may_hold_anything() {
        List<String> names = List.of(
                "\"><script>alert(1)</script>",
                "x\"; DROP TABLE rows; -- `'",
                " ",
                "constant_1",
                "Sub_2",
                "line\nbreak",
                "Ωμέγα",
                "select",
                "x".repeat(200),
                "%s ${x} \\");
        Dataset<Row> data = TestSpark.session()
                .range(5)
                .toDF()
                .withColumns(names.stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> functions.col("id").plus(names.indexOf(name)))))
                .drop("id");
        ScalerModel model =
                new StandardScaler().setInputCols(names.toArray(String[]::new)).fit(data);
        List<Row> rows = model.transform(data).collectAsList();
        ScoringPlan plan = StagePlans.of(model);
        try (OnnxRun run = OnnxRun.of(plan)) {
            Map<String, Object[]> found = run.run(Exported.columns(plan.inputs(), rows));
            assertThat(found).hasSameSizeAs(names);
            for (Row row : rows) {
                found.forEach((name, numbers) -> assertThat((double[]) numbers[rows.indexOf(row)])
                        .as(name)
                        .containsExactly(row.<Double>getAs(name)));
            }
        }
    }

    @Test
    void a_result_in_place_does_not_take_the_name_of_another() {
        Dataset<Row> data = TestSpark.session().range(9).selectExpr("id AS a");
        PipelineModel model = new Pipeline()
                .setStages(new PipelineStage[] {
                    new Imputer().setInputCols("a").setOutputCols("a"), new StandardScaler().setInputCols("a")
                })
                .fit(data);
        ScoringPlan plan = StagePlans.of(model);
        List<Row> rows = model.transform(data).collectAsList();
        try (OnnxRun run = OnnxRun.of(plan)) {
            Map<String, Object[]> found = run.run(Exported.columns(plan.inputs(), rows));
            assertThat(found).containsOnlyKeys("a_scaled", "a_scaled_scaled");
            for (int r = 0; r < rows.size(); r++) {
                assertThat((double[]) found.get("a_scaled")[r])
                        .containsExactly(rows.get(r).<Double>getAs("a_scaled"));
            }
        }
    }

    @Test
    void a_file_tells_where_it_comes_from() throws OrtException {
        ScoringPlan plan = StagePlans.of(Exported.all().get(0).model());
        try (OnnxRun run = OnnxRun.of(plan)) {
            assertThat(run.session().getMetadata().getProducerName()).isEqualTo("Tare");
            assertThat(run.session().getMetadata().getCustomMetadata())
                    .containsEntry("tare.statistics", plan.about().get("statistics"))
                    .containsKeys("tare.spark", "tare.uid");
        }
    }
}
