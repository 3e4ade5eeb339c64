package org.tare.nn.core;

import org.tare.linalg.FloatMatrix;

/**
 * What {@link Channels} does to each number, in single precision: to widen, compute and round takes three times as long. How far
 * a mean is from its rounded form goes into what is added, computed in double, so that a mean that is large beside its channel's
 * distances costs no digits.
 */
final class FloatChannels {
    private FloatChannels() {}

    /** {@code y = (x-mean)·scale + shift}. */
    static void affine(FloatMatrix x, double[] mean, double[] scale, double[] shift, FloatMatrix y) {
        int rows = RepeatedRow.times(x.cols());
        float[] means = rounded(mean, rows);
        float[] scales = rounded(scale, rows);
        float[] shifts = rounded(moved(shift, mean, means, scale), rows);
        float[] values = new float[means.length];
        for (int at = 0, size = x.rows() * x.cols(); at < size; at += values.length) {
            int length = Math.min(values.length, size - at);
            System.arraycopy(x.data(), x.start(0) + at, values, 0, length);
            for (int i = 0; i < length; i++) {
                values[i] = (values[i] - means[i]) * scales[i] + shifts[i];
            }
            System.arraycopy(values, 0, y.data(), y.start(0) + at, length);
        }
    }

    /** {@code dy = scale·(dy - meanOfDy - (x-mean)·slope)}. */
    static void backward(
            FloatMatrix dy, FloatMatrix x, double[] mean, double[] scale, double[] meanOfDy, double[] slope) {
        int rows = RepeatedRow.times(x.cols());
        float[] means = rounded(mean, rows);
        float[] scales = rounded(scale, rows);
        float[] slopes = rounded(slope, rows);
        float[] meansOfDy = rounded(moved(meanOfDy, mean, means, slope), rows);
        float[] values = new float[means.length];
        float[] gradient = new float[means.length];
        for (int at = 0, size = x.rows() * x.cols(); at < size; at += values.length) {
            int length = Math.min(values.length, size - at);
            System.arraycopy(x.data(), x.start(0) + at, values, 0, length);
            System.arraycopy(dy.data(), dy.start(0) + at, gradient, 0, length);
            for (int i = 0; i < length; i++) {
                gradient[i] = scales[i] * (gradient[i] - meansOfDy[i] - (values[i] - means[i]) * slopes[i]);
            }
            System.arraycopy(gradient, 0, dy.data(), dy.start(0) + at, length);
        }
    }

    private static float[] rounded(double[] row, int times) {
        double[] numbers = RepeatedRow.of(row, times);
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) numbers[i];
        }
        return rounded;
    }

    /** {@code (x-mean)·slope + offset = (x-rounded)·slope + moved}. */
    private static double[] moved(double[] offset, double[] mean, float[] rounded, double[] slope) {
        double[] moved = new double[offset.length];
        for (int c = 0; c < moved.length; c++) {
            moved[c] = offset[c] + (rounded[c] - mean[c]) * slope[c];
        }
        return moved;
    }
}
