package org.tare.feature.plan;

import org.tare.spark.RowKernel;

/**
 * A row divided by its p-norm, {@code (Σ|x|^p)^(1/p)}.
 *
 * <p>The row is divided by a power of two near its largest magnitude first, which rounds nothing, so that no power over- or
 * underflows where the result does not. NaN stays NaN and does not count; a row of zeros stays as it is.
 */
public record Norm(double p) implements RowKernel {
    @Override
    public void dense(double[] values) {
        double largest = largest(values);
        if (largest == 0) {
            return;
        }
        double scale = Math.scalb(1.0, Math.getExponent(largest));
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] /= scale;
            sum += Double.isNaN(values[i]) ? 0 : power(Math.abs(values[i]));
        }
        double norm = Double.isInfinite(p) ? largest / scale : root(sum);
        for (int i = 0; i < values.length; i++) {
            values[i] /= norm;
        }
    }

    @Override
    public void sparse(int size, int[] indices, double[] values) {
        dense(values);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            // NaN is not greater than anything.
            if (Math.abs(value) > largest) {
                largest = Math.abs(value);
            }
        }
        return largest;
    }

    private double power(double magnitude) {
        return p == 1 || Double.isInfinite(p) ? magnitude : p == 2 ? magnitude * magnitude : Math.pow(magnitude, p);
    }

    private double root(double sum) {
        return p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
    }
}
