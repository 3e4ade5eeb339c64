package org.tare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tare.nn.Network;

/** The same network with batch normalization and without, under settings good and bad, each from several seeds. */
final class TrainingRuns {
    private static final String SIGMOID = "sigmoid";
    private static final String RELU = "relu";
    private static final String USUAL = "0.05";
    private static final String BAD = "5";
    private static final double[] ENOUGH = {0.8, 0.95};

    private final Digits.Part train;
    private final Digits.Part test;
    private final int seeds;
    private final int threads;

    TrainingRuns(Digits.Part train, Digits.Part test, int seeds, int threads) {
        this.train = train;
        this.test = test;
        this.seeds = seeds;
        this.threads = threads;
    }

    /** Trains all, draws the curves, and returns the table. */
    List<String> run(int steps, Charts charts) throws Exception {
        List<Pair> pairs = List.of(
                Pair.of("sigmoid, rate 0.01", SIGMOID, 0.01, USUAL, steps, steps / 2),
                Pair.of("sigmoid, rate 0.01, bad first weights", SIGMOID, 0.01, BAD, steps / 2, steps / 2),
                Pair.of("ReLU, rate 1", RELU, 1, USUAL, steps / 10, steps / 10),
                Pair.of("ReLU, rate 2", RELU, 2, USUAL, steps / 10, steps / 10));
        Map<TrainingRun, List<TrainingRun.LearningCurve>> curves = trainAll(
                pairs.stream().flatMap(pair -> pair.both().stream()).toList());
        List<String> table = new ArrayList<>();
        table.add("784-100-100-100-10, batch %d, plain gradient descent, %,d digits to train and %,d to test on, medians of seeds 1 to %d"
                .formatted(TrainingRun.BATCH, train.rows(), test.rows(), seeds));
        table.add("");
        table.add("| network | steps | test accuracy (lowest, highest) | diverged | steps to %.2f | steps to %.2f |"
                .formatted(ENOUGH[0], ENOUGH[1]));
        table.add("|---|---|---|---|---|---|");
        curves.forEach((run, ofRun) -> table.add(row(run, ofRun)));
        for (Pair pair : pairs) {
            charts.write(pair.name, "step", "test accuracy", true, lines(pair.both(), curves));
        }
        InputDrift drift = new InputDrift(pairs.get(0).both(), curves);
        table.addAll(drift.table());
        drift.draw(charts);
        return table;
    }

    /** The same without batch normalization and with. */
    private record Pair(String name, TrainingRun without, TrainingRun with) {
        static Pair of(String name, String activation, double rate, String deviation, int without, int with) {
            return new Pair(
                    name,
                    new TrainingRun(name, layers(activation, deviation), rate, without),
                    new TrainingRun(name + ", with BN", layers("batchNorm " + activation, deviation), rate, with));
        }

        private static String layers(String after, String deviation) {
            String init = ", init=normal(" + deviation + "))";
            return ("dense(100" + init + " " + after + " ").repeat(3) + "dense(10" + init;
        }

        List<TrainingRun> both() {
            return List.of(without, with);
        }
    }

    private Map<TrainingRun, List<TrainingRun.LearningCurve>> trainAll(List<TrainingRun> runs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<TrainingRun, List<Future<TrainingRun.LearningCurve>>> running = new LinkedHashMap<>();
            for (TrainingRun run : runs) {
                running.put(run, new ArrayList<>());
                for (int seed = 1; seed <= seeds; seed++) {
                    long s = seed;
                    running.get(run).add(pool.submit(() -> run.train(train, s, network -> look(run, network))));
                }
            }
            Map<TrainingRun, List<TrainingRun.LearningCurve>> curves = new LinkedHashMap<>();
            for (Map.Entry<TrainingRun, List<Future<TrainingRun.LearningCurve>>> run : running.entrySet()) {
                List<TrainingRun.LearningCurve> ofRun = new ArrayList<>();
                for (Future<TrainingRun.LearningCurve> curve : run.getValue()) {
                    ofRun.add(curve.get());
                }
                curves.put(run.getKey(), ofRun);
                System.out.println(row(run.getKey(), ofRun));
            }
            return curves;
        } finally {
            pool.shutdownNow();
        }
    }

    private double[] look(TrainingRun run, Network network) {
        double[] accuracy = {test.accuracy(network)};
        return run.layers().contains(SIGMOID) && run.layers().contains(USUAL)
                ? DoubleStream.concat(DoubleStream.of(accuracy), DoubleStream.of(InputDrift.percentiles(network, test)))
                        .toArray()
                : accuracy;
    }

    private static String row(TrainingRun run, List<TrainingRun.LearningCurve> curves) {
        double[] last = curves.stream().mapToDouble(curve -> curve.last(0)).sorted().toArray();
        return "| %s | %,d | %.3f (%.3f, %.3f) | %d of %d | %s | %s |"
                .formatted(
                        run.name(),
                        run.steps(),
                        Race.median(last),
                        last[0],
                        last[last.length - 1],
                        curves.stream().filter(TrainingRun.LearningCurve::diverged).count(),
                        curves.size(),
                        stepsTo(ENOUGH[0], curves),
                        stepsTo(ENOUGH[1], curves));
    }

    private static String stepsTo(double enough, List<TrainingRun.LearningCurve> curves) {
        double steps = median(curves, curve -> curve.stepsTo(0, enough));
        return Double.isInfinite(steps) ? "never" : "%,.0f".formatted(steps);
    }

    private static double median(List<TrainingRun.LearningCurve> curves, ToDoubleFunction<TrainingRun.LearningCurve> number) {
        return Race.median(curves.stream().mapToDouble(number).toArray());
    }

    private static List<Charts.Line> lines(List<TrainingRun> runs, Map<TrainingRun, List<TrainingRun.LearningCurve>> curves) {
        return runs.stream()
                .map(run -> line(run.name(), curves.get(run), 0))
                .toList();
    }

    /** The median over seeds of a number that was looked at. */
    static Charts.Line line(String name, List<TrainingRun.LearningCurve> curves, int number) {
        List<Integer> steps = curves.stream()
                .map(TrainingRun.LearningCurve::steps)
                .reduce((a, b) -> a.size() >= b.size() ? a : b)
                .orElseThrow();
        return new Charts.Line(
                name,
                steps,
                IntStream.range(0, steps.size())
                        .mapToObj(look -> median(curves, curve -> curve.at(look, number)))
                        .toList());
    }
}
