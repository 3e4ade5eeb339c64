package org.tare.feature;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.FirstBuild;

/** Scalers and models that the first build saved give the bits that they gave then. */
class FirstBuildScalersTest {
    private static final Dataset<Row> DATA = FirstBuild.data();

    private static ScalerModel model(String name) {
        return ScalerModel.load(FirstBuild.path("models/" + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "minMax", "minMaxPinned", "maxAbs", "maxAbsClip", "sample", "columns"})
    void a_model_transforms_as_it_did(String name) {
        FirstBuild.requireSame("models/" + name, model(name).transform(DATA));
    }

    @Test
    void a_model_saved_again_is_the_same(@TempDir Path folder) throws IOException {
        model("minMax").save(folder.resolve("again").toString());
        FirstBuild.requireSame(
                "models/minMax",
                ScalerModel.load(folder.resolve("again").toString()).transform(DATA));
    }

    @Test
    void a_model_back_inverts_as_it_did() {
        FirstBuild.requireSame(
                "models/inverse", model("inverse").transform(model("columns").transform(DATA)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "minMax", "maxAbs", "sample", "columns"})
    void an_unfitted_stage_fits_to_the_same_model(String name) {
        String path = FirstBuild.path("stages/" + name);
        Estimator<ScalerModel> stage =
                switch (name) {
                    case "minMax" -> MinMaxScaler.load(path);
                    case "maxAbs" -> MaxAbsScaler.load(path);
                    case "columns" -> ColumnScaler.load(path);
                    default -> StandardScaler.load(path);
                };
        FirstBuild.requireSame("models/" + name, stage.fit(DATA).transform(DATA));
    }

    @Test
    void a_normalizer_gives_what_it_gave() {
        FirstBuild.requireSame(
                "stages/normalizer",
                Normalizer.load(FirstBuild.path("stages/normalizer")).transform(DATA));
    }

    @Test
    void a_pipeline_and_its_model_give_what_they_gave() {
        FirstBuild.requireSame(
                "models/pipeline",
                PipelineModel.load(FirstBuild.path("models/pipeline")).transform(DATA));
        FirstBuild.requireSame(
                "models/pipeline",
                Pipeline.load(FirstBuild.path("stages/pipeline")).fit(DATA).transform(DATA));
    }
}
