package org.tare.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tare.collective.Ranks;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Precision;

/** Steps of plain gradient descent on made-up rows, by one worker and two, in few shards and many, and by PyTorch. */
final class TrainingSteps {
    /** Networks with batches, and how many steps take about a second. */
    enum Net {
        DIGITS(60, 1_000, "784-100-100-100-10, sigmoid", 784, dense("sigmoid", 100, 100, 100) + "dense(10)", true),
        MEDIUM(1_024, 40, "784-256-256-10, relu", 784, dense("relu", 256, 256) + "dense(10)", true),
        TABLE(4_096, 20, "50-256-256-2, relu", 50, dense("relu", 256, 256) + "dense(2)", true),
        CNN(
                64,
                10,
                "small residual CNN, 28 x 28 x 16, five 3x3 convolutions",
                784,
                "reshape(28, 28, 1) " + CONV + "relu " + RESIDUAL + RESIDUAL + "avgPool(28) flatten dense(10)",
                true),
        GRU(64, 20, "GRU of 28 rows of 28, 128 units", 784, "reshape(28, 28) gru(128) dense(10)", false);

        final int batch;
        final int steps;
        final int inputs;

        /** Whether it has batch normalization to leave out. */
        final boolean normalizes;

        private final String name;
        private final String layers;

        Net(int batch, int steps, String name, int inputs, String layers, boolean normalizes) {
            this.batch = batch;
            this.steps = steps;
            this.name = name;
            this.inputs = inputs;
            this.layers = layers;
            this.normalizes = normalizes;
        }

        private static String dense(String activation, int... widths) {
            return Arrays.stream(widths)
                    .mapToObj(width -> "dense(" + width + ") batchNorm " + activation + " ")
                    .collect(Collectors.joining());
        }

        boolean isDense() {
            return this == DIGITS || this == MEDIUM || this == TABLE;
        }

        String layers(boolean norm) {
            return norm ? layers : layers.replace("batchNorm ", "");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return "%s, batch %,d".formatted(name, batch);
        }
    }

    private static final String CONV = "conv2d(16, 3, padding=1) batchNorm ";
    private static final String RESIDUAL = "residual(" + CONV + "relu " + CONV + ") relu ";
    private static final String ONE = "1 worker, 1 shard";
    private static final String FLOAT = "1 worker, 1 shard, float";
    private static final String PLAIN = "1 worker, 1 shard, no BN";
    private static final String EIGHT = "1 worker, 8 shards";
    private static final String TWO = "2 workers of one JVM, 2 shards";
    private static final String TWO_PLAIN = "2 workers of one JVM, 2 shards, no BN";
    private static final String TWO_EIGHT = "2 workers of one JVM, 8 shards";
    private static final String TORCH = "PyTorch, double";
    private static final String TORCH_FLOAT = "PyTorch, float";
    private static final String TORCH_PLAIN = "PyTorch, double, no BN";

    private final int rounds;
    private final Path python;

    /** @param python has PyTorch; null for none */
    TrainingSteps(int rounds, Path python) {
        this.rounds = rounds;
        this.python = python;
    }

    /** Races all contenders for each shape and returns the table. */
    List<String> run(List<Net> nets) throws Exception {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| network with BN unless said | ms a step | steps a second | times the first |");
        table.add("|---|---|---|---|");
        for (Net net : nets) {
            table.add("| **" + net.title() + "** | | | |");
            Map<String, Double> seconds = race(net);
            double first = seconds.get(ONE);
            seconds.forEach((contender, s) -> table.add("| %s | %.3f | %,.0f | %.2f |"
                    .formatted(contender, s * 1e3 / net.steps, net.steps / s, s / first)));
            if (net.normalizes) {
                table.add("| … BN over none | | | %.2f |".formatted(first / seconds.get(PLAIN)));
            }
            if (python != null) {
                table.add("| … Tare over PyTorch, double and float | | | %.2f, %.2f |"
                        .formatted(first / seconds.get(TORCH), seconds.get(FLOAT) / seconds.get(TORCH_FLOAT)));
            }
        }
        table.forEach(System.out::println);
        return table;
    }

    private Map<String, Double> race(Net net) throws Exception {
        Race race = new Race(net.title(), contender -> net.normalizes || !contender.endsWith("no BN"))
                .with(ONE, () -> train(net, true, 1, 1, Precision.DOUBLE))
                .with(FLOAT, () -> train(net, true, 1, 1, Precision.FLOAT))
                .with(PLAIN, () -> train(net, false, 1, 1, Precision.DOUBLE))
                .with(EIGHT, () -> train(net, true, 1, 8, Precision.DOUBLE))
                .with(TWO, () -> train(net, true, 2, 2, Precision.DOUBLE))
                .with(TWO_PLAIN, () -> train(net, false, 2, 2, Precision.DOUBLE))
                .with(TWO_EIGHT, () -> train(net, true, 2, 8, Precision.DOUBLE));
        if (python == null) {
            return race.run(rounds).seconds();
        }
        try (PyTorch torch = new PyTorch(python)) {
            return race.with(TORCH, () -> torch.train(net, true, Precision.DOUBLE, net.steps))
                    .with(TORCH_FLOAT, () -> torch.train(net, true, Precision.FLOAT, net.steps))
                    .with(TORCH_PLAIN, () -> torch.train(net, false, Precision.DOUBLE, net.steps))
                    .run(rounds)
                    .seconds();
        }
    }

    private static void train(Net net, boolean norm, int workers, int shards, Precision precision) {
        if (workers == 1) {
            new Replica(net, norm, new SoloCollective(), shards, precision).step(net.steps);
        } else {
            Ranks.run(workers, rank -> {
                new Replica(net, norm, rank, shards, precision).step(net.steps);
                return null;
            });
        }
    }
}
