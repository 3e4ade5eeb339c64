package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tare.collective.Collective;
import org.tare.collective.Ranks;
import org.tare.linalg.Matrix;
import org.tare.linalg.Precision;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/** A small training on random rows, the same for any number of ranks. */
record Training(String text, String optimizer, int steps, List<Integer> cut, int ranks, Precision precision) {
    static final int INPUTS = 5;
    static final int CLASSES = 3;

    Training(String text, String optimizer, int steps, List<Integer> cut, int ranks) {
        this(text, optimizer, steps, cut, ranks, Precision.DOUBLE);
    }

    /** What all ranks hold at the end; they are checked to hold the same. */
    Map<String, double[]> end() {
        List<Map<String, double[]>> ends = Ranks.run(ranks, collective -> {
            Trainer trainer = trainer(collective);
            run(trainer, collective, 0, steps);
            return trainer.state();
        });
        for (Map<String, double[]> end : ends) {
            assertSameBits(end, ends.get(0));
        }
        return ends.get(0);
    }

    Trainer trainer(Collective collective) {
        TrainingConfig config = new TrainingConfig(
                Losses.parse("crossEntropy"),
                Optimizers.parse(optimizer),
                Schedule.parse("step(4)"),
                0.1,
                5,
                precision);
        return new Trainer(Network.parse(text, Shape.of(INPUTS), 11), config, collective, cut.size());
    }

    void run(Trainer trainer, Collective collective, int from, int to) {
        for (int step = from; step < to; step++) {
            trainer.step(
                    Probe.hosted(features(step), sizes(), collective), Probe.hosted(labels(step), sizes(), collective));
        }
    }

    int[] sizes() {
        return cut.stream().mapToInt(size -> size).toArray();
    }

    int rows() {
        return cut.stream().mapToInt(size -> size).sum();
    }

    Matrix features(int step) {
        Random random = new Random(step);
        return Matrix.view(random.doubles((long) rows() * INPUTS, -2, 3).toArray(), 0, rows(), INPUTS);
    }

    Matrix labels(int step) {
        Random random = new Random(-1 - step);
        return Matrix.view(random.ints(rows(), 0, CLASSES).asDoubleStream().toArray(), 0, rows(), 1);
    }

    static void assertSameBits(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, numbers) -> assertThat(actual.get(name)).as(name).containsExactly(numbers));
    }
}
