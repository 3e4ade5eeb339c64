package org.tare.feature.plan;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.tare.spark.row.RowKernel;

/**
 * A row divided by its p-norm, {@code (Σ|x|^p)^(1/p)}.
 *
 * <p>The row is divided by a power of two near its largest magnitude first, which rounds nothing, or by that magnitude where
 * a power would still overflow, so that none over- or underflows where the result does not. An infinity makes the norm
 * infinite, so that finite values become 0 and infinities NaN, as in MLlib. NaN stays NaN and does not count; a row of zeros
 * stays as it is.
 */
@DefaultSerializer(JavaSerializer.class)
public record Norm(double p) implements RowKernel {
    @Override
    public void dense(double[] values) {
        double largest = largest(values);
        if (largest == 0) {
            return;
        }
        double scale = Double.isInfinite(largest) ? 1 : Math.scalb(1.0, Math.getExponent(largest));
        // There is no power of two near a subnormal number's magnitude in its exponent.
        scale = largest < Double.MIN_NORMAL ? largest : scale;
        double norm = norm(values, scale, largest);
        if (Double.isInfinite(norm) && scale != largest && !Double.isInfinite(largest)) {
            scale = largest;
            norm = norm(values, scale, largest);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] / scale / norm;
        }
    }

    private double norm(double[] values, double scale, double largest) {
        if (Double.isInfinite(p) || Double.isInfinite(largest)) {
            return largest / scale;
        }
        double sum = 0;
        for (double value : values) {
            sum += Double.isNaN(value) ? 0 : power(Math.abs(value / scale));
        }
        return root(sum);
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
        return p == 1 ? magnitude : p == 2 ? magnitude * magnitude : Math.pow(magnitude, p);
    }

    private double root(double sum) {
        return p == 1 ? sum : p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p);
    }
}
