package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tare.LogLines;
import org.tare.TestSpark;
import org.tare.feature.MaxAbsScaler;
import org.tare.feature.MinMaxScaler;
import org.tare.feature.Scaler;
import org.tare.feature.StandardScaler;

/** Sequences of two steps of two features, of which every third row has one step and padding. */
class MovedPaddingTest {
    private static final SparkSession SPARK = TestSpark.session();
    private static final String MASKED = "reshape(2, 2) masked(dense(3) relu) flatten dense(2)";
    private static final String TOLD =
            "made -[0-9.]+ of 0.0 in feature 0, so that it misses 20 such steps; scale without"
                    + " centering, as MaxAbsScaler does, or pad after scaling";

    private static Dataset<Row> padded(double padding) {
        String last = "IF(id % 3 = 0, " + padding + "D, ";
        return SPARK.range(60)
                .selectExpr(
                        "id % 7 + 1D AS a",
                        "id % 5 + 2D AS b",
                        last + "id % 11 + 3D) AS c",
                        last + "id % 13 + 1D) AS d",
                        "CAST(id % 2 AS double) AS label",
                        "id");
    }

    private static NeuralNetworkClassifier network(String layers) {
        return new NeuralNetworkClassifier().setLayers(layers).setBatchSize(30).setEpochs(1);
    }

    private static PipelineStage scaled(Scaler<?> scaler) {
        return scaler.setInputCols("a", "b", "c", "d").setVectorCol("features");
    }

    private static void fit(Dataset<Row> data, String layers, PipelineStage... stages) {
        List<PipelineStage> all = new ArrayList<>(List.of(stages));
        all.add(network(layers));
        new Pipeline().setStages(all.toArray(PipelineStage[]::new)).fit(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MASKED,
                "reshape(4) reshape(2, 2) masked(dense(3)) flatten dense(2)",
                "reshape(2, 2) gru(3, masked=true) dense(2)",
                "reshape(2, 2) bidirectional(lstm(3, value=0)) dense(2)",
                "reshape(2, 2) residual(masked(dense(2))) flatten dense(2)",
                "reshape(2, 2) globalAvgPool(value=0) dense(2)"
            })
    void a_scaler_that_moves_declared_padding_is_refused(String layers) {
        assertThatThrownBy(() -> fit(padded(0), layers, scaled(new StandardScaler())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The layer \\w+ takes for padding a step all of whose numbers are 0.0, but a stage"
                        + " before the network " + TOLD.replace("-[", "-?[") + "\\.");
    }

    /** Where nobody said that there is padding, zeros may be values like others. */
    @ParameterizedTest
    @ValueSource(strings = {"reshape(2, 2) gru(3) dense(2)", "reshape(2, 2) globalMaxPool dense(2)"})
    void undeclared_padding_is_told(String layers) {
        try (LogLines log = new LogLines(DistributedTraining.class, Level.WARN)) {
            fit(padded(0), layers, scaled(new StandardScaler()));
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .containsPattern(
                                    TOLD.replace("-[", "-?[") + ", or set masked=false if these are no padding"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reshape(2, 2) gru(3, masked=false) dense(2)", "dense(3) relu dense(2)"})
    void who_masks_nothing_may_center(String layers) {
        try (LogLines log = new LogLines(DistributedTraining.class, Level.WARN)) {
            fit(padded(0), layers, scaled(new StandardScaler()));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void through_stages_and_scalars() {
        String[] scaled = {"a_scaled", "b_scaled", "c_scaled", "d_scaled"};
        PipelineStage[] stages = {
            new StandardScaler().setInputCols("a", "b", "c", "d"),
            new VectorAssembler().setInputCols(scaled).setOutputCol("features")
        };
        assertThatThrownBy(() -> fit(padded(0).where("a > 0").repartition(3), MASKED, stages))
                .hasMessageContaining("so that it misses 20 such steps");
        PipelineStage[] ofSpark = {
            new VectorAssembler()
                    .setInputCols(new String[] {"a", "b", "c", "d"})
                    .setOutputCol("raw"),
            new org.apache.spark.ml.feature.StandardScaler()
                    .setInputCol("raw")
                    .setOutputCol("features")
                    .setWithMean(true)
        };
        assertThatThrownBy(() -> fit(padded(0), MASKED, ofSpark))
                .hasMessageContaining("so that it misses 20 such steps");
    }

    /** The last number of the least is scaled to 0 by one scaler, and stays itself by another. */
    @Test
    void padding_that_is_known_after_scaling_is_fine() {
        assertThatCode(() -> {
                    fit(padded(0), MASKED, scaled(new MaxAbsScaler()));
                    fit(padded(-1), MASKED, scaled(new StandardScaler().setWithMean(false)));
                    fit(
                            padded(-1).withColumn("a", org.apache.spark.sql.functions.lit(0)),
                            "reshape(2, 2) masked(dense(3), value=0) flatten dense(2)",
                            scaled(new MinMaxScaler()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void other_padding_than_0() {
        String layers = "reshape(2, 2) masked(dense(3), value=-1) flatten dense(2)";
        assertThatThrownBy(() -> fit(padded(-1), layers, scaled(new StandardScaler())))
                .hasMessageContaining("are -1.0, but a stage")
                .hasMessageContaining("of -1.0 in feature 0, so that it misses 20 such steps");
        assertThatThrownBy(() -> fit(padded(0), layers, scaled(new StandardScaler())))
                .hasMessageContaining("of 0.0 in feature 0, so that it misses 20 such steps");
    }

    @Test
    void rows_of_weight_0_are_not_there() {
        Dataset<Row> data = padded(0).withColumn("w", org.apache.spark.sql.functions.expr("IF(id % 3 = 0, 0D, 1D)"));
        assertThatCode(() -> new Pipeline()
                        .setStages(new PipelineStage[] {
                            scaled(new StandardScaler()), network(MASKED).setWeightCol("w")
                        })
                        .fit(data))
                .doesNotThrowAnyException();
    }
}
