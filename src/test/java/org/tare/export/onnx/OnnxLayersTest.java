package org.tare.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.linalg.Matrix;
import org.tare.nn.LayerExamplesTest;
import org.tare.nn.Network;
import org.tare.nn.core.Shape;
import org.tare.nn.layer.Layers;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;
import org.tare.scoring.NetworkStep;
import org.tare.scoring.Scoring;
import org.tare.scoring.ScoringPlan;

/** Every layer as ONNX predicts what it predicts here, or is refused by its name. */
class OnnxLayersTest {
    /** Layers that are refused by name; a new one stands here until {@code OnnxLayers} has a form of it. */
    private static final Set<String> WITHOUT_FORM = Set.of();

    private static final int ROWS = 7;

    /** All examples, as layers of a network on plain features. */
    static Stream<Arguments> examples() {
        return LayerExamplesTest.all().map(example -> {
            Shape shape = (Shape) example.get()[1];
            String reshape = IntStream.of(shape.dimensions())
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", ", "reshape(", ") "));
            return Arguments.of(reshape + example.get()[0], shape.size());
        });
    }

    private static boolean canLeave(String layers) {
        Set<String> words = new TreeSet<>();
        addLayers(TermParser.parse(layers), words);
        return OnnxLayers.names().containsAll(words);
    }

    private static void addLayers(List<Term> terms, Set<String> into) {
        for (Term term : terms) {
            if (Layers.find(term).isPresent()) {
                into.add(term.name());
                addLayers(term.unkeyed(), into);
            }
        }
    }

    private static Map<String, double[]> state(String layers, int features) {
        Random random = new Random(3);
        Map<String, double[]> state =
                new LinkedHashMap<>(Network.parse(layers, Shape.of(features), 5).state());
        state.replaceAll((name, numbers) -> {
            boolean isSpread = name.endsWith("runningVariance") || name.endsWith("runningDeviation");
            return random.doubles(numbers.length, isSpread ? 0.5 : -1, 1.5).toArray();
        });
        return state;
    }

    private static double[][] rows(int features) {
        double[][] rows = IntStream.range(0, ROWS)
                .mapToObj(r -> new Random(r).doubles(features, -3, 3).toArray())
                .toArray(double[][]::new);
        // Padding, for what leaves it out.
        Arrays.fill(rows[1], features / 2, features, 0);
        return rows;
    }

    /** A row for each feature, which alone is missing. */
    private static double[][] withAMissingFeature(int features) {
        return IntStream.range(0, features)
                .mapToObj(missing -> {
                    double[] row = new Random(missing).doubles(features, -3, 3).toArray();
                    row[missing] = Double.NaN;
                    return row;
                })
                .toArray(double[][]::new);
    }

    private static ScoringPlan regressor(String layers, int features, Map<String, double[]> state) {
        return new ScoringPlan(
                Map.of(), List.of(new NetworkStep("x", features, layers, state, 0, null, null, "y", List.of())));
    }

    private static ScoringPlan classifier(String layers, int features, int classes, List<Double> thresholds) {
        return new ScoringPlan(
                Map.of(),
                List.of(new NetworkStep(
                        "x",
                        features,
                        layers,
                        state(layers, features),
                        classes,
                        "raw",
                        "probability",
                        "prediction",
                        thresholds)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void outputs_are_those_of_predict_or_the_layer_is_refused_by_name(String layers, int features) {
        Map<String, double[]> state = state(layers, features);
        if (!canLeave(layers)) {
            assertThatThrownBy(() -> OnnxRun.of(regressor(layers, features, state)))
                    .hasMessageContaining("has no form in ONNX yet");
            return;
        }
        Network network = Network.restored(layers, Shape.of(features), state);
        double[][] rows = Stream.of(rows(features), withAMissingFeature(features))
                .flatMap(Stream::of)
                .toArray(double[][]::new);
        int outputs = network.output().size();
        ScoringPlan plan = new ScoringPlan(
                Map.of(),
                List.of(new NetworkStep(
                        "x", features, layers, state, Math.max(2, outputs), "raw", "p", "y", List.of())));
        for (OnnxPrecision precision : OnnxPrecision.values()) {
            // A float has seven digits; sums of a few products lose one or two.
            double tolerance = precision == OnnxPrecision.DOUBLE ? 1e-12 : 1e-5;
            try (OnnxRun run = OnnxRun.of(plan, new OnnxExport(OnnxExport.USUAL, precision))) {
                Object[] found = run.run(Map.of("x", rows)).get("raw");
                for (int r = 0; r < rows.length; r++) {
                    double[] expected = network.predict(Matrix.view(rows[r], 0, 1, features))
                            .toArray();
                    double[] actual = doubles(found[r]);
                    if (outputs == 1) {
                        expected = new double[] {-expected[0] / 2, expected[0] / 2};
                    }
                    assertThat(actual).hasSameSizeAs(expected);
                    for (int i = 0; i < expected.length; i++) {
                        double scale = Math.max(1, Math.abs(expected[i]));
                        if (Double.isNaN(expected[i])) {
                            assertThat(actual[i])
                                    .as("output %d of row %d", i, r)
                                    .isNaN();
                        } else {
                            assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * scale));
                        }
                    }
                }
            }
        }
    }

    /** ONNX Runtime would take a product with 1 + 1e-9 for one that changes nothing. */
    @Test
    void slopes_near_1_are_not_left_out() {
        String layers = "batchNorm(eps=0) dense(1)";
        double gamma = 1 + 1e-9;
        Map<String, double[]> state = state(layers, 1);
        state.replaceAll((name, any) -> new double[] {name.endsWith("gamma") ? gamma : 1});
        double[][] rows = {{9}};
        try (OnnxRun run = OnnxRun.of(regressor(layers, 1, state))) {
            Map<String, Object[]> found = run.run(Map.of("x", rows));
            double y = ((double[]) found.get("y")[0])[0];
            assertThat(y).isEqualTo((9 - 1) * gamma + 1 + 1);
        }
    }

    private static double[] doubles(Object row) {
        if (row instanceof double[] doubles) {
            return doubles;
        }
        float[] floats = (float[]) row;
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    @Test
    void all_layers_can_leave_but_these() {
        Set<String> without = new TreeSet<>(Layers.names());
        without.removeAll(OnnxLayers.names());
        assertThat(without).isEqualTo(WITHOUT_FORM);
        assertThat(Layers.names()).containsAll(OnnxLayers.names());
    }

    @Test
    void missing_features_predict_nothing() {
        Map<String, double[]> state = state("dense(3) relu dense(1)", 2);
        try (OnnxRun run = OnnxRun.of(regressor("dense(3) relu dense(1)", 2, state))) {
            Object[] found =
                    run.run(Map.of("x", new double[][] {{1, Double.NaN}})).get("y");
            assertThat(((double[]) found[0])[0]).isNaN();
        }
    }

    @Test
    void classes_are_chosen_by_thresholds_where_there_are_some() {
        for (List<Double> thresholds : List.of(List.<Double>of(), List.of(0.9, 0.01, 0.5))) {
            ScoringPlan plan = classifier("dense(3)", 4, 3, thresholds);
            double[][] rows = rows(4);
            try (OnnxRun run = OnnxRun.of(plan)) {
                Map<String, Object[]> found = run.run(Map.of("x", rows));
                for (int r = 0; r < ROWS; r++) {
                    Map<String, double[]> expected = Scoring.of(plan).columns(rows[r]);
                    assertThat((double[]) found.get("prediction")[r]).isEqualTo(expected.get("prediction"));
                    assertThat((double[]) found.get("probability")[r])
                            .containsExactly(expected.get("probability"), within(1e-12));
                }
            }
        }
    }
}
