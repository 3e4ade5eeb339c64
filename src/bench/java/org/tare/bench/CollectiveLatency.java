package org.tare.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.tare.collective.Collective;
import org.tare.collective.LocalCollective;

/** Microseconds of one exchange between the threads of one JVM, for 1, 2 and 4 ranks. */
final class CollectiveLatency {
    private static final int ROUNDS = 20_000;

    private CollectiveLatency() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("operation      ranks   KB  median us    p99 us");
        for (int ranks : new int[] {1, 2, 4}) {
            for (int length : new int[] {200, 100_000}) {
                measure("gather", ranks, length, Collective::gather);
                measure("sum", ranks, length, Collective::sum);
            }
        }
    }

    private static void measure(String name, int ranks, int length, BiConsumer<Collective, double[]> operation)
            throws InterruptedException {
        int rounds = length > 1000 ? ROUNDS / 20 : ROUNDS;
        double[] micros = new double[rounds];
        List<Thread> threads = LocalCollective.group(ranks, Duration.ofSeconds(60)).stream()
                .map(collective -> new Thread(() -> {
                    double[] mine = new double[length];
                    for (int round = 0; round < 2 * rounds; round++) {
                        long start = System.nanoTime();
                        operation.accept(collective, mine);
                        if (collective.rank() == 0 && round >= rounds) {
                            micros[round - rounds] = (System.nanoTime() - start) / 1e3;
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Arrays.sort(micros);
        System.out.printf(
                "%-14s %5d %4.0f %10.1f %9.1f%n",
                name, ranks, length * 8 / 1e3, micros[rounds / 2], micros[rounds * 99 / 100]);
    }
}
