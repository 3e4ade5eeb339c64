package org.tare.nn;

import static org.tare.nn.Golden.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.linalg.Matrix;

/** Normalizations give PyTorch's numbers, however rows are assigned to shards and shards to ranks. */
class GoldenLayersTest {
    static Stream<Arguments> splits() {
        List<Arguments> arguments = new ArrayList<>();
        for (JsonNode golden : Golden.cases("layers.json")) {
            int rows = Golden.whole(golden.get("shape"))[0];
            List<int[]> splits = new ArrayList<>();
            golden.path("splits").forEach(split -> splits.add(Golden.whole(split)));
            if (splits.isEmpty()) {
                splits.add(new int[] {rows});
                splits.add(new int[] {1, 0, rows - 1});
            }
            for (int[] split : splits) {
                for (int ranks : new int[] {1, split.length}) {
                    arguments.add(Arguments.of(word(golden), Arrays.toString(split), ranks, golden, split));
                }
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} of {1} rows on {2} ranks")
    @MethodSource("splits")
    void output_gradients_and_running_statistics_are_those_of_the_whole_batch(
            String word, String rows, int ranks, JsonNode golden, int[] split) {
        int[] shape = Golden.whole(golden.get("shape"));
        List<Matrix> x = new ArrayList<>();
        List<Matrix> dy = new ArrayList<>();
        golden.get("steps").forEach(step -> {
            x.add(Golden.rows(step.get("x"), shape));
            dy.add(Golden.rows(step.get("dy"), shape));
        });
        // Near 1e6 the oracle itself is 3e-11 off.
        double tolerance = Math.abs(x.get(0).get(0, 0)) > 1e5 ? 1e-10 : 1e-12;
        Supplier<Network> network = () -> network(word, golden, shape);
        List<Probe.Seen> steps = Probe.run(network, ranks, split, x, dy);
        for (int step = 0; step < steps.size(); step++) {
            JsonNode expected = golden.get("steps").get(step);
            Probe.Seen seen = steps.get(step);
            assertClose(
                    seen.output().toArray(),
                    Golden.rows(expected.get("y"), shape).toArray(),
                    tolerance);
            assertClose(
                    seen.inputGradient().toArray(),
                    Golden.rows(expected.get("dx"), shape).toArray(),
                    tolerance);
            assertSame(seen.gradients(), "0.gamma", expected.path("dgamma"), tolerance);
            assertSame(seen.gradients(), "0.beta", expected.path("dbeta"), tolerance);
            assertSame(seen.state(), "0.runningMean", expected.path("running_mean"), tolerance);
            assertSame(seen.state(), "0.runningVariance", expected.path("running_var"), tolerance);
        }
        Network trained = network.get();
        trained.restore(steps.get(steps.size() - 1).state());
        assertClose(
                trained.predict(Golden.rows(golden.get("inference").get("x"), shape))
                        .toArray(),
                Golden.rows(golden.get("inference").get("y"), shape).toArray(),
                tolerance);
    }

    private static void assertSame(Map<String, double[]> seen, String name, JsonNode expected, double tolerance) {
        if (expected.isArray()) {
            assertClose(seen.get(name), Golden.numbers(expected), tolerance);
        }
    }

    private static String word(JsonNode golden) {
        if (golden.get("kind").asText().equals("layernorm")) {
            return "layerNorm";
        }
        JsonNode options = golden.get("options");
        List<String> words = new ArrayList<>();
        if (options.has("momentum")) {
            words.add("momentum="
                    + (options.get("momentum").isNull()
                            ? "cumulative"
                            : options.get("momentum").asText()));
        }
        if (options.has("affine")) {
            words.add("affine=" + options.get("affine").asText());
        }
        if (options.has("eps")) {
            words.add("eps=" + options.get("eps").asText());
        }
        return words.isEmpty() ? "batchNorm" : "batchNorm(" + String.join(", ", words) + ")";
    }

    private static Network network(String word, JsonNode golden, int[] shape) {
        Network network = Network.parse(word, Golden.shape(shape), 1);
        Map<String, double[]> state = new HashMap<>(network.state());
        if (state.containsKey("0.gamma")) {
            state.put("0.gamma", Golden.numbers(golden.get("gamma")));
            state.put("0.beta", Golden.numbers(golden.get("beta")));
        }
        network.restore(state);
        return network;
    }
}
