package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Batch renormalization (Ioffe 2017, algorithm 1): {@code y = γ·((x-μ)/σB·r + d) + β}, with {@code r = σB/σ} and
 * {@code d = (μ - running mean)/σ}, clipped, so that training normalizes nearly as inference does, {@code y = γ·(x -
 * running mean)/σ + β}; r and d count as constants on the way back.
 *
 * <p>The clipping follows section 4.2: plain batch normalization for {@code warmUp} steps, then linearly to {@code rmax}
 * at step {@code rmaxAt} and to {@code dmax} at step {@code dmaxAt}.
 */
public final class BatchRenorm extends BatchNormalization {
    private final double epsilon;
    private final double rmax;
    private final double dmax;
    private final int warmUp;
    private final int rmaxAt;
    private final int dmaxAt;
    private final RunningStatistics running;

    private BatchRenorm(Term word, Arguments options, BuildContext site) {
        super(word, options, site);
        epsilon = options.epsilon();
        rmax = options.number("rmax", 1, Double.MAX_VALUE, 3);
        dmax = options.number("dmax", 0, Double.MAX_VALUE, 5);
        warmUp = options.whole("warmUp", 0, 5_000);
        rmaxAt = options.whole("rmaxAt", 0, 40_000);
        dmaxAt = options.whole("dmaxAt", 0, 25_000);
        running = RunningStatistics.read(options, site, 0.01, "runningDeviation", this::deviation);
    }

    public static Layer read(Term word, Arguments options, BuildContext site) {
        return new BatchRenorm(word, options, site);
    }

    @Override
    public ChannelTransform training(ChannelMoments moments, StepContext context) {
        double r = ramp(context.step(), 1, rmax, rmaxAt);
        double d = ramp(context.step(), 0, dmax, dmaxAt);
        double[] mean = moments.mean();
        double[] deviation = deviation(moments);
        double[] scale = new double[mean.length];
        double[] shift = new double[mean.length];
        for (int c = 0; c < scale.length; c++) {
            double sigma = running.spread()[c];
            scale[c] = ChannelTransform.over(clip(deviation[c] / sigma, 1 / r, r), deviation[c]);
            shift[c] = clip((mean[c] - running.mean()[c]) / sigma, -d, d);
        }
        return new ChannelTransform(affine(), mean, scale, shift);
    }

    @Override
    public ChannelTransform inference() {
        double[] scale = new double[running.mean().length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = 1 / running.spread()[c];
        }
        return new ChannelTransform(affine(), running.mean(), scale, new double[scale.length]);
    }

    /** √(v+ε). */
    private double[] deviation(ChannelMoments moments) {
        double[] deviation = moments.variance();
        for (int c = 0; c < deviation.length; c++) {
            deviation[c] = Math.sqrt(deviation[c] + epsilon);
        }
        return deviation;
    }

    private double ramp(long step, double start, double end, int endAt) {
        if (step < warmUp) {
            return start;
        }
        return step >= endAt ? end : start + (end - start) * (step - warmUp) / (endAt - warmUp);
    }

    private static double clip(double x, double least, double most) {
        return Math.max(least, Math.min(most, x));
    }

    @Override
    public double epsilon() {
        return epsilon;
    }

    @Override
    public RunningStatistics running() {
        return running;
    }
}
