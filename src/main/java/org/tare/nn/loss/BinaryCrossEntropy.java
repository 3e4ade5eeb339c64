package org.tare.nn.loss;

import org.tare.linalg.Matrix;
import org.tare.nn.core.Sigmoids;

/**
 * {@code -t·log p - (1-t)·log(1-p)} with {@code p = 1/(1+e⁻ᶻ)}, summed over the outputs z, where targets t lie within 0 and
 * 1; its derivative is {@code p - t}. Written as {@code max(z,0) - z·t + log(1+e^-|z|)}, which never takes the logarithm
 * of a rounded 0.
 */
final class BinaryCrossEntropy implements Loss {
    private final double smoothing;

    /** @param smoothing of labels: t becomes {@code (1-smoothing)·t + smoothing/2} */
    BinaryCrossEntropy(double smoothing) {
        this.smoothing = smoothing;
    }

    @Override
    public int targets(int outputs) {
        return outputs;
    }

    @Override
    public double sum(Matrix output, Matrix target, Matrix weight, Matrix gradient) {
        double sum = 0;
        for (int row = 0; row < output.rows(); row++) {
            double w = weight.get(row, 0);
            for (int i = 0; i < output.cols(); i++) {
                double z = output.get(row, i);
                double given = target.get(row, i);
                double t = (1 - smoothing) * given + smoothing / 2;
                if (!(given >= 0 && given <= 1)) {
                    throw new IllegalArgumentException(
                            "Target " + given + " is not between 0 and 1; give probabilities, or labels 0 and 1.");
                }
                sum += w * (Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))));
                gradient.set(row, i, w * (Sigmoids.logistic(z) - t));
            }
        }
        return sum;
    }

    @Override
    public void predict(Matrix output) {
        for (int i = output.offset(); i < output.offset() + output.size(); i++) {
            output.data()[i] = Sigmoids.logistic(output.data()[i]);
        }
    }
}
