package org.tare.nn.loss;

import java.util.List;
import org.tare.linalg.Matrix;

/** A loss of which each row counts by the weight of its class, in its sum and in what that is divided by. */
public final class ClassWeightedLoss implements Loss {
    private final Loss loss;
    private final List<Double> weights;

    /** @param weights one for each class, from 0 on */
    public ClassWeightedLoss(Loss loss, List<Double> weights) {
        this.loss = loss;
        this.weights = List.copyOf(weights);
    }

    /** That of the class; for a label that is none it does not matter, since the loss refuses it. */
    @Override
    public double weight(double target) {
        return target >= 0 && target < weights.size() ? weights.get((int) target) : 1;
    }

    @Override
    public int targets(int outputs) {
        return loss.targets(outputs);
    }

    @Override
    public double sum(Matrix output, Matrix target, Matrix weight, Matrix gradient) {
        return loss.sum(output, target, weight, gradient);
    }

    @Override
    public void predict(Matrix output) {
        loss.predict(output);
    }
}
