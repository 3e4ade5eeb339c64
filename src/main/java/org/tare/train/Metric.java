package org.tare.train;

import org.tare.linalg.Matrix;

/** How good predictions are, besides the loss: a mean over rows. */
enum Metric {
    ACCURACY {
        @Override
        double of(Matrix output, int row, double target) {
            return predictedClass(output, row) == target ? 1 : 0;
        }

        @Override
        double finish(double mean) {
            return mean;
        }
    },
    ROOT_MEAN_SQUARED_ERROR {
        @Override
        double of(Matrix output, int row, double target) {
            double error = output.get(row, 0) - target;
            return error * error;
        }

        @Override
        double finish(double mean) {
            return Math.sqrt(mean);
        }
    };

    static Metric of(String loss) {
        return loss.equals("squaredError") ? ROOT_MEAN_SQUARED_ERROR : ACCURACY;
    }

    abstract double of(Matrix output, int row, double target);

    abstract double finish(double mean);

    /** The class of greatest output; a single output is that of class 1, against 0. */
    private static int predictedClass(Matrix output, int row) {
        if (output.cols() == 1) {
            return output.get(row, 0) > 0 ? 1 : 0;
        }
        int best = 0;
        for (int i = 1; i < output.cols(); i++) {
            best = output.get(row, i) > output.get(row, best) ? i : best;
        }
        return best;
    }
}
