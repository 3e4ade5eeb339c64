package org.tare.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tare.collective.SoloCollective;
import org.tare.linalg.Matrix;
import org.tare.nn.Batch;
import org.tare.nn.Loss;
import org.tare.nn.Network;
import org.tare.nn.Optimiser;
import org.tare.nn.Recipe;
import org.tare.nn.Schedule;
import org.tare.nn.Shape;
import org.tare.nn.Trainer;

/** Milliseconds of one training step, forward, back and SGD, of one rank in one thread. */
final class TrainingStep {
    private static final double SECONDS = 3;

    private TrainingStep() {}

    public static void main(String[] args) {
        System.out.println("network                       batch  shards   without BN ms   with BN ms   ratio");
        compare("sigmoid", new int[] {784, 100, 100, 100, 10}, 60);
        compare("relu", new int[] {784, 256, 256, 10}, 1024);
        compare("relu", new int[] {50, 256, 256, 2}, 4096);
    }

    private static void compare(String activation, int[] widths, int rows) {
        for (int shards : new int[] {1, 8}) {
            double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
            for (int round = 0; round < 3; round++) {
                best[0] = Math.min(best[0], measure(text(widths, activation), widths, rows, shards));
                best[1] = Math.min(best[1], measure(text(widths, "batchNorm " + activation), widths, rows, shards));
            }
            StringBuilder name = new StringBuilder();
            for (int width : widths) {
                name.append(name.length() == 0 ? "" : "-").append(width);
            }
            System.out.printf(
                    "%-28s %6d %7d %15.3f %12.3f %7.2f%n", name, rows, shards, best[0], best[1], best[1] / best[0]);
        }
    }

    private static double measure(String text, int[] widths, int rows, int shards) {
        Recipe recipe =
                new Recipe(Loss.parse("crossEntropy"), Optimiser.parse("sgd"), Schedule.parse("constant"), 0.01, 1);
        Trainer trainer =
                new Trainer(Network.parse(text, Shape.of(widths[0]), 1), recipe, new SoloCollective(), shards);
        Random random = new Random(1);
        List<Matrix> x = new ArrayList<>();
        List<Matrix> labels = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            int size = rows * (shard + 1) / shards - rows * shard / shards;
            x.add(Matrix.view(random.doubles((long) size * widths[0]).toArray(), 0, size, widths[0]));
            int classes = widths[widths.length - 1];
            labels.add(Matrix.view(
                    random.ints(size, 0, classes).asDoubleStream().toArray(), 0, size, 1));
        }
        Batch features = Batch.of(x);
        Batch targets = Batch.of(labels);
        run(trainer, features, targets);
        return run(trainer, features, targets);
    }

    /** The best mean of many windows, in processor time, so that other processes count little. */
    private static double run(Trainer trainer, Batch features, Batch targets) {
        double best = Double.MAX_VALUE;
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        while (System.nanoTime() < end) {
            long start = processorTime();
            int steps = 0;
            while (processorTime() - start < 20_000_000 || steps < 3) {
                trainer.step(features, targets);
                steps++;
            }
            best = Math.min(best, (processorTime() - start) / 1e6 / steps);
        }
        return best;
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String text(int[] widths, String between) {
        StringBuilder text = new StringBuilder();
        for (int layer = 1; layer < widths.length; layer++) {
            text.append("dense(").append(widths[layer]).append(") ");
            text.append(layer < widths.length - 1 ? between + " " : "");
        }
        return text.toString();
    }
}
