package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.tare.TestSpark;

/** The schema that a network announces is that of its result. */
class NetworkSchemasTest {
    private static final Dataset<Row> VECTORS = Clouds.of(TestSpark.session(), 60);
    private static final Dataset<Row> ARRAYS = TestSpark.session()
            .range(60)
            .selectExpr("id % 3 AS label", "array(id * 0.1D, 1D) AS features", "id AS later");

    @Test
    void of_a_classifier_whichever_of_its_columns_are_wanted() {
        NeuralNetworkClassifier classifier =
                Clouds.classifier().setEpochs(1).setShards(1).setLayers("dense(3)");
        for (Dataset<Row> data : List.of(VECTORS, ARRAYS)) {
            NeuralNetworkClassificationModel model = classifier.fit(data);
            requireAnnounced(model, data);
            assertThat(types(classifier.transformSchema(data.schema())))
                    .isEqualTo(types(model.transform(data).schema()));
            for (int wanted = 0; wanted < 8; wanted++) {
                NeuralNetworkClassificationModel some = model.copy(ParamMap.empty());
                some.setRawPredictionCol((wanted & 1) == 0 ? "" : "raw");
                some.setProbabilityCol((wanted & 2) == 0 ? "" : "probability");
                some.setPredictionCol((wanted & 4) == 0 ? "" : "class");
                requireAnnounced(some, data);
            }
        }
    }

    @Test
    void of_a_regressor() {
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor()
                .setLayers("dense(1)")
                .setEpochs(1)
                .setBatchSize(16)
                .setShards(1)
                .setLabelScaler("standard");
        for (Dataset<Row> data : List.of(VECTORS, ARRAYS)) {
            NeuralNetworkRegressionModel model = regressor.fit(data);
            requireAnnounced(model, data);
            assertThat(types(regressor.transformSchema(data.schema())))
                    .isEqualTo(types(model.transform(data).schema()));
        }
    }

    private static void requireAnnounced(Transformer model, Dataset<Row> data) {
        assertThat(model.transformSchema(data.schema()))
                .isEqualTo(model.transform(data).schema());
    }

    /** Without metadata, as only the fit tells how many classes there are. */
    private static List<StructField> types(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> new StructField(field.name(), field.dataType(), field.nullable(), Metadata.empty()))
                .toList();
    }
}
