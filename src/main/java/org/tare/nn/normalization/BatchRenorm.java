package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * Batch renormalization (Ioffe 2017, algorithm 1): {@code y = γ·((x-μ)/σB·r + d) + β}, with {@code r = σB/σ} and
 * {@code d = (μ - running mean)/σ}, clipped, so that training normalizes nearly as inference does, {@code y = γ·(x -
 * running mean)/σ + β}; the backward pass takes r and d for constants.
 *
 * <p>The clipping follows section 4.2: plain batch normalization for {@code warmUp} steps, then linearly to {@code rmax}
 * at step {@code rmaxAt} and to {@code dmax} at step {@code dmaxAt}.
 */
public final class BatchRenorm extends BatchNormalization {
    public static final LayerType TYPE = type("batchRenorm", BatchRenorm::new);

    private final double rmax;
    private final double dmax;
    private final int warmUp;
    private final int rmaxAt;
    private final int dmaxAt;
    private final RunningStatistics running;

    private BatchRenorm(Arguments arguments, BuildContext context) {
        super(arguments, context);
        rmax = arguments.number("rmax", 1, Double.MAX_VALUE, 3);
        dmax = arguments.number("dmax", 0, Double.MAX_VALUE, 5);
        warmUp = arguments.whole("warmUp", 0, 5_000);
        rmaxAt = arguments.whole("rmaxAt", 0, 40_000);
        dmaxAt = arguments.whole("dmaxAt", 0, 25_000);
        running = new RunningStatistics(arguments, context, 0.01, "runningDeviation", this::standardDeviation);
    }

    @Override
    ChannelTransform training(ChannelMoments moments, StepContext context) {
        double r = ramp(context.step(), 1, rmax, rmaxAt);
        double d = ramp(context.step(), 0, dmax, dmaxAt);
        double[] mean = moments.mean();
        double[] standardDeviation = standardDeviation(moments);
        double[] scale = new double[mean.length];
        double[] shift = new double[mean.length];
        for (int c = 0; c < scale.length; c++) {
            double sigma = running.spread()[c];
            double step = mean[c] - running.mean()[c];
            scale[c] = ChannelTransform.over(clip(standardDeviation[c] / sigma, 1 / r, r), standardDeviation[c]);
            // Without an ε, a channel that never varied has a σ of 0, by which even a small step is a large one.
            shift[c] = step == 0 ? 0 : clip(step / sigma, -d, d);
        }
        return new ChannelTransform(affine(), mean, scale, shift);
    }

    @Override
    ChannelTransform inference() {
        double[] scale = new double[running.mean().length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = ChannelTransform.over(1, running.spread()[c]);
        }
        return new ChannelTransform(affine(), running.mean(), scale, new double[scale.length]);
    }

    /** √(v+ε). */
    private double[] standardDeviation(ChannelMoments moments) {
        double[] standardDeviation = moments.variance();
        for (int c = 0; c < standardDeviation.length; c++) {
            standardDeviation[c] = Math.sqrt(standardDeviation[c] + epsilon());
        }
        return standardDeviation;
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
    RunningStatistics running() {
        return running;
    }
}
