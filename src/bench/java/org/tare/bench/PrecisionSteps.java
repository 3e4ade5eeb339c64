package org.tare.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Precision;

/**
 * Steps of one worker in both precisions beside PyTorch's, in many short blocks in turn, of which the shortest counts: what the
 * machine does beside it lengthens a block and never shortens one.
 */
final class PrecisionSteps {
    private static final int BLOCKS = 30;
    private static final int BLOCKS_OF_A_SECOND = 10;

    private final Path python;

    /** @param python has PyTorch */
    PrecisionSteps(Path python) {
        this.python = python;
    }

    /** A row for each network: milliseconds a step, and the ratios. */
    List<String> run(List<TrainingSteps.Net> nets) throws Exception {
        List<String> table = new ArrayList<>();
        table.add("");
        table.add("| ms a step | Tare, double | Tare, float | PyTorch, double | PyTorch, float | double ÷ double | float ÷ float |");
        table.add("|---|---|---|---|---|---|---|");
        for (TrainingSteps.Net net : nets) {
            double[] least = least(net);
            table.add("| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |"
                    .formatted(
                            net.title(), least[0], least[1], least[2], least[3], least[0] / least[2], least[1] / least[3]));
            System.out.println(table.get(table.size() - 1));
        }
        return table;
    }

    private double[] least(TrainingSteps.Net net) throws Exception {
        int steps = Math.max(1, net.steps / BLOCKS_OF_A_SECOND);
        double[] least = new double[4];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        try (PyTorch torch = new PyTorch(python)) {
            Replica doubles = new Replica(net, true, new SoloCollective(), 1, Precision.DOUBLE);
            Replica floats = new Replica(net, true, new SoloCollective(), 1, Precision.FLOAT);
            for (int block = 0; block < BLOCKS; block++) {
                least[0] = Math.min(least[0], millis(doubles, steps));
                least[1] = Math.min(least[1], millis(floats, steps));
                least[2] = Math.min(least[2], torch.train(net, true, Precision.DOUBLE, steps) * 1e3 / steps);
                least[3] = Math.min(least[3], torch.train(net, true, Precision.FLOAT, steps) * 1e3 / steps);
            }
        }
        return least;
    }

    private static double millis(Replica replica, int steps) {
        long start = System.nanoTime();
        replica.step(steps);
        return (System.nanoTime() - start) / 1e6 / steps;
    }
}
