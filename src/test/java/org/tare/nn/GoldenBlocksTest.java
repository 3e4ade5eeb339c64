package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tare.nn.Golden.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tare.collective.Ranks;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.ClassWeightedLoss;
import org.tare.nn.loss.Loss;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** Heads, clipped gradients, smoothed labels, weights of classes, packed sequences and pooling end where PyTorch's do. */
class GoldenBlocksTest {
    static Stream<Arguments> trainings() {
        List<Arguments> arguments = new ArrayList<>();
        for (JsonNode golden : Golden.cases("blocks.json")) {
            for (JsonNode split : golden.get("splits")) {
                int[] cut = Golden.whole(split);
                arguments.add(Arguments.of(golden.get("name").asText(), cut, Math.min(2, cut.length), golden));
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{0} in shards of {1} rows on {2} ranks")
    @MethodSource("trainings")
    void eight_steps_lead_to_the_same_losses_weights_and_statistics(
            String name, int[] cut, int ranks, JsonNode golden) {
        JsonNode x = golden.get("x");
        Ranks.run(ranks, collective -> {
            Network network = Network.parse(
                    golden.get("layers").asText(), Shape.of(x.get(0).get(0).size()), 1);
            Map<String, double[]> start = network.state();
            golden.get("start").properties().forEach(entry -> {
                assertThat(start).containsKey(entry.getKey());
                start.put(entry.getKey(), Golden.numbers(entry.getValue()));
            });
            network.restore(start);
            Trainer trainer = new Trainer(network, config(golden), collective, cut.length);
            for (int step = 0; step < x.size(); step++) {
                Matrix targets = Golden.rows(golden.get("labels").get(step), new int[] {1, 1});
                double loss = trainer.step(
                                Probe.hosted(rows(x.get(step)), cut, collective),
                                Probe.hosted(targets, cut, collective))
                        .loss();
                assertThat(loss).isCloseTo(golden.get("losses").get(step).asDouble(), within(1e-10));
            }
            golden.get("end")
                    .properties()
                    .forEach(entry ->
                            assertClose(network.state().get(entry.getKey()), Golden.numbers(entry.getValue()), 1e-10));
            assertClose(
                    network.predict(rows(golden.get("x_test"))).toArray(), Golden.numbers(golden.get("logits")), 1e-10);
            return null;
        });
    }

    private static TrainingConfig config(JsonNode golden) {
        Loss smoothed = Losses.smoothed("crossEntropy", golden.get("smoothing").asDouble());
        JsonNode weights = golden.get("weights");
        return new TrainingConfig(
                weights.isNull()
                        ? smoothed
                        : new ClassWeightedLoss(
                                smoothed,
                                Arrays.stream(Golden.numbers(weights)).boxed().toList()),
                Optimizers.parse("sgd(momentum=" + golden.get("momentum").asText() + ")"),
                Schedule.parse("constant"),
                golden.get("lr").asDouble(),
                1,
                Precision.DOUBLE,
                golden.get("clip").isNull()
                        ? Double.POSITIVE_INFINITY
                        : golden.get("clip").asDouble());
    }

    private static Matrix rows(JsonNode node) {
        return Golden.rows(node, new int[] {1, node.get(0).size()});
    }
}
