package org.tare.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tare.collective.Ranks;
import org.tare.collective.SoloCollective;

/** Steps of plain gradient descent on made-up rows, by one worker and two, in few shards and many, and by PyTorch. */
final class TrainingSteps {
    /** Three shapes of network and batch, and how many steps take about a second. */
    enum Net {
        DIGITS(60, 1_000, "sigmoid", "784-100-100-100-10"),
        MEDIUM(1_024, 40, "relu", "784-256-256-10"),
        TABLE(4_096, 20, "relu", "50-256-256-2");

        final int batch;
        final int steps;
        final String activation;
        final String widths;

        Net(int batch, int steps, String activation, String widths) {
            this.batch = batch;
            this.steps = steps;
            this.activation = activation;
            this.widths = widths;
        }

        /** The numbers of inputs, of each hidden layer's units, and of outputs. */
        int[] sizes() {
            return Arrays.stream(widths.split("-")).mapToInt(Integer::parseInt).toArray();
        }

        String layers(boolean norm) {
            int[] sizes = sizes();
            int last = sizes.length - 1;
            return IntStream.range(1, last)
                            .mapToObj(i -> "dense(" + sizes[i] + ") " + (norm ? "batchNorm " : "") + activation + " ")
                            .collect(Collectors.joining())
                    + "dense(" + sizes[last] + ")";
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String title() {
            return "%s, %s, batch %,d".formatted(widths, activation, batch);
        }
    }

    private static final String ONE = "1 worker, 1 shard";
    private static final String PLAIN = "1 worker, 1 shard, no BN";
    private static final String EIGHT = "1 worker, 8 shards";
    private static final String TWO = "2 workers of one JVM, 2 shards";
    private static final String TWO_PLAIN = "2 workers of one JVM, 2 shards, no BN";
    private static final String TWO_EIGHT = "2 workers of one JVM, 8 shards";
    private static final String TORCH = "PyTorch";
    private static final String TORCH_PLAIN = "PyTorch, no BN";

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
            table.add("| … BN over none | | | %.2f |".formatted(first / seconds.get(PLAIN)));
            if (python != null) {
                table.add("| … Tare over PyTorch, with BN and without | | | %.2f, %.2f |"
                        .formatted(first / seconds.get(TORCH), seconds.get(PLAIN) / seconds.get(TORCH_PLAIN)));
            }
        }
        table.forEach(System.out::println);
        return table;
    }

    private Map<String, Double> race(Net net) throws Exception {
        Race race = new Race(net.title())
                .with(ONE, () -> train(net, true, 1, 1))
                .with(PLAIN, () -> train(net, false, 1, 1))
                .with(EIGHT, () -> train(net, true, 1, 8))
                .with(TWO, () -> train(net, true, 2, 2))
                .with(TWO_PLAIN, () -> train(net, false, 2, 2))
                .with(TWO_EIGHT, () -> train(net, true, 2, 8));
        if (python == null) {
            return race.run(rounds).seconds();
        }
        try (PyTorch torch = new PyTorch(python)) {
            return race.with(TORCH, () -> torch.train(net, true))
                    .with(TORCH_PLAIN, () -> torch.train(net, false))
                    .run(rounds)
                    .seconds();
        }
    }

    private static void train(Net net, boolean norm, int workers, int shards) {
        if (workers == 1) {
            new Replica(net, norm, new SoloCollective(), shards).step(net.steps);
        } else {
            Ranks.run(workers, rank -> {
                new Replica(net, norm, rank, shards).step(net.steps);
                return null;
            });
        }
    }
}
