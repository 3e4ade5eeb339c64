package org.tare.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.tare.collective.Collective;
import org.tare.collective.Ranks;
import org.tare.train.TwoWorkers;

/** How long one agreement of ranks takes, in microseconds. */
final class ExchangeLatency {
    /** 1.6 KB, the statistics of a hundred channels. */
    private static final int NUMBERS = 200;

    private static final int RANKS = 4;
    private static final int BLOCKS = 300;
    private static final int BLOCK = 100;
    private static final int LOSSES = 5;

    private ExchangeLatency() {}

    /** A median over blocks of calls, after as many to warm up. */
    static double[] ofGathers(Collective rank) {
        double[] mine = new double[NUMBERS];
        return new double[] {median(() -> rank.gather(mine))};
    }

    static double[] ofSums(Collective rank) {
        double[] mine = new double[NUMBERS];
        return new double[] {median(() -> rank.sum(mine))};
    }

    private static double median(Runnable call) {
        double[] micros = new double[BLOCKS];
        for (int block = -BLOCKS; block < BLOCKS; block++) {
            long start = System.nanoTime();
            for (int i = 0; i < BLOCK; i++) {
                call.run();
            }
            if (block >= 0) {
                micros[block] = (System.nanoTime() - start) / 1e3 / BLOCK;
            }
        }
        return Race.median(micros);
    }

    /** @param executors runs two of them */
    static List<String> table(SparkContext executors) {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| one agreement on 1.6 KB | µs |");
        table.add("|---|---|");
        table.add("| 4 ranks of one JVM, gather | %.1f |".formatted(Ranks.run(RANKS, ExchangeLatency::ofGathers).get(0)[0]));
        table.add("| 4 ranks of one JVM, sum | %.1f |".formatted(Ranks.run(RANKS, ExchangeLatency::ofSums).get(0)[0]));
        table.add("| 2 executors, encrypted, gather | %.0f |"
                .formatted(TwoWorkers.measure(executors, ExchangeLatency::ofGathers).get(0)[0]));
        table.add("| 2 executors, encrypted, sum | %.0f |"
                .formatted(TwoWorkers.measure(executors, ExchangeLatency::ofSums).get(0)[0]));
        double[] millis = IntStream.range(0, LOSSES)
                .mapToDouble(i -> TwoWorkers.millisToLoss(executors))
                .toArray();
        table.add("");
        table.add("A rank hears of the end of its peer's process after %.0f ms, the longest of %d times."
                .formatted(Arrays.stream(millis).max().orElseThrow(), LOSSES));
        return table;
    }
}
