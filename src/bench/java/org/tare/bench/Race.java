package org.tare.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs contenders in turn, so that whatever else the machine does falls on all of them, and keeps their medians. */
final class Race {
    /** One contender's work; may throw what it likes. */
    interface Work {
        void run() throws Exception;
    }

    private final String name;
    private final Map<String, Work> contenders = new LinkedHashMap<>();

    Race(String name) {
        this.name = name;
    }

    Race with(String contender, Work work) {
        contenders.put(contender, work);
        return this;
    }

    /** Each contender's median in seconds over these rounds; one round before them warms up and does not count. */
    Result run(int rounds) throws Exception {
        Map<String, double[]> seconds = new LinkedHashMap<>();
        contenders.keySet().forEach(contender -> seconds.put(contender, new double[rounds]));
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Work> contender : contenders.entrySet()) {
                System.gc();
                long start = System.nanoTime();
                contender.getValue().run();
                double elapsed = (System.nanoTime() - start) / 1e9;
                System.out.printf("%s, round %d, %s: %.2f s%n", name, round + 1, contender.getKey(), elapsed);
                if (round >= 0) {
                    seconds.get(contender.getKey())[round] = elapsed;
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        seconds.forEach((contender, all) -> medians.put(contender, median(all)));
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
