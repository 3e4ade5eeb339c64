package org.tare.nn.normalization;

import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Layer;
import org.tare.nn.core.StepContext;
import org.tare.nn.text.Arguments;
import org.tare.nn.text.Term;

/**
 * Batch normalization (Ioffe and Szegedy 2015, algorithm 1): {@code y = γ·(x-μ)/√(v+ε) + β}, with the mean μ and the
 * variance v of the batch; in inference with their running averages.
 */
public final class BatchNorm extends BatchNormalization {
    private final double epsilon;
    private final RunningStatistics running;

    private BatchNorm(Term word, Arguments options, BuildContext site) {
        super(word, options, site);
        epsilon = options.epsilon();
        boolean biased = options.choice("runningVariance", "unbiased", "unbiased", "biased")
                .equals("biased");
        running = RunningStatistics.read(
                options,
                site,
                0.1,
                "runningVariance",
                biased ? ChannelMoments::variance : ChannelMoments::sampleVariance);
    }

    public static Layer read(Term word, Arguments options, BuildContext site) {
        return new BatchNorm(word, options, site);
    }

    @Override
    public ChannelTransform training(ChannelMoments moments, StepContext context) {
        return normalizer(moments.mean(), moments.variance());
    }

    @Override
    public ChannelTransform inference() {
        return normalizer(running.mean(), running.spread());
    }

    private ChannelTransform normalizer(double[] mean, double[] variance) {
        double[] scale = new double[mean.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = ChannelTransform.over(1, Math.sqrt(variance[c] + epsilon));
        }
        return new ChannelTransform(affine(), mean, scale, new double[scale.length]);
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
