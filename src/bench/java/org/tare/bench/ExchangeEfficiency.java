package org.tare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.tare.collective.Collective;
import org.tare.linalg.Precision;
import org.tare.train.TwoWorkers;

/**
 * What two workers of Spark lose to their exchanges: steps with them, beside the same workers' steps on the same rows without
 * any, in turn. Both count until both workers are done.
 */
final class ExchangeEfficiency {
    private static final int BLOCKS = 9;
    private static final int WARM_UP = 5;
    private static final int STEPS_OF_BLOCK = 5;

    private ExchangeEfficiency() {}

    static List<String> header() {
        return List.of(
                "",
                "| two workers, with BN | where | shards | ms a step | without exchange | efficiency |",
                "|---|---|---|---|---|---|");
    }

    /** @param where the workers are, for people */
    static List<String> rows(SparkContext spark, String where, List<TrainingSteps.Net> nets) {
        List<String> rows = new ArrayList<>();
        for (TrainingSteps.Net net : nets) {
            for (int shards : new int[] {2, 8}) {
                double[] millis =
                        TwoWorkers.measure(spark, rank -> ofSteps(net, rank, shards)).get(0);
                rows.add(row(net, where, "" + shards, millis));
            }
        }
        return rows;
    }

    /** PyTorch's own: two processes, DistributedDataParallel over gloo, batch normalization by each alone. */
    static List<String> rows(PyTorch torch, List<TrainingSteps.Net> nets) throws IOException {
        List<String> rows = new ArrayList<>();
        for (TrainingSteps.Net net : nets) {
            rows.add(row(net, "PyTorch DDP, two processes", "", torch.shared(net, net.steps / STEPS_OF_BLOCK)));
        }
        return rows;
    }

    private static String row(TrainingSteps.Net net, String where, String shards, double[] millis) {
        String row = "| %s | %s | %s | %.3f | %.3f | %.2f |"
                .formatted(net.title(), where, shards, millis[0], millis[1], millis[1] / millis[0]);
        System.out.println(row);
        return row;
    }

    /** Milliseconds of a step with exchange and without, each a median over blocks. */
    private static double[] ofSteps(TrainingSteps.Net net, Collective rank, int shards) {
        Replica together = new Replica(net, true, rank, shards, Precision.DOUBLE);
        Replica apart = Replica.apart(net, rank, shards);
        double[][] millis = new double[2][BLOCKS];
        for (int block = -WARM_UP; block < BLOCKS; block++) {
            double withExchange = millis(together, net, rank);
            double without = millis(apart, net, rank);
            if (block >= 0) {
                millis[0][block] = withExchange;
                millis[1][block] = without;
            }
        }
        return new double[] {Race.median(millis[0]), Race.median(millis[1])};
    }

    private static double millis(Replica replica, TrainingSteps.Net net, Collective rank) {
        int steps = net.steps / STEPS_OF_BLOCK;
        double[] nothing = {};
        rank.gather(nothing);
        long start = System.nanoTime();
        replica.step(steps);
        rank.gather(nothing);
        return (System.nanoTime() - start) / 1e6 / steps;
    }
}
