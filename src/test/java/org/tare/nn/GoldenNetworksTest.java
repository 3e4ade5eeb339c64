package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tare.nn.Golden.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.Ranks;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** The blocks of the papers end where PyTorch's do, however rows are cut into shards. */
class GoldenNetworksTest {
    /** What PyTorch's modules call what ours have; those of a batch normalization apart. */
    private static final Map<String, String> NAMES = Map.of(
            "weight_ih", "inputWeight",
            "weight_hh", "recurrentWeight",
            "bias_ih", "inputBias",
            "bias_hh", "recurrentBias",
            "weight", "weight",
            "bias", "bias");

    private static final Map<String, String> NORM_NAMES =
            Map.of("weight", "gamma", "bias", "beta", "running_mean", "runningMean", "running_var", "runningVariance");

    static Stream<Arguments> trainings() {
        List<Arguments> arguments = new ArrayList<>();
        for (JsonNode golden : Golden.cases("networks.json")) {
            for (JsonNode split : golden.get("splits")) {
                int[] cut = Golden.whole(split);
                for (int ranks = 1; ranks <= cut.length; ranks *= 2) {
                    arguments.add(Arguments.of(golden.get("name").asText(), cut, ranks, golden));
                }
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} in shards of {1} rows on {2} ranks")
    @MethodSource("trainings")
    void eight_steps_lead_to_the_same_losses_weights_and_statistics(
            String name, int[] cut, int ranks, JsonNode golden) {
        TrainingConfig config = new TrainingConfig(
                Losses.parse("crossEntropy"),
                Optimizers.parse("sgd(momentum=" + golden.get("momentum").asText() + ")"),
                Schedule.parse("constant"),
                golden.get("lr").asDouble(),
                1);
        JsonNode x = golden.get("x");
        Ranks.run(ranks, collective -> {
            Network network = Network.parse(
                    golden.get("layers").asText(), Shape.of(x.get(0).get(0).size()), 1);
            Map<String, double[]> start = network.state();
            start.putAll(state(golden, "start"));
            assertThat(start.keySet()).isEqualTo(network.state().keySet());
            network.restore(start);
            Trainer trainer = new Trainer(network, config, collective, cut.length);
            for (int step = 0; step < x.size(); step++) {
                Matrix rows = rows(x.get(step));
                Matrix targets = Golden.rows(golden.get("labels").get(step), new int[] {1, 1});
                double loss = trainer.step(Probe.hosted(rows, cut, collective), Probe.hosted(targets, cut, collective))
                        .loss();
                assertThat(loss).isCloseTo(golden.get("losses").get(step).asDouble(), within(1e-10));
            }
            state(golden, "end")
                    .forEach((key, expected) -> assertClose(network.state().get(key), expected, 1e-10));
            assertClose(
                    network.predict(rows(golden.get("x_test"))).toArray(), Golden.numbers(golden.get("logits")), 1e-10);
            return null;
        });
    }

    private static Matrix rows(JsonNode node) {
        return Golden.rows(node, new int[] {1, node.get(0).size()});
    }

    private static Map<String, double[]> state(JsonNode golden, String which) {
        JsonNode theirs = golden.get(which);
        Map<String, double[]> state = new HashMap<>();
        theirs.properties().forEach(entry -> {
            int dot = entry.getKey().lastIndexOf('.');
            String layer = entry.getKey().substring(0, dot);
            String own = entry.getKey().substring(dot + 1);
            boolean norm = theirs.has(layer + ".running_mean");
            state.put(
                    place(layer) + "." + (norm ? NORM_NAMES : NAMES).get(own),
                    norm ? Golden.numbers(entry.getValue()) : weights(entry.getValue()));
        });
        return state;
    }

    /** Our network has a reshape more, which is layer 0. */
    private static String place(String layer) {
        String[] parts = layer.split("\\.", 2);
        String inner = parts.length == 1 ? "" : "." + parts[1];
        return (Integer.parseInt(parts[0]) + 1)
                + inner.replace(".branches", "")
                        .replace(".body", "")
                        .replace("there", "forward")
                        .replace("back", "backward");
    }

    /** Of windows, PyTorch has the channels first. Images, and weights of flattened ones, are in our order already. */
    private static double[] weights(JsonNode node) {
        boolean windows = node.get(0).size() > 0 && node.get(0).get(0).isArray();
        if (windows) {
            JsonNode window = node.get(0);
            int[] shape = {
                1, window.size(), window.get(0).size(), window.get(0).get(0).size()
            };
            return Golden.rows(node, shape).toArray();
        }
        return Golden.numbers(node);
    }
}
