package org.tare.train;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The state of a training after an epoch.
 *
 * @param state of the trainer: weights, running statistics, the optimizer's memory, the number of steps
 * @param best the network's state after the epoch of least validation loss; null without validation rows
 */
record Snapshot(List<Epoch> history, Map<String, double[]> state, Map<String, double[]> best) {
    int epochs() {
        return history.size();
    }

    /** The number of epochs since the one of least validation loss; 0 if that is the last one. */
    static int sinceBest(List<Epoch> history) {
        return sinceLeast(history, Epoch::validationLoss);
    }

    /** The number of epochs since the one of least loss on the training rows; 0 if that is the last one. */
    static int sinceLeastLoss(List<Epoch> history) {
        return sinceLeast(history, Epoch::loss);
    }

    private static int sinceLeast(List<Epoch> history, ToDoubleFunction<Epoch> figure) {
        int best = 0;
        for (int i = 1; i < history.size(); i++) {
            double least = figure.applyAsDouble(history.get(best));
            double loss = figure.applyAsDouble(history.get(i));
            best = loss < least || (Double.isNaN(least) && !Double.isNaN(loss)) ? i : best;
        }
        return history.size() - 1 - best;
    }
}
