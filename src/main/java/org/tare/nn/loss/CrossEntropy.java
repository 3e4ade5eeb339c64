package org.tare.nn.loss;

import org.tare.linalg.Matrix;

/**
 * {@code -Σ t·log softmax(z)}, where t is 1 for the label, 0 to outputs - 1, and 0 for the others; its derivative is
 * {@code softmax(z) - t}. The largest output is subtracted first, so that nothing overflows.
 *
 * <p>Label smoothing (Szegedy et al. 2016, section 7) takes a share of t from the label and deals it to all K classes alike:
 * {@code t = (1-smoothing)·1[label] + smoothing/K}.
 */
final class CrossEntropy implements Loss {
    private final double smoothing;

    CrossEntropy(double smoothing) {
        this.smoothing = smoothing;
    }

    @Override
    public int targets(int outputs) {
        return 1;
    }

    @Override
    public double sum(Matrix output, Matrix target, Matrix weight, Matrix gradient) {
        double sum = 0;
        gradient.copy(output);
        for (int row = 0; row < output.rows(); row++) {
            double w = weight.get(row, 0);
            int label = label(target.get(row, 0), output.cols());
            double uniform = smoothing / output.cols();
            double score = (1 - smoothing) * output.get(row, label);
            for (int i = 0; i < gradient.cols() && smoothing > 0; i++) {
                score += uniform * output.get(row, i);
            }
            sum += w * (softmax(gradient, row) - score);
            for (int i = 0; i < gradient.cols(); i++) {
                double t = (i == label ? 1 - smoothing : 0) + uniform;
                gradient.set(row, i, w * (gradient.get(row, i) - t));
            }
        }
        return sum;
    }

    private static int label(double target, int classes) {
        if (!(target >= 0 && target < classes && target == Math.rint(target))) {
            throw new IllegalArgumentException(
                    "Label " + target + " is not one of the whole numbers 0 to " + (classes - 1)
                            + "; index the labels, or give the last layer as many outputs as there are classes.");
        }
        return (int) target;
    }

    @Override
    public void predict(Matrix output) {
        for (int row = 0; row < output.rows(); row++) {
            softmax(output, row);
        }
    }

    /** Replaces a row by its softmax and returns log Σ exp of what it was. */
    private static double softmax(Matrix x, int row) {
        double[] data = x.data();
        int from = x.start(row);
        int to = from + x.cols();
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, data[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            data[i] = Math.exp(data[i] - max);
            sum += data[i];
        }
        for (int i = from; i < to; i++) {
            data[i] /= sum;
        }
        return max + Math.log(sum);
    }
}
