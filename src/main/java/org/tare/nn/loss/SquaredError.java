package org.tare.nn.loss;

import org.tare.linalg.Matrix;

/** {@code (y-t)²}, summed over the outputs; its derivative is {@code 2(y-t)}. */
final class SquaredError implements Loss {
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
                double distance = output.get(row, i) - target.get(row, i);
                sum += w * (distance * distance);
                gradient.set(row, i, w * (2 * distance));
            }
        }
        return sum;
    }

    @Override
    public void predict(Matrix output) {}
}
