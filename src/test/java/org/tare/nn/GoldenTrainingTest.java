package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tare.nn.Golden.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

/** Whole trainings end where PyTorch's do, on any number of ranks. */
class GoldenTrainingTest {
    private static final Map<String, String> NAMES = Map.of(
            "running_mean", "runningMean",
            "running_var", "runningVariance",
            "num_batches_tracked", "batches");

    static Stream<Arguments> trainings() {
        List<Arguments> arguments = new ArrayList<>();
        for (JsonNode golden : Golden.cases("training.json")) {
            arguments.add(Arguments.of(text(golden), 1, 1, golden));
            arguments.add(Arguments.of(text(golden), 5, 1, golden));
            arguments.add(Arguments.of(text(golden), 5, 3, golden));
            arguments.add(Arguments.of(text(golden), 16, 2, golden));
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} in {1} shards on {2} ranks")
    @MethodSource("trainings")
    void twenty_steps_lead_to_the_same_losses_and_weights(String text, int shards, int ranks, JsonNode golden) {
        TrainingConfig config = new TrainingConfig(
                Losses.parse("crossEntropy"),
                Optimizers.parse("sgd(momentum=" + golden.get("momentum").asText() + ")"),
                Schedule.parse("constant"),
                golden.get("lr").asDouble(),
                1);
        JsonNode x = golden.get("x");
        JsonNode labels = golden.get("labels");
        Ranks.run(ranks, collective -> {
            Network network = Network.parse(text, Shape.of(x.get(0).get(0).size()), 1);
            network.restore(state(golden, "start"));
            Trainer trainer = new Trainer(network, config, collective, shards);
            for (int step = 0; step < x.size(); step++) {
                Matrix rows = rows(x.get(step));
                int[] cut = cut(rows.rows(), shards);
                Matrix targets = rows(labels.get(step)).reshape(rows.rows(), 1);
                double loss = trainer.step(Probe.hosted(rows, cut, collective), Probe.hosted(targets, cut, collective))
                        .loss();
                assertThat(loss).isCloseTo(golden.get("losses").get(step).asDouble(), within(1e-10));
            }
            state(golden, "end")
                    .forEach((name, expected) -> assertClose(network.state().get(name), expected, 1e-10));
            assertClose(
                    network.predict(rows(x.get(0))).toArray(),
                    Golden.numbers(golden.get("logits_of_first_batch")),
                    1e-10);
            return null;
        });
    }

    private static String text(JsonNode golden) {
        List<String> words = new ArrayList<>();
        golden.get("layers").forEach(layer -> {
            String name = layer.asText();
            words.add(
                    name.startsWith("Linear")
                            ? "dense(" + name.replaceAll(".*out_features=(\\d+).*", "$1") + ")"
                            : name.startsWith("BatchNorm")
                                    ? "batchNorm"
                                    : name.replace("()", "").toLowerCase(Locale.ROOT));
        });
        return String.join(" ", words);
    }

    private static Map<String, double[]> state(JsonNode golden, String which) {
        Map<String, double[]> state = new HashMap<>();
        golden.get(which).properties().forEach(entry -> {
            String[] name = entry.getKey().split("\\.", 2);
            boolean norm =
                    golden.get("layers").get(Integer.parseInt(name[0])).asText().startsWith("BatchNorm");
            String ours = !norm
                    ? name[1]
                    : name[1].equals("weight") ? "gamma" : name[1].equals("bias") ? "beta" : NAMES.get(name[1]);
            state.put(name[0] + "." + ours, Golden.numbers(entry.getValue()));
        });
        return state;
    }

    private static Matrix rows(JsonNode node) {
        double[] numbers = Golden.numbers(node);
        return Matrix.view(numbers, 0, node.size(), numbers.length / node.size());
    }

    private static int[] cut(int rows, int shards) {
        int[] cut = new int[shards];
        Arrays.setAll(cut, shard -> rows * (shard + 1) / shards - rows * shard / shards);
        return cut;
    }
}
