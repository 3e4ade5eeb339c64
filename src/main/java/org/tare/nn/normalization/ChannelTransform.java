package org.tare.nn.normalization;

import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.nn.core.Channels;
import org.tare.nn.core.RowWeights;

/**
 * One batch normalization with its numbers: {@code y = γ·(scale·(x-μ) + shift) + β}, for each channel.
 *
 * <p>Kept as distances from μ, since slope and intercept lose the digits that μ and x have in common. The backward pass
 * takes scale and shift for constants, apart from the 1/√(v+ε) in the former.
 */
final class ChannelTransform {
    private final ScaleShift affine;
    private final double[] mean;
    private final double[] scale;
    private final double[] shift;
    private double[] slope;
    private double[] offset;

    ChannelTransform(ScaleShift affine, double[] mean, double[] scale, double[] shift) {
        this.affine = affine;
        this.mean = mean;
        this.scale = scale;
        this.shift = shift;
    }

    double[] mean() {
        return mean;
    }

    /** The quotient, and 0 where the divisor is 0: without an ε, of a channel that does not vary nothing is left. */
    static double over(double dividend, double divisor) {
        return divisor == 0 ? 0 : dividend / divisor;
    }

    void forward(Operand x, Operand y) {
        if (slope == null) {
            slope = slope();
            offset = offset();
        }
        Channels.affine(x, mean, slope, offset, y);
    }

    /**
     * {@code dx = γ·scale·(dy - w·S1/N - w·(x-μ)/(v+ε)·S2/N)}, with N and v of the batch and the row's weight w, which dy
     * has in it already; dx takes the place of dy.
     */
    void backward(Operand dy, Operand x, RowWeights weights, ChannelSums sums, ChannelMoments batch, double epsilon) {
        double[] variance = batch.variance();
        double[] meanOfDy = sums.s1();
        double[] alongX = sums.s2();
        for (int c = 0; c < meanOfDy.length; c++) {
            meanOfDy[c] /= batch.count();
            alongX[c] = over(alongX[c], batch.count() * (variance[c] + epsilon));
        }
        Channels.backward(dy, x, weights, mean, slope, meanOfDy, alongX);
    }

    /** {@code dx = γ·scale·dy}, where μ and scale are not the batch's; dx takes the place of dy. */
    void scale(Operand dy) {
        double[] none = new double[mean.length];
        Channels.affine(dy, none, slope, none, dy);
    }

    /** {@code dγ = scale·S2 + shift·S1}. */
    void gradientOfGamma(ChannelSums sums, Matrix into) {
        double[] s1 = sums.s1();
        double[] s2 = sums.s2();
        for (int c = 0; c < s1.length; c++) {
            into.set(0, c, scale[c] * s2[c] + shift[c] * s1[c]);
        }
    }

    private double[] offset() {
        double[] made = new double[mean.length];
        for (int c = 0; c < made.length; c++) {
            made[c] = affine.gamma()[c] * shift[c] + affine.beta()[c];
        }
        return made;
    }

    private double[] slope() {
        double[] made = new double[mean.length];
        for (int c = 0; c < made.length; c++) {
            made[c] = affine.gamma()[c] * scale[c];
        }
        return made;
    }
}
