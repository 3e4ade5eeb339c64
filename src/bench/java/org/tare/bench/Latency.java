package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import org.tare.collective.Collective;
import org.tare.collective.Ranks;

/** How long one agreement of ranks takes, in microseconds. */
final class Latency {
    /** 1.6 KB, the statistics of a hundred channels. */
    private static final int NUMBERS = 200;

    private static final int RANKS = 4;
    private static final int BLOCKS = 300;
    private static final int BLOCK = 100;

    private Latency() {}

    /** A median over blocks of calls, after as many to warm up. */
    static double ofGathers(Collective rank) {
        double[] mine = new double[NUMBERS];
        return median(() -> rank.gather(mine));
    }

    private static double ofSums(Collective rank) {
        double[] mine = new double[NUMBERS];
        return median(() -> rank.sum(mine));
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

    /** @param executors the microseconds on each of two executors */
    static List<String> table(List<Double> executors) {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| one agreement on 1.6 KB | µs |");
        table.add("|---|---|");
        table.add("| 4 ranks of one JVM, gather | %.1f |".formatted(Ranks.run(RANKS, Latency::ofGathers).get(0)));
        table.add("| 4 ranks of one JVM, sum | %.1f |".formatted(Ranks.run(RANKS, Latency::ofSums).get(0)));
        table.add("| 2 executors, encrypted, gather | %.0f |".formatted(executors.get(0)));
        return table;
    }
}
