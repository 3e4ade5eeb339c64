package org.tare.nn.core;

import java.util.Arrays;
import org.tare.linalg.FloatMatrix;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Runs;

/**
 * Loops over the columns of a matrix whose rows are observations. One pass each, row after row.
 *
 * <p>Java's compiler takes vectors only where all arrays are indexed alike, so rows are copied into arrays of their own: where sums
 * are none, several rows of few columns at a time. Sums of few columns are taken over four rows at a time, in the same order, so that
 * what rows have in common is loaded once for four.
 */
public final class Channels {
    private static final int ROWS = 4;

    /** Of more columns, vectors are faster than four rows at a time. */
    private static final int FEW = 16;

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
        int row = 1;
        for (int last = foursEnd(x, weights); row < last; row += ROWS) {
            int i = x.start(row);
            int j = x.start(row + 1);
            int k = x.start(row + 2);
            int l = x.start(row + 3);
            for (int c = 0; c < channels; c++) {
                double from = start[c];
                mean[c] = mean[c]
                        + (data[i + c] - from)
                        + (data[j + c] - from)
                        + (data[k + c] - from)
                        + (data[l + c] - from);
            }
        }
        double[] values = new double[channels];
        for (; row < x.rows(); row++) {
            System.arraycopy(data, x.start(row), values, 0, channels);
            double weight = weights.of(first + row);
            for (int c = 0; c < channels; c++) {
                mean[c] += weight * (values[c] - start[c]);
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
        int row = 0;
        for (int last = foursEnd(x, weights); row < last; row += ROWS) {
            int i = x.start(row);
            int j = x.start(row + 1);
            int k = x.start(row + 2);
            int l = x.start(row + 3);
            for (int c = 0; c < channels; c++) {
                double from = mean[c];
                squares[c] = squares[c]
                        + square(data[i + c] - from)
                        + square(data[j + c] - from)
                        + square(data[k + c] - from)
                        + square(data[l + c] - from);
            }
        }
        double[] values = new double[channels];
        for (; row < x.rows(); row++) {
            System.arraycopy(data, x.start(row), values, 0, channels);
            double weight = weights.of(first + row);
            for (int c = 0; c < channels; c++) {
                squares[c] += weight * square(values[c] - mean[c]);
            }
        }
    }

    private static double square(double x) {
        return x * x;
    }

    /** Until where rows are taken four at a time: of few columns, and not where each has its own weight. */
    private static int foursEnd(Matrix x, RowWeights weights) {
        return x.cols() <= FEW && weights == RowWeights.ONE ? x.rows() - (ROWS - 1) : 0;
    }

    /** Adds Σdy to {@code s1} and Σdy·(x-mean) to {@code s2}. */
    public static void sums(Operand dy, Operand x, double[] mean, double[] s1, double[] s2) {
        Runs.read(dy, x, (first, gradient, rows) -> sums(gradient, rows, mean, s1, s2));
    }

    private static void sums(Matrix dy, Matrix x, double[] mean, double[] s1, double[] s2) {
        int channels = x.cols();
        double[] data = x.data();
        double[] gradient = dy.data();
        int row = 0;
        for (int last = foursEnd(x, RowWeights.ONE); row < last; row += ROWS) {
            int i = x.start(row);
            int j = x.start(row + 1);
            int k = x.start(row + 2);
            int l = x.start(row + 3);
            int shift = dy.offset() - x.offset();
            for (int c = 0; c < channels; c++) {
                double from = mean[c];
                double di = gradient[i + shift + c];
                double dj = gradient[j + shift + c];
                double dk = gradient[k + shift + c];
                double dl = gradient[l + shift + c];
                s1[c] = s1[c] + di + dj + dk + dl;
                s2[c] = s2[c]
                        + di * (data[i + c] - from)
                        + dj * (data[j + c] - from)
                        + dk * (data[k + c] - from)
                        + dl * (data[l + c] - from);
            }
        }
        double[] values = new double[channels];
        double[] slopes = new double[channels];
        for (; row < x.rows(); row++) {
            System.arraycopy(data, x.start(row), values, 0, channels);
            System.arraycopy(gradient, dy.start(row), slopes, 0, channels);
            for (int c = 0; c < channels; c++) {
                s1[c] += slopes[c];
                s2[c] += slopes[c] * (values[c] - mean[c]);
            }
        }
    }

    /** {@code y = (x-mean)·scale + shift}, in the precision of both. */
    public static void affine(Operand x, double[] mean, double[] scale, double[] shift, Operand y) {
        if (x instanceof FloatMatrix in && y instanceof FloatMatrix out) {
            FloatChannels.affine(in, mean, scale, shift, out);
        } else {
            Runs.map(x, y, (first, in, out) -> affine(in, mean, scale, shift, out));
        }
    }

    private static void affine(Matrix x, double[] mean, double[] scale, double[] shift, Matrix y) {
        int rows = RepeatedRow.times(x.cols());
        double[] means = RepeatedRow.of(mean, rows);
        double[] scales = RepeatedRow.of(scale, rows);
        double[] shifts = RepeatedRow.of(shift, rows);
        double[] values = new double[means.length];
        for (int at = 0; at < x.size(); at += values.length) {
            int length = Math.min(values.length, x.size() - at);
            System.arraycopy(x.data(), x.offset() + at, values, 0, length);
            for (int i = 0; i < length; i++) {
                values[i] = (values[i] - means[i]) * scales[i] + shifts[i];
            }
            System.arraycopy(values, 0, y.data(), y.offset() + at, length);
        }
    }

    /**
     * {@code dy = scale·(dy - w·meanOfDy - w·(x-mean)·slope)}, the derivative of a normalization, where w is the row's
     * weight, by which it moves the mean and the variance.
     */
    public static void backward(
            Operand dy,
            Operand x,
            RowWeights weights,
            double[] mean,
            double[] scale,
            double[] meanOfDy,
            double[] slope) {
        if (x instanceof FloatMatrix in && dy instanceof FloatMatrix gradient && weights == RowWeights.ONE) {
            FloatChannels.backward(gradient, in, mean, scale, meanOfDy, slope);
        } else {
            Runs.update(
                    x,
                    dy,
                    (first, rows, gradient) -> backward(gradient, rows, weights, first, mean, scale, meanOfDy, slope));
        }
    }

    private static void backward(
            Matrix dy,
            Matrix x,
            RowWeights weights,
            int first,
            double[] mean,
            double[] scale,
            double[] meanOfDy,
            double[] slope) {
        int rows = weights == RowWeights.ONE ? RepeatedRow.times(x.cols()) : 1;
        double[] means = RepeatedRow.of(mean, rows);
        double[] scales = RepeatedRow.of(scale, rows);
        double[] meansOfDy = RepeatedRow.of(meanOfDy, rows);
        double[] slopes = RepeatedRow.of(slope, rows);
        double[] values = new double[means.length];
        double[] gradient = new double[means.length];
        for (int at = 0; at < x.size(); at += values.length) {
            int length = Math.min(values.length, x.size() - at);
            System.arraycopy(x.data(), x.offset() + at, values, 0, length);
            System.arraycopy(dy.data(), dy.offset() + at, gradient, 0, length);
            double weight = weights.of(first + at / x.cols());
            for (int i = 0; i < length; i++) {
                gradient[i] = scales[i]
                        * (gradient[i] - weight * meansOfDy[i] - weight * ((values[i] - means[i]) * slopes[i]));
            }
            System.arraycopy(gradient, 0, dy.data(), dy.offset() + at, length);
        }
    }

    /** The sum of each column. */
    public static void sum(Operand numbers, Matrix into) {
        double[] sums = new double[numbers.cols()];
        double[] values = new double[numbers.cols()];
        Runs.read(numbers, (first, x) -> {
            for (int row = 0; row < x.rows(); row++) {
                System.arraycopy(x.data(), x.start(row), values, 0, values.length);
                for (int c = 0; c < values.length; c++) {
                    sums[c] += values[c];
                }
            }
        });
        into.copy(sums);
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

    /** Replaces every row by this one, as a product may be added to. */
    public static void fill(Operand x, Matrix row) {
        int length = x.cols();
        if (x.rows() > 0) {
            x.put(0, row.data(), row.offset(), length);
        }
        for (int r = 1; r < x.rows(); r++) {
            x.put(r * length, x, 0, length);
        }
    }

    /** Adds one row to every row. */
    public static void add(Operand x, Matrix row) {
        double[] none = new double[row.cols()];
        double[] one = new double[row.cols()];
        Arrays.fill(one, 1);
        affine(x, none, one, row.toArray(), x);
    }
}
