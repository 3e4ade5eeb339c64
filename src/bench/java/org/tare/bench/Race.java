package org.tare.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Runs contenders in turn, so that whatever else the machine does falls on all of them, and keeps their medians. */
final class Race {
    /** One contender's work; may throw what it likes. */
    interface Work {
        void run() throws Exception;
    }

    /** Work that says itself how many seconds it took. */
    interface TimedWork {
        double seconds() throws Exception;
    }

    private record Runner(String name, TimedWork work, boolean isSlow) {}

    private final String name;
    private final Predicate<String> admitted;
    private final List<Runner> runners = new ArrayList<>();

    Race(String name) {
        this(name, contender -> true);
    }

    /** @param admitted by their names; others are left out */
    Race(String name, Predicate<String> admitted) {
        this.name = name;
        this.admitted = admitted;
    }

    Race with(String contender, Work work) {
        return withClock(contender, () -> time(work));
    }

    Race withClock(String contender, TimedWork work) {
        return with(new Runner(contender, work, false));
    }

    /** One that takes so long that it runs in the first round that counts, and in no other. */
    Race withSlow(String contender, Work work) {
        return with(new Runner(contender, () -> time(work), true));
    }

    private Race with(Runner runner) {
        if (admitted.test(runner.name)) {
            runners.add(runner);
        }
        return this;
    }

    private static double time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Each contender's median in seconds over these rounds; one round before them warms up and does not count. */
    Result run(int rounds) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        runners.forEach(runner -> seconds.put(runner.name, new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (Runner runner : runners) {
                if (!runner.isSlow || round == 1) {
                    System.gc();
                    double elapsed = runner.work.seconds();
                    System.out.printf("%s, round %d, %s: %.2f s%n", name, round, runner.name, elapsed);
                    if (round > 0) {
                        seconds.get(runner.name).add(elapsed);
                    }
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        seconds.forEach((runner, all) -> medians.put(
                runner, median(all.stream().mapToDouble(Double::doubleValue).toArray())));
        return new Result(name, medians);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Median seconds by contender. */
    record Result(String name, Map<String, Double> seconds) {
        double ratio(String slow, String fast) {
            return seconds.get(slow) / seconds.get(fast);
        }
    }
}
