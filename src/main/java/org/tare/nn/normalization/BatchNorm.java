package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.LayerType;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;

/**
 * Batch normalization (Ioffe and Szegedy 2015, algorithm 1): {@code y = γ·(x-μ)/√(v+ε) + β}, with the mean μ and the
 * variance v of the batch; in inference with their running averages.
 */
public final class BatchNorm extends BatchNormalization {
    public static final LayerType TYPE = type("batchNorm", BatchNorm::new);

    private final RunningStatistics running;

    private BatchNorm(Arguments arguments, BuildContext context) {
        super(arguments, context);
        boolean biased = arguments
                .choice("runningVariance", "unbiased", "unbiased", "biased")
                .equals("biased");
        running = new RunningStatistics(
                arguments,
                context,
                0.1,
                "runningVariance",
                biased ? ChannelMoments::variance : ChannelMoments::sampleVariance);
    }

    @Override
    ChannelTransform training(ChannelMoments moments, StepContext context) {
        return transform(moments.mean(), moments.variance());
    }

    @Override
    ChannelTransform inference() {
        return transform(running.mean(), running.spread());
    }

    private ChannelTransform transform(double[] mean, double[] variance) {
        double[] scale = new double[mean.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = ChannelTransform.over(1, Math.sqrt(variance[c] + epsilon()));
        }
        return new ChannelTransform(affine(), mean, scale, new double[scale.length]);
    }

    @Override
    RunningStatistics running() {
        return running;
    }
}
