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
final class Lessons {
    private static final String SIGMOID = "sigmoid";
    private static final String RELU = "relu";
    private static final String USUAL = "0.05";
    private static final String BAD = "5";
    private static final double[] ENOUGH = {0.8, 0.95};

    private final Digits.Part train;
    private final Digits.Part test;
    private final int seeds;
    private final int threads;

    Lessons(Digits.Part train, Digits.Part test, int seeds, int threads) {
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
        Map<Lesson, List<Lesson.Course>> courses = learn(
                pairs.stream().flatMap(pair -> pair.both().stream()).toList());
        List<String> table = new ArrayList<>();
        table.add("784-100-100-100-10, batch %d, plain gradient descent, %,d digits to train and %,d to test on, medians of seeds 1 to %d"
                .formatted(Lesson.BATCH, train.rows(), test.rows(), seeds));
        table.add("");
        table.add("| network | steps | test accuracy (lowest, highest) | diverged | steps to %.2f | steps to %.2f |"
                .formatted(ENOUGH[0], ENOUGH[1]));
        table.add("|---|---|---|---|---|---|");
        courses.forEach((lesson, seen) -> table.add(row(lesson, seen)));
        for (Pair pair : pairs) {
            charts.write(pair.name, "step", "test accuracy", true, lines(pair.both(), courses));
        }
        Drift drift = new Drift(pairs.get(0).both(), courses);
        table.addAll(drift.table());
        drift.draw(charts);
        return table;
    }

    /** The same without batch normalization and with. */
    private record Pair(String name, Lesson without, Lesson with) {
        static Pair of(String name, String activation, double rate, String deviation, int without, int with) {
            return new Pair(
                    name,
                    new Lesson(name, layers(activation, deviation), rate, without),
                    new Lesson(name + ", with BN", layers("batchNorm " + activation, deviation), rate, with));
        }

        private static String layers(String after, String deviation) {
            String init = ", init=normal(" + deviation + "))";
            return ("dense(100" + init + " " + after + " ").repeat(3) + "dense(10" + init;
        }

        List<Lesson> both() {
            return List.of(without, with);
        }
    }

    private Map<Lesson, List<Lesson.Course>> learn(List<Lesson> lessons) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<Lesson, List<Future<Lesson.Course>>> running = new LinkedHashMap<>();
            for (Lesson lesson : lessons) {
                running.put(lesson, new ArrayList<>());
                for (int seed = 1; seed <= seeds; seed++) {
                    long s = seed;
                    running.get(lesson).add(pool.submit(() -> lesson.learn(train, s, network -> look(lesson, network))));
                }
            }
            Map<Lesson, List<Lesson.Course>> courses = new LinkedHashMap<>();
            for (Map.Entry<Lesson, List<Future<Lesson.Course>>> lesson : running.entrySet()) {
                List<Lesson.Course> seen = new ArrayList<>();
                for (Future<Lesson.Course> course : lesson.getValue()) {
                    seen.add(course.get());
                }
                courses.put(lesson.getKey(), seen);
                System.out.println(row(lesson.getKey(), seen));
            }
            return courses;
        } finally {
            pool.shutdownNow();
        }
    }

    private double[] look(Lesson lesson, Network network) {
        double[] accuracy = {test.accuracy(network)};
        return lesson.layers().contains(SIGMOID) && lesson.layers().contains(USUAL)
                ? DoubleStream.concat(DoubleStream.of(accuracy), DoubleStream.of(Drift.percentiles(network, test)))
                        .toArray()
                : accuracy;
    }

    private static String row(Lesson lesson, List<Lesson.Course> courses) {
        double[] last = courses.stream().mapToDouble(course -> course.last(0)).sorted().toArray();
        return "| %s | %,d | %.3f (%.3f, %.3f) | %d of %d | %s | %s |"
                .formatted(
                        lesson.name(),
                        lesson.steps(),
                        Race.median(last),
                        last[0],
                        last[last.length - 1],
                        courses.stream().filter(Lesson.Course::diverged).count(),
                        courses.size(),
                        stepsTo(ENOUGH[0], courses),
                        stepsTo(ENOUGH[1], courses));
    }

    private static String stepsTo(double enough, List<Lesson.Course> courses) {
        double steps = median(courses, course -> course.stepsTo(0, enough));
        return Double.isInfinite(steps) ? "never" : "%,.0f".formatted(steps);
    }

    private static double median(List<Lesson.Course> courses, ToDoubleFunction<Lesson.Course> number) {
        return Race.median(courses.stream().mapToDouble(number).toArray());
    }

    private static List<Charts.Line> lines(List<Lesson> lessons, Map<Lesson, List<Lesson.Course>> courses) {
        return lessons.stream()
                .map(lesson -> line(lesson.name(), courses.get(lesson), 0))
                .toList();
    }

    /** The median over seeds of a number that was looked at. */
    static Charts.Line line(String name, List<Lesson.Course> courses, int number) {
        List<Integer> steps = courses.stream()
                .map(Lesson.Course::steps)
                .reduce((a, b) -> a.size() >= b.size() ? a : b)
                .orElseThrow();
        return new Charts.Line(
                name,
                steps,
                IntStream.range(0, steps.size())
                        .mapToObj(look -> median(courses, course -> course.at(look, number)))
                        .toList());
    }
}
