package org.tare.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.TestSpark;
import org.tare.spark.stage.ChoiceParam;
import org.tare.train.param.ClusterParams;
import org.tare.train.param.NeuralNetworkParams;
import org.tare.train.rows.LabelType;
import org.tare.train.rows.RowSummary;

/** Parameters say themselves all that a user must know, since options, help and Python are made from them. */
class NeuralNetworkParamsTest {
    private static final NeuralNetworkClassifier STAGE = new NeuralNetworkClassifier();

    /** Stages are saved through a session. */
    @BeforeAll
    static void start() {
        TestSpark.session();
    }

    /** Those that are not Spark's own. */
    static Stream<Param<Object>> params() {
        Set<Class<?>> ours = Set.of(NeuralNetworkParams.class, ClusterParams.class);
        return Stream.of(NeuralNetworkClassifier.class.getMethods())
                .filter(method -> ours.contains(method.getDeclaringClass()))
                .filter(method -> Param.class.isAssignableFrom(method.getReturnType()))
                .map(Method::getName)
                .map(STAGE::getParam);
    }

    @ParameterizedTest
    @MethodSource("params")
    void a_doc_is_whole_sentences_without_the_default(Param<Object> param) {
        assertThat(param.doc()).matches("[A-Z].*\\.").doesNotContainIgnoringCase("default");
    }

    @ParameterizedTest
    @MethodSource("params")
    void a_default_is_allowed_and_only_the_network_and_the_optimizer_s_rate_have_none(Param<Object> param) {
        assertThat(STAGE.hasDefault(param))
                .isEqualTo(!Set.of("layers", "learningRate").contains(param.name()));
        STAGE.getDefault(param).foreach(value -> param.w(value));
    }

    @ParameterizedTest
    @MethodSource("params")
    void a_doc_lists_the_values_to_choose_from(Param<Object> param) {
        if ((Param<?>) param instanceof ChoiceParam choice) {
            assertThat(param.doc()).contains(choice.values());
            choice.values().forEach(choice::w);
        }
    }

    @Test
    void the_learning_rate_follows_the_optimizer_unless_it_is_set() {
        assertThat(rate(new NeuralNetworkClassifier())).isEqualTo(0.1);
        assertThat(rate(new NeuralNetworkClassifier().setOptimizer("adam"))).isEqualTo(0.001);
        assertThat(rate(new NeuralNetworkClassifier()
                        .setOptimizer("adam(beta1=0.5)")
                        .setLearningRate(0.1)))
                .isEqualTo(0.1);
        assertThat(STAGE.learningRate().doc()).contains("0.001 for adam", "0.1 for sgd");
    }

    private static double rate(NeuralNetworkClassifier stage) {
        RowSummary rows = new RowSummary(LabelType.CLASSES);
        for (int label = 0; label < 2; label++) {
            rows.add(new double[] {label}, label, 1, false);
        }
        return new Settings(stage.setLayers("dense(2)").setBatchSize(2).setShards(1))
                .plan(rows, 1, List.of())
                .learningRate();
    }

    @Test
    void both_stages_have_the_same_parameters_of_training() {
        NeuralNetworkRegressor regressor = new NeuralNetworkRegressor();
        assertThat(params()).hasSize(25).allSatisfy(param -> {
            assertThat(regressor.getParam(param.name()).doc()).isEqualTo(param.doc());
            assertThat(regressor.getDefault(regressor.getParam(param.name()))).isEqualTo(STAGE.getDefault(param));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batchSize    | 0    | batchSize cannot be 0; set batchSize to at least 1.
            workers      | -1   | workers cannot be -1; set workers to at least 0.
            """)
    void whole_numbers_have_bounds(String name, int value, String message) {
        refused(name, value, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            learningRate | 0    | learningRate cannot be 0.0; set learningRate to more than 0.0 and at most 1000000.0.
            learningRate | NaN  | learningRate cannot be NaN; set learningRate to more than 0.0 and at most 1000000.0.
            learningRate | 1e300 | learningRate cannot be 1.0E300; set learningRate to more than 0.0 and at most 1000000.0.
            momentum     | 1.5  | momentum cannot be 1.5; set momentum to a number from 0.0 to 1.0.
            weightDecay  | -0.1 | weightDecay cannot be -0.1; set weightDecay to at least 0.0.
            """)
    void numbers_have_bounds(String name, double value, String message) {
        refused(name, value, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            storage      | tape  | storage cannot be 'tape'; set storage to auto, memory or disk.
            statistics   | Local | statistics cannot be 'Local'; set statistics to global or local.
            rowOrder     | asis  | rowOrder cannot be 'asis'; set rowOrder to shuffled or consecutive.
            """)
    void texts_are_chosen_from_a_few(String name, String value, String message) {
        refused(name, value, message);
    }

    private static void refused(String name, Object value, String message) {
        assertThatThrownBy(() -> STAGE.set(STAGE.getParam(name), value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void a_stage_saved_with_the_former_word_for_consecutive_rows_still_means_them(@TempDir Path folder)
            throws IOException {
        String path = folder.resolve("stage").toString();
        new NeuralNetworkClassifier().setRowOrder("asIs").save(path);
        assertThat(new Settings(NeuralNetworkClassifier.load(path)).consecutive())
                .isTrue();
        assertThat(new Settings(new NeuralNetworkClassifier().setRowOrder("consecutive")).consecutive())
                .isTrue();
        assertThat(new Settings(new NeuralNetworkClassifier()).consecutive()).isFalse();
    }
}
