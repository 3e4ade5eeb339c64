package org.tare.nn.core;

import java.util.Arrays;
import org.tare.linalg.Matrix;

/** Loops over the columns of a matrix whose rows are observations. One pass each, row after row. */
public final class Channels {
    private Channels() {}

    /**
     * The weighted mean of each column, 0 without rows. Sums are of distances from the first row, so that a constant is
     * exact.
     *
     * @param weights those of all rows, of which {@code x} is a run that begins at {@code first}
     */
    public static void means(Matrix x, RowWeights weights, int first, double[] mean) {
        int channels = x.cols();
        double[] data = x.data();
        Arrays.fill(mean, 0);
        // A copy: the compiler cannot know that what it adds up is not what it subtracts.
        double[] start = Arrays.copyOfRange(data, x.offset(), x.offset() + (x.rows() == 0 ? 0 : channels));
        for (int row = 1; row < x.rows(); row++) {
            int at = x.start(row);
            double weight = weights.of(first + row);
            for (int c = 0; c < channels; c++) {
                mean[c] += weight * (data[at + c] - start[c]);
            }
        }
        double sum = weights.sum(first, first + x.rows());
        for (int c = 0; c < channels && x.rows() > 0; c++) {
            mean[c] = start[c] + mean[c] / sum;
        }
    }

    /** Σw(x-mean)², with weights as in {@link #means}. */
    public static void squares(Matrix x, RowWeights weights, int first, double[] mean, double[] squares) {
        int channels = x.cols();
        double[] data = x.data();
        Arrays.fill(squares, 0);
        for (int row = 0; row < x.rows(); row++) {
            int at = x.start(row);
            double weight = weights.of(first + row);
            for (int c = 0; c < channels; c++) {
                double distance = data[at + c] - mean[c];
                squares[c] += weight * (distance * distance);
            }
        }
    }

    /** Adds Σdy to {@code s1} and Σdy·(x-mean) to {@code s2}. */
    public static void sums(Matrix dy, Matrix x, double[] mean, double[] s1, double[] s2) {
        int channels = x.cols();
        double[] data = x.data();
        double[] gradient = dy.data();
        for (int row = 0; row < x.rows(); row++) {
            int start = x.start(row);
            int dyStart = dy.start(row);
            for (int c = 0; c < channels; c++) {
                s1[c] += gradient[dyStart + c];
                s2[c] += gradient[dyStart + c] * (data[start + c] - mean[c]);
            }
        }
    }

    /** {@code y = (x-mean)·scale + shift}. */
    public static void affine(Matrix x, double[] mean, double[] scale, double[] shift, Matrix y) {
        int channels = x.cols();
        double[] data = x.data();
        double[] out = y.data();
        for (int row = 0; row < x.rows(); row++) {
            int start = x.start(row);
            int yStart = y.start(row);
            for (int c = 0; c < channels; c++) {
                out[yStart + c] = (data[start + c] - mean[c]) * scale[c] + shift[c];
            }
        }
    }

    /**
     * {@code dy = scale·(dy - w·meanOfDy - w·(x-mean)·slope)}, the derivative of a normalization, where w is the row's
     * weight, by which it moves the mean and the variance.
     */
    public static void backward(
            Matrix dy, Matrix x, RowWeights weights, double[] mean, double[] scale, double[] meanOfDy, double[] slope) {
        int channels = x.cols();
        double[] data = x.data();
        double[] gradient = dy.data();
        for (int row = 0; row < x.rows(); row++) {
            int start = x.start(row);
            int dyStart = dy.start(row);
            double weight = weights.of(row);
            for (int c = 0; c < channels; c++) {
                gradient[dyStart + c] = scale[c]
                        * (gradient[dyStart + c]
                                - weight * meanOfDy[c]
                                - weight * ((data[start + c] - mean[c]) * slope[c]));
            }
        }
    }

    /** The sum of each column. */
    public static void sum(Matrix x, Matrix into) {
        into.fill(0);
        double[] data = x.data();
        double[] out = into.data();
        for (int row = 0; row < x.rows(); row++) {
            int start = x.start(row);
            int outStart = into.offset();
            for (int c = 0; c < x.cols(); c++) {
                out[outStart + c] += data[start + c];
            }
        }
    }

    /** Copies some columns of all rows into others of as many rows. */
    public static void copy(Batch from, int fromCol, Batch to, int toCol, int cols) {
        for (int shard = 0; shard < from.size(); shard++) {
            Matrix source = from.shard(shard);
            Matrix target = to.shard(shard);
            for (int row = 0; row < source.rows(); row++) {
                System.arraycopy(
                        source.data(), source.start(row) + fromCol, target.data(), target.start(row) + toCol, cols);
            }
        }
    }

    /** Adds one row to every row. */
    public static void add(Matrix x, Matrix row) {
        for (int r = 0; r < x.rows(); r++) {
            x.rows(r, r + 1).add(row);
        }
    }
}
