package org.tare.scoring;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tare.train.FittedNetwork;
import org.tare.train.NetworkText;

/** A folder that {@code save(path)} wrote, as a plan; nothing of it is run, and no class that it names is loaded. */
final class SavedModel {
    private static final String NETWORKS = "org.tare.train.NeuralNetwork";

    private SavedModel() {}

    /** @throws IllegalArgumentException if there is no whole model, or a stage that has no plan */
    static ScoringPlan read(Path folder) throws IOException {
        SavedStage whole = SavedStage.read(folder);
        PlanBuilder plan = new PlanBuilder();
        List<SavedStage> stages =
                whole.className().equals("org.apache.spark.ml.PipelineModel") ? whole.stages() : List.of(whole);
        for (SavedStage stage : stages) {
            add(stage, plan);
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put("uid", whole.uid());
        about.put("spark", whole.sparkVersion());
        return plan.plan(about);
    }

    private static void add(SavedStage stage, PlanBuilder plan) throws IOException {
        switch (stage.className()) {
            case "org.tare.feature.ScalerModel" -> SavedScaler.add(stage, plan);
            case "org.tare.feature.Normalizer" ->
                plan.normalizer(
                        stage.list("inputCols"), stage.list("outputCols"), stage.assembled(), stage.number("p"));
            case "org.tare.feature.ColumnCast" -> plan.cast(stage.required("inputCol"), stage.required("outputCol"));
            case "org.apache.spark.ml.feature.VectorAssembler" ->
                plan.assembler(stage.list("inputCols"), stage.required("outputCol"));
            case "org.apache.spark.ml.feature.IndexToString" ->
                plan.labels(stage.required("inputCol"), stage.required("outputCol"), stage.list("labels"));
            case "org.apache.spark.ml.feature.StringIndexerModel" -> leaveOut(stage, plan);
            case NETWORKS + "ClassificationModel", NETWORKS + "RegressionModel" -> network(stage, plan);
            default -> throw Unexportable.foreign(stage.uid(), stage.className());
        }
    }

    private static void leaveOut(SavedStage stage, PlanBuilder plan) {
        if (stage.text("outputCol") != null) {
            plan.leaveOut(stage.text("outputCol"));
        }
        stage.list("outputCols").forEach(plan::leaveOut);
    }

    private static void network(SavedStage stage, PlanBuilder plan) throws IOException {
        FittedNetwork network;
        try (BufferedReader text = stage.learned("network")) {
            network = NetworkText.read(text);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException("'" + stage.folder() + "' " + e.getMessage() + ".", e);
        } catch (IllegalArgumentException e) {
            throw stage.broken(e.getMessage(), null);
        }
        boolean classifies = stage.className().equals(NETWORKS + "ClassificationModel");
        plan.trainedWith(network.identity());
        plan.network(new NetworkStep(
                stage.required("featuresCol"),
                network.features(),
                network.layers(),
                network.weights(),
                classifies ? Math.max(2, network.outputs()) : 0,
                classifies ? stage.result("rawPredictionCol") : null,
                classifies ? stage.result("probabilityCol") : null,
                stage.result("predictionCol"),
                stage.list("thresholds").stream().map(Double::valueOf).toList()));
    }
}
