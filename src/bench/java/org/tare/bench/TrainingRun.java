package org.tare.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tare.collective.SoloCollective;
import org.tare.nn.Network;
import org.tare.nn.Trainer;
import org.tare.nn.TrainingConfig;
import org.tare.nn.core.Shape;
import org.tare.nn.loss.Losses;
import org.tare.nn.optimizer.Optimizers;
import org.tare.nn.optimizer.Schedule;

/**
 * One training on digits by plain gradient descent, in one thread, measured now and then.
 *
 * @param name for people
 * @param layers the network
 * @param rate the learning rate
 * @param steps of {@value #BATCH} rows each
 */
record TrainingRun(String name, String layers, double rate, int steps) {
    static final int BATCH = 60;

    private static final int FIRST_LOOK = 50;
    private static final double NEXT_LOOK = 1.1;

    /**
     * What was measured in one training.
     *
     * @param steps made before each look
     * @param looks the numbers that each look measured
     * @param diverged whether the loss became infinite or NaN, after which nothing was trained
     */
    record LearningCurve(List<Integer> steps, List<double[]> looks, boolean diverged) {
        /** A number of a look; after the end that of the last. */
        double at(int look, int number) {
            return looks.get(Math.min(look, looks.size() - 1))[number];
        }

        double last(int number) {
            return at(looks.size(), number);
        }

        /** The first look's step with at least so much; infinite if there is none. */
        double stepsTo(int number, double enough) {
            for (int look = 0; look < looks.size(); look++) {
                if (looks.get(look)[number] >= enough) {
                    return steps.get(look);
                }
            }
            return Double.POSITIVE_INFINITY;
        }
    }

    /** Trains from first weights and an order of rows that depend on the seed alone. */
    LearningCurve train(Digits.Part rows, long seed, Function<Network, double[]> look) {
        Network network = Network.parse(layers, Shape.of(Digits.PIXELS), seed);
        TrainingConfig config = new TrainingConfig(
                Losses.parse("crossEntropy"), Optimizers.parse("sgd"), Schedule.parse("constant"), rate, seed);
        Trainer trainer = new Trainer(network, config, new SoloCollective(), 1);
        ShuffledBatches batches = new ShuffledBatches(rows, BATCH, seed);
        LearningCurve curve = new LearningCurve(new ArrayList<>(), new ArrayList<>(), false);
        int nextLook = FIRST_LOOK;
        for (int step = 0; step < steps; step++) {
            batches.turn();
            boolean diverged = !canStep(trainer, batches);
            if (diverged || step + 1 == nextLook || step + 1 == steps) {
                curve.steps.add(step + 1);
                curve.looks.add(look.apply(network));
                nextLook = (int) Math.ceil(nextLook * NEXT_LOOK);
            }
            if (diverged) {
                return new LearningCurve(curve.steps, curve.looks, true);
            }
        }
        return curve;
    }

    private static boolean canStep(Trainer trainer, ShuffledBatches batches) {
        try {
            trainer.step(batches.features(), batches.targets());
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
